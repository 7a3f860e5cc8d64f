"""Throws made-up files at every reader, importer and opener: ``python -m tests.fuzz --minutes 10`` (``make fuzz``).

A reader may refuse a file with a ReaderError; anything else that it raises, an article that cannot be stored, or more
than a few seconds for a small file is a bug. The file that shows it is kept in ``tests/hostile/found`` and tried by
every run of the tests from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from core import articles, formats
from core.assets import seed_folder
from core.errors import Problem, ReaderError
from core.formats import json_lines, jsonl
from core.offsets import check_span, freeze
from core.records import ArticleDraft
from tests.fuzz_targets import TARGETS, spoiled
from tests.hostile.make import CASES

FOUND = Path(__file__).parent / "hostile" / "found"
ARTICLES = (".txt", ".md", ".html", ".jsonl")
SUFFIXES = (*ARTICLES, *TARGETS)
MAX_SECONDS = 5.0

_WORDS = [
    "Anna Berger",
    "Genf",
    "10.01.2022, 19.30 Uhr",
    "Von ",
    "Foto: dpa",
    "Keystone",
    "(dpa/AFP)",
    " – ",
    "„",
    "“",
    ".",
]
_WORDS += [
    "\n",
    "\n\n",
    "\r\n",
    "\u2028",
    "\u00a0",
    "\u00ad",
    "🙂",
    "e\u0301",
    "\u202e",
    "Name: x\n",
    "© 2022 Bote",
    "date 2022-01 ",
]
_MARKUP = ["---\n", "# ", "## ", "```\n", "![a](b)", "title: x\n", "===\n", "*", "_", "[", "](", "> ", "| "]
_TAGS = [
    "<p>",
    "</p>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<article>",
    "<figure><figcaption>",
    "<table><tr><td>",
    "<br>",
    "<ul><li>",
    "&nbsp;",
]
_TAGS += [
    "<!--",
    "-->",
    "<script>",
    "<b>",
    "<q>",
    "<html lang=de>",
    '<meta charset="x">',
    "<![CDATA[",
    "&#0;",
    "&#xD800;",
    "<?xml?>",
]
_JSON = [
    '{"text":"Anna in Genf 🙂"',
    ',"spans":[',
    '{"start":0,"end":4,"label":"PER"}',
    ',"text":"Anna"',
    "]",
    "}",
    "{",
    "[",
    ",",
]
_JSON += [
    '"zones":',
    '[[0,4,"headline"]]',
    '"offset_unit":"utf-16"',
    '"schema":"leuchtstift/1"',
    "null",
    "true",
    "-1",
    "1e5",
    "0.5",
]
_JSON += [
    '"\\ud83d"',
    '"\\u0000"',
    '"meta":{"title":"x"}',
    '"relations":[{"type":"x","head":"a","child":"b"}]',
    '"label_set":',
    "\n",
]
_JSON += [',"label":[[0,4,"PER"]]', ',"entities":[{"id":1,"start_offset":0,"end_offset":4,"label":"x"}]']
_TOKENS = {".txt": _WORDS, ".md": _WORDS + _MARKUP, ".html": _WORDS + _TAGS, ".jsonl": _JSON}
_TOKENS |= {suffix: [*target.tokens] for suffix, target in TARGETS.items()}


@cache
def samples(suffix: str) -> list[bytes]:
    """Give files that the reader takes, to be spoiled: from the corpus, and the sample library in each form."""
    if suffix in TARGETS:
        return [TARGETS[suffix].sample()]
    found = [case.content for case in CASES if case.name.endswith(suffix) and isinstance(case.content, bytes)]
    for path in sorted(seed_folder().glob("*.txt")):
        content = path.read_bytes()
        if suffix == ".jsonl":
            found += [jsonl.line_of(draft) for draft in articles.read_path(path) if isinstance(draft, ArticleDraft)]
        elif suffix == ".md":
            found.append(b"---\ntitle: x\ndate: 2022-01-10\n---\n\n# " + content)
        elif suffix == ".html":
            found.append(b"<html lang=de><article><h1>" + content.replace(b"\n\n", b"</p>\n<p>") + b"</article>")
        else:
            found.append(content)
    return [content for content in found if 0 < len(content) < 16_384]


@st.composite
def contents(draw: Callable, suffix: str) -> bytes:
    """Make the content of a file: random bytes, tokens in any order, or a sample with a few places spoiled."""
    tokens = st.sampled_from([token.encode() for token in _TOKENS[suffix]])
    pieces = st.lists(tokens | st.binary(max_size=4), max_size=30).map(b"".join)
    if suffix in TARGETS and TARGETS[suffix].binary and draw(st.integers(0, 9)):
        return draw(spoiled(samples(suffix)[0]))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return draw(st.binary(max_size=300))
    if kind == 1:
        return draw(pieces)
    content = draw(st.sampled_from(samples(suffix)))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(content)))
        gone = draw(st.integers(0, 20))
        content = content[:place] + draw(tokens | st.binary(max_size=6)) + content[place + gone :]
    return content


def check(path: Path, max_seconds: float = math.inf) -> None:
    """Read a file and raise AssertionError, or whatever the reader let through, if something is wrong."""
    begun = time.process_time()
    with suppress(ReaderError):
        TARGETS[path.suffix].check(path) if path.suffix in TARGETS else _check_articles(path)
    assert time.process_time() - begun < max_seconds, "too slow for a small file"


def _check_articles(path: Path) -> None:
    for item in list((formats.READERS.get(path.suffix) or articles.read_path)(path)):
        if isinstance(item, Problem):
            assert item.sentence
        else:
            _check_draft(articles.describe(item))


def _check_draft(draft: ArticleDraft) -> None:
    assert draft.text == freeze(draft.text)
    assert "\x00" not in draft.text
    assert "\n" not in draft.title
    end = 0
    for zone in draft.zones:
        assert end <= zone.start < zone.end <= len(draft.text)
        end = zone.end
    for span in draft.spans or ():
        check_span(draft.text, span.start, span.end)
    line = jsonl.line_of(draft)
    again = json_lines.parse_line(line).draft
    assert jsonl.line_of(again) == line
    json.loads(line)


def fuzz(suffix: str, number: int, examples: int, folder: Path, max_seconds: float = math.inf) -> bytes | None:
    """Try made-up files; give the smallest one that shows a bug, or None."""
    path = folder / f"fuzz{suffix}"
    failing: list[bytes] = []

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(contents(suffix))
    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        try:
            check(path, max_seconds)
        except BaseException:
            failing.append(content)
            raise

    try:
        attempt()
    except Exception:  # noqa: BLE001 (whatever a reader raises is what is looked for)
        traceback.print_exc()
        return failing[-1]
    return None


def main() -> int:
    """Fuzz every reader for some minutes each; keep what fails."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10, help="for each reader")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30), help="to repeat a run")
    parser.add_argument("--only", choices=SUFFIXES, action="append", help="these readers and no others")
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}")
    kept = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LEUCHTSTIFT_HOME"] = folder
        for suffix in chosen.only or SUFFIXES:
            end = time.monotonic() + chosen.minutes * 60
            rounds = 0
            while time.monotonic() < end:
                content = fuzz(suffix, chosen.seed + rounds, 200, Path(folder), MAX_SECONDS)
                rounds += 1
                if content is not None:
                    FOUND.mkdir(exist_ok=True)
                    name = FOUND / (hashlib.sha256(content).hexdigest()[:12] + suffix)
                    name.write_bytes(content)
                    print(f"{suffix}: kept {name.name}")
                    kept += 1
                    break
            print(f"{suffix}: {rounds} rounds of 200 files")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
