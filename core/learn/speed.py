"""Measure the embedded pipeline's speed against spaCy's own small entity recogniser, its load time, memory and size."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from core.extract import ner
from core.learn.corpus import read_speeches

_LABELS = ("PER", "ORG", "LOC", "MISC")
_SPEECHES = 120
_ROUNDS = 3

_LOAD = """
import time, json, sys
start = time.process_time()
import spacy
imported = time.process_time()
from core.extract import ner
nlp = spacy.load(sys.argv[1])
loaded = time.process_time()
nlp(sys.argv[2])
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
print(json.dumps({"import": imported - start, "load": loaded - imported, "peak MiB": peak}))
"""


def efficiency_recogniser(nlp: Language) -> Language:
    """Make spaCy's recogniser as ``init config --optimize efficiency`` does (tok2vec 96 x 4), with random weights."""
    blank = spacy.blank("de", vocab=nlp.vocab)
    recogniser = blank.add_pipe("ner", config={"model": _efficiency_model()})
    for label in _LABELS:
        recogniser.add_label(label)  # type: ignore[attr-defined]
    doc = Doc(blank.vocab, ["Olaf", "Scholz", "reist"])
    doc.ents = [Span(doc, 0, 2, label="PER")]
    blank.initialize(lambda: [Example(Doc(blank.vocab, ["Olaf", "Scholz", "reist"]), doc)])
    return blank


def _efficiency_model() -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "width": 96,
            "depth": 4,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
            "pretrained_vectors": None,
        },
    }


def words_by_second(nlp: Language, texts: Sequence[str]) -> tuple[float, float]:
    """Give words a CPU second of the last component alone (on new text, its caches empty) and of the whole pipeline."""
    docs = [nlp.make_doc(text) for text in texts]
    words = sum(map(len, docs))
    recogniser = nlp.get_pipe("ner")
    start = time.process_time()
    for _ in recogniser.pipe(docs, batch_size=16):  # type: ignore[attr-defined]
        pass
    alone = time.process_time() - start
    start = time.process_time()
    for _ in nlp.pipe(texts, batch_size=16):
        pass
    return words / alone, words / (time.process_time() - start)


def load_figures(folder: Path, text: str) -> dict[str, float]:
    """Give CPU seconds of ``import spacy`` and of loading, and the most memory in MiB, of a fresh process (Linux)."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", _LOAD, str(folder), text], capture_output=True, check=True, text=True
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Print the figures as JSON: ``python -m core.learn.speed --data ../shared/data FOLDER``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    texts = list(islice(read_speeches(given.data), _SPEECHES * _ROUNDS))
    figures: dict[str, object] = {}
    for number in range(_ROUNDS):
        part = texts[number::_ROUNDS]
        ours = spacy.load(given.folder)
        assert isinstance(ours.get_pipe("ner"), ner.EntityRecogniser)
        theirs = efficiency_recogniser(ours)
        for name, nlp in (("ours", ours), ("spaCy efficiency", theirs)):
            alone, whole = words_by_second(nlp, part)
            figures.setdefault(name, []).append((round(alone), round(whole)))  # type: ignore[attr-defined]
    figures["fresh process"] = [load_figures(given.folder, "\n".join(texts[:2])) for _ in range(_ROUNDS)]
    figures["megabytes"] = sum(p.stat().st_size for p in given.folder.rglob("*") if p.is_file()) / 1e6
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
