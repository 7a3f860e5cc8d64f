"""Read and write the inline markup of the gold texts: exact on characters, nesting, with values, relations and zones.

A file is a header of ``key: value`` lines, an empty line, and the text. In the text stand::

    [PER|Anna Berger]                 a mark: label, bar, text
    [DATE=2023-03-14|am Dienstag]     with a value
    [PER#b|Anna Berger]               with a name inside this file, so that relations can point to it
    [QUOTE=indirect>b|sie komme]      with a relation to that mark; its type follows from the label: speaker, role_of
                                      (a QUOTE without a value is direct)
    [ROLE>b,c|Stadträte]              with two relations
    @caption Der Platz im Sommer.     a line with a zone role; lines of one role that follow each other are one zone

A backslash before ``[``, ``]``, ``\\`` or ``@`` takes it as it is; ``@`` needs it at the start of a line only.
Everything else is text, to the character; only the newline at the end of the file is not. ``render(parse(source))``
is ``source`` for every file of the set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.records import DraftRelation, DraftSpan, Zone, ZoneRole

NAMES = ("PER", "ORG", "LOC", "MISC")
HIDDEN = tuple(name + kind for kind in ("deriv", "part") for name in NAMES)
FAMILY = (
    dict.fromkeys((*NAMES, *HIDDEN), "names")
    | dict.fromkeys(("DATE", "QUANTITY"), "times and amounts")
    | dict.fromkeys(("QUOTE", "CUE"), "speech")
    | {"ROLE": "roles"}
)
LABELS = tuple(FAMILY)
RELATION_OF = {"QUOTE": "speaker", "ROLE": "role_of"}
DEFAULT_VALUE = {"QUOTE": "direct"}
HEADER_KEYS = ("title", "source", "date", "country", "topic")

_HEAD = re.compile(
    r"\[(?P<label>[A-Za-z]+)(?:#(?P<id>\w+))?(?:=(?P<value>[^\[\]|>\\\n]+))?(?:>(?P<to>\w+(?:,\w+)*))?\|"
)
_ZONE = re.compile(rf"@({'|'.join(ZoneRole)}) ")


class MarkupError(ValueError):
    """A gold file breaks the rules of its markup."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What one file says: header, plain text, spans by (start, -end), relations by index into spans, zones.

    ``ids`` gives the index of each mark that has a name in the file.
    """

    meta: Mapping[str, str]
    text: str
    spans: tuple[DraftSpan, ...]
    relations: tuple[DraftRelation, ...] = ()
    zones: tuple[Zone, ...] = ()
    ids: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """A mark while it is read: ``order`` is its place in the file."""

    label: str
    start: int
    order: int
    value: str
    id: str
    targets: tuple[str, ...]
    end: int = -1


def parse(source: str) -> Markup:
    """Read one file; raises MarkupError with the line where a rule is broken."""
    head, blank, body = source.partition("\n\n")
    if not blank:
        raise MarkupError("line 1: a header, an empty line and a text are expected")
    meta = _parse_header(head)
    return _Body(body.removesuffix("\n"), head.count("\n") + 3).read(meta)


def _parse_header(head: str) -> dict[str, str]:
    meta = {}
    for number, line in enumerate(head.split("\n"), 1):
        key, colon, value = line.partition(": ")
        if not colon or key not in HEADER_KEYS or key in meta:
            raise MarkupError(f"line {number}: expected one of {', '.join(HEADER_KEYS)}, once, not {line!r}")
        meta[key] = value
    if list(meta) != list(HEADER_KEYS):
        raise MarkupError(f"line 1: the header must have {', '.join(HEADER_KEYS)}, in this order")
    return meta


class _Body:
    """Reads the marked text from left to right."""

    def __init__(self, source: str, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.position = 0
        self.text: list[str] = []
        self.length = 0
        self.stack: list[_Open] = []
        self.marks: list[_Open] = []
        self.zones: list[Zone] = []

    def fail(self, sentence: str) -> MarkupError:
        return MarkupError(f"line {self.first_line + self.source.count(chr(10), 0, self.position)}: {sentence}")

    def put(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def read(self, meta: Mapping[str, str]) -> Markup:
        zone: tuple[int, ZoneRole] | None = None
        lines = self.source.split("\n")
        for number, line in enumerate(lines):
            if number:
                self.put("\n")
                self.position += 1
            found = _ZONE.match(line)
            if found:
                self.position += found.end()
                zone = (self.length, ZoneRole(found[1]))
            elif line.startswith("@"):
                raise self.fail("a line that starts with @ names a zone role, or is escaped")
            self.read_line(line[found.end() :] if found else line)
            if zone:
                self.add_zone(*zone)
                zone = None
        if self.stack:
            raise self.fail(f"the mark {self.stack[-1].label} is not closed")
        return self.finish(meta)

    def read_line(self, line: str) -> None:
        index = 0
        line_start = self.position
        while index < len(line):
            self.position = line_start + index
            char = line[index]
            if char == "\\":
                escaped = line[index + 1 : index + 2]
                if escaped not in ("[", "]", "\\", "@"):
                    raise self.fail("a backslash stands before [, ], \\ or @")
                self.put(escaped)
                index += 2
            elif char == "[":
                head = _HEAD.match(line, index)
                if head is None:
                    raise self.fail(f"no mark begins with {line[index : index + 20]!r}")
                self.open(head)
                index = head.end()
            elif char == "]":
                self.close()
                index += 1
            else:
                self.put(char)
                index += 1
        self.position = line_start + len(line)

    def open(self, head: re.Match[str]) -> None:
        label = head["label"]
        if label not in FAMILY:
            raise self.fail(f"there is no label {label}")
        for outer in self.stack:
            if FAMILY[outer.label] == FAMILY[label] and outer.label != "QUOTE":
                raise self.fail(f"{label} stands inside {outer.label}, which is of the same family")
        targets = tuple(head["to"].split(",")) if head["to"] else ()
        if targets and label not in RELATION_OF:
            raise self.fail(f"{label} has no relations")
        value = head["value"] or DEFAULT_VALUE.get(label, "")
        mark = _Open(label, self.length, len(self.marks), value, head["id"] or "", targets)
        self.marks.append(mark)
        self.stack.append(mark)

    def close(self) -> None:
        if not self.stack:
            raise self.fail("a mark is closed that was not opened")
        mark = self.stack.pop()
        mark.end = self.length
        surface = "".join(self.text)[mark.start :]
        if not surface or surface != surface.strip():
            raise self.fail(f"the mark {mark.label} {surface!r} is empty or has space at its edge")

    def add_zone(self, start: int, role: ZoneRole) -> None:
        if self.zones and self.zones[-1].role is role and self.zones[-1].end == start - 1:
            start = self.zones.pop().start
        self.zones.append(Zone(start, self.length, role))

    def finish(self, meta: Mapping[str, str]) -> Markup:
        spans = tuple(DraftSpan(m.start, m.end, m.label, value=m.value) for m in self.marks)
        ids = {m.id: m.order for m in self.marks if m.id}
        if len(ids) != sum(1 for m in self.marks if m.id):
            raise self.fail("two marks have one name")
        relations = []
        for mark in self.marks:
            for target in mark.targets:
                if target not in ids or spans[ids[target]].label != "PER":
                    raise self.fail(f"{mark.label} at {mark.start} points to {target}, which is no PER of this file")
                relations.append(DraftRelation(RELATION_OF[mark.label], mark.order, ids[target]))
        return Markup(dict(meta), "".join(self.text), spans, tuple(relations), tuple(self.zones), ids)


def render(markup: Markup) -> str:
    """Write the file that ``parse`` reads as this markup; spans must be nested and in order."""
    names = {index: name for name, index in markup.ids.items()}
    targets: dict[int, list[str]] = {}
    for relation in markup.relations:
        targets.setdefault(relation.head, []).append(names[relation.child])
    pieces: dict[int, list[str]] = {}
    for index, span in enumerate(markup.spans):
        head = f"{span.label}#{names[index]}" if index in names else span.label
        head += f"={span.value}" if span.value != DEFAULT_VALUE.get(span.label, "") else ""
        head += f">{','.join(targets[index])}" if index in targets else ""
        pieces.setdefault(span.start, []).append(f"[{head}|")
    for span in markup.spans:
        pieces.setdefault(span.end, []).insert(0, "]")
    for zone in markup.zones:
        for start in _line_starts(markup.text, zone):
            pieces.setdefault(start, []).insert(0, f"@{zone.role} ")
    body = []
    last = 0
    for position in sorted(pieces):
        body += [_escape(markup.text, last, position), *pieces[position]]
        last = position
    body.append(_escape(markup.text, last, len(markup.text)))
    header = "".join(f"{key}: {markup.meta[key]}\n" for key in HEADER_KEYS)
    return f"{header}\n{''.join(body)}\n"


def _line_starts(text: str, zone: Zone) -> list[int]:
    """Give where the lines of a zone begin."""
    return [zone.start, *(i + 1 for i in range(zone.start, zone.end) if text[i] == "\n")]


def _escape(text: str, start: int, end: int) -> str:
    """Escape a piece of the text: brackets and backslashes, and an @ that starts a line."""
    return "".join(
        f"\\{char}" if char in "[]\\" or (char == "@" and (position == 0 or text[position - 1] == "\n")) else char
        for position, char in enumerate(text[start:end], start)
    )


def plain(source: str) -> str:
    """Give a file without its marks: header, zones and text, ready to be annotated again."""
    markup = parse(source)
    return render(Markup(markup.meta, markup.text, (), zones=markup.zones))
