"""Makes the hostile corpus: files that no reader may choke on, each with what must happen to it.

``python -m tests.hostile.make FOLDER`` writes them, to be tried by hand; the tests make them in a folder of their own.
"""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

TEXT = "Anna Müller sprach in Köln über „Garantien“ – und über 100.000 Soldaten. Das war am Montag.\n"
MIB = 1 << 20


@dataclass(frozen=True)
class Case:
    """A file of the corpus. ``refused`` is a part of the sentence that refuses it whole; None where it comes in.

    ``problems`` are parts of sentences about it, in order; ``articles`` is how many come in; ``has`` is in the first.
    """

    name: str
    content: Callable[[], bytes] | bytes
    refused: str | None = None
    problems: tuple[str, ...] = ()
    articles: int = 1
    has: str = ""

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        path.write_bytes(self.content if isinstance(self.content, bytes) else self.content())
        return path


def archive(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return stream.getvalue()


def record(**changes: object) -> bytes:
    values = {"text": "🙂 Anna grüßt Köln.", "spans": [{"start": 2, "end": 6, "text": "Anna", "label": "PER"}]}
    return json.dumps(values | changes).encode()


def span(start: object, end: object, **more: object) -> bytes:
    return record(spans=[{"start": start, "end": end, "label": "PER", **more}])


GOOD = record()

TEXTS = (
    Case("utf-8.txt", TEXT.encode(), has="Köln"),
    Case("utf-8-bom.txt", b"\xef\xbb\xbf" + TEXT.encode(), has="Köln"),
    Case("cp1252.txt", TEXT.encode("cp1252"), has="Müller sprach in Köln über „Garantien“"),
    Case("latin-1.txt", ("Größe, Übel, Süden und Märkte. " * 3).encode("latin-1"), has="Größe, Übel"),
    Case("mac.txt", (TEXT * 2).encode("mac_roman"), has="Müller sprach in Köln über „Garantien“"),
    Case("dos.txt", ("Müller fährt über Köln nach Süden. " * 4).encode("cp437"), has="Müller fährt über"),
    Case("utf-16-bom.txt", TEXT.encode("utf-16"), has="Köln"),
    Case("utf-16-be.txt", TEXT.encode("utf-16-be"), has="Köln"),
    Case("utf-16-le.txt", TEXT.encode("utf-16-le"), has="Köln"),
    Case("mixed.txt", TEXT.encode() + TEXT.encode("cp1252"), problems=("mixes encodings",), has="Köln"),
    Case("nul.txt", TEXT.encode() + b"Ein NUL\x00 hier.", problems=("1 NUL",), has="NUL\ufffd hier"),
    Case("nfd.txt", "Ko\u0308ln und Zu\u0308rich.".encode(), has="Ko\u0308ln"),
    Case("crlf.txt", b"Eins.\r\nZwei.\rDrei.", has="Eins.\nZwei.\nDrei."),
    Case("bidi.txt", "Titel \u202egnp.exe\u202c\n\nDer Text \u2066isolate\u2069.".encode(), has="\u202egnp.exe"),
    Case("surrogates.txt", b"Halbe Paare \xed\xa0\x80 in einem Text.", has="Halbe Paare"),
    Case(
        "separators.txt", "Eins\u2028Zwei\u2029Drei\x85Vier\x0bF\x0c.".encode(), has="Eins\u2028Zwei\u2029Drei\x85Vier"
    ),
    Case("long-line.txt", lambda: b"Wort und noch ein Wort. " * (4 * MIB // 24), has="Wort"),
    Case("many-lines.txt", lambda: b"Zeile. Foto: dpa\n" * (4 * MIB // 17), has="Zeile"),
    Case("no-space.txt", lambda: b"x" * (4 * MIB), has="xxx"),
    Case("combining.txt", lambda: ("a" + "\u0301" * 500_000).encode(), has="a\u0301"),
    Case("empty.txt", b"", refused="empty"),
    Case("blank.txt", b" \r\n\t\n", refused="empty"),
    Case("bom-only.txt", b"\xef\xbb\xbf", refused="empty"),
    Case("zip.txt", lambda: archive("../../etc/passwd", b"x"), refused="ZIP"),
    Case("bomb.txt", lambda: archive("bomb", b"\0" * (8 * MIB)), refused="ZIP"),
    Case("pdf.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", refused="PDF"),
    Case("binary.txt", bytes(range(256)) * 64, refused="no text"),
    Case("tar.txt", b"name".ljust(100, b"\0") + b"0000644\0" + b"\0" * 900, refused="no text"),
    Case("sqlite.txt", b"SQLite format 3\0" + b"\0" * 84, refused="database"),
)

PAGES = (
    Case("scripts.html", f"<html><script>alert(1)</script><p>{TEXT * 5}</p></html>".encode(), has="Anna Müller"),
    Case(
        "remote.html",
        f'<html><body background="http://127.0.0.1:9/b"><link rel=stylesheet href="http://127.0.0.1:9/c">'
        f'<img src="http://127.0.0.1:9/i"><iframe src="http://127.0.0.1:9/f"></iframe>'
        f"<style>@import url(file:///etc/hostname);</style><p>{TEXT * 5}</p></body></html>".encode(),
        has="Anna Müller",
    ),
    Case("deep.html", b"<div>" * 5000 + TEXT.encode() * 5 + b"</div>" * 5000, refused=""),
    Case("deep-inline.html", b"<p>" + b"<b><i>" * 2000 + TEXT.encode() * 5, refused=""),
    Case("unclosed.html", b"<html><body><p>" + TEXT.encode() * 5 + b"<table><tr><td><ul><li>", has="Anna Müller"),
    Case("xxe.html", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><p>' + TEXT.encode() * 5, has="Anna"),
    Case(
        "laughs.html",
        b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]><p>&d;'
        + TEXT.encode() * 5,
        has="Anna",
    ),
    Case("elements.html", lambda: b"<p>x" * 100_000, refused="elements"),
    Case("nul.html", b"<p>" + (TEXT * 5).encode() + b"\0</p>", refused=""),
    Case("not-html.html", b"PK\x03\x04", refused="ZIP"),
    Case("empty.html", b"", refused="empty"),
    Case("tags-only.html", b"<html><head></head><body><br><hr></body></html>", refused="article"),
    Case("front.md", b"---\n" + b"a: b\n" * 50_000 + TEXT.encode(), has="a: b"),
    Case("marks.md", b"*_`[![](" * 50_000, has="*_`["),
)

RECORDS = (
    Case("good.jsonl", GOOD + b"\n" + GOOD, articles=2),
    Case("bom.jsonl", b"\xef\xbb\xbf" + GOOD),
    Case("utf-16.jsonl", GOOD.decode().encode("utf-16"), refused="UTF-16"),
    Case("empty.jsonl", b"", refused="empty"),
    Case("cp1252.jsonl", b'{"text":"K\xf6ln"}\n' + GOOD, problems=("not UTF-8",)),
    Case("broken.jsonl", GOOD + b'\n{"text": "x"\nnope\n' + GOOD, problems=("no JSON", "no JSON"), articles=2),
    Case("nan.jsonl", b'{"text":"x","score":NaN}\n{"text":"x","score":1e999}\n' + GOOD, problems=("NaN", "too large")),
    Case("twice.jsonl", b'{"text":"x","text":"y"}\n' + GOOD, problems=("twice",)),
    Case("digits.jsonl", b'{"text":"x","a":' + b"9" * 5000 + b"}\n" + GOOD, problems=("too large",)),
    Case("nested.jsonl", b"[" * 100_000 + b"\n" + GOOD, problems=("nested",)),
    Case("no-text.jsonl", b'{"image":"x"}\n[]\n7\n' + GOOD, problems=('no "text"', "object", "object")),
    Case(
        "surrogate.jsonl",
        rb'{"text":"halb \ud83d und \u0000"}',
        problems=("2 NUL characters or lone",),
        has="halb \ufffd",
    ),
    Case("long-line.jsonl", lambda: json.dumps({"text": "x" * (5 * MIB)}).encode() + b"\n" + GOOD, articles=2),
    Case("breaks.jsonl", json.dumps({"text": "a\u2028b\x85c"}, ensure_ascii=False).encode(), has="a\u2028b\x85c"),
    Case(
        "offsets.jsonl",
        b"\n".join(
            [
                *(span(-1, 3), span(0, 99), span(5, 5), span(6, 2), span(2.0, 6), span(True, 6), span("2", 6)),
                *(span(None, 6), span(2, 6, text="Otto"), span(3, 7, text="Anna"), GOOD),
            ]
        ),
        problems=(
            *("does not lie",) * 4,
            *("whole number",) * 4,
            "the text says",
            "counted in utf-16",
        ),
    ),
    Case(
        "grapheme.jsonl",
        record(text="Cafe\u0301", spans=[{"start": 0, "end": 4, "label": "X"}]),
        problems=("cuts",),
        articles=0,
    ),
    Case("pair.jsonl", span(1, 3)[:-1] + b',"offset_unit":"utf-16"}', problems=("no position",), articles=0),
    Case(
        "label.jsonl",
        b"\n".join([span(2, 6, label="x" * 100_000), span(2, 6, label=" "), GOOD]),
        problems=("longer", "label"),
    ),
    Case("hash.jsonl", record(schema="leuchtstift/1", text_sha256="0" * 64), problems=("SHA-256",), articles=0),
    Case("newer.jsonl", record(schema="leuchtstift/9"), problems=("newer",), articles=0),
    Case(
        "crlf.jsonl",
        record(text="Eins\r\nzwei", spans=[{"start": 6, "end": 10, "text": "zwei", "label": "X"}]),
        problems=("Line ends",),
        has="Eins\nzwei",
    ),
)

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "&{a};&{a};&{a};&{a};">' for a, b in pairwise("abcdefghi")
)
XXE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname"><!ENTITY % c SYSTEM "http://127.0.0.1:9/"> %c;]><a>&b;</a>'

# No reader opens these: they are refused by their names, whatever is in them. Under the name of a text most are too.
DOCUMENTS = (
    Case("traversal.epub", lambda: archive("../../../hostile-was-here", b"x"), refused="an e-book"),
    Case("absolute.zip", lambda: archive("/tmp/hostile-was-here", b"x"), refused="an archive"),
    Case("bomb.docx", lambda: archive("word/document.xml", b" " * (64 * MIB)), refused="a Word document"),
    Case("nested.zip", lambda: archive("a.zip", archive("a.zip", archive("a", b"\0" * MIB))), refused="an archive"),
    Case("laughs.docx", lambda: archive("word/document.xml", (LAUGHS + "]><a>&i;</a>").encode()), refused="Word"),
    Case("xxe.epub", lambda: archive("OEBPS/content.opf", XXE.encode()), refused="an e-book"),
    Case("laughs.xml", (LAUGHS + "]><a>&i;</a>").encode(), refused="an XML file"),
    Case("xxe.xml", XXE.encode(), refused="an XML file"),
    Case("formula.csv", b'"=HYPERLINK(""http://127.0.0.1:9/"")",@SUM(1),+1,-1\n', refused="a table"),
    Case("script.pdf", b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript >> >>", refused="a PDF document"),
)

CASES = TEXTS + PAGES + RECORDS


def make_special(folder: Path) -> list[Path]:
    """Make what is no file: a FIFO, links that go round, a link to a device, a folder without articles."""
    (folder / "loop").mkdir()
    (folder / "loop" / "again").symlink_to(folder / "loop", target_is_directory=True)
    (folder / "round.txt").symlink_to(folder / "round.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_bytes(b"\x89PNG")
    return [folder / name for name in ("loop", "round.txt", "zero.txt", "pipe.txt", "pictures")]


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for case in CASES + DOCUMENTS:
        print(case.write(target))
    print(*make_special(target), sep="\n")
