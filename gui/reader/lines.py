"""One block laid out: its lines, and where a range of its text stands in them, also in mixed directions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from core.offsets import utf16_length

if TYPE_CHECKING:
    from gui.reader.marks import LineMarks
    from gui.reader.typography import ZoneStyle

# Letters that are written from right to left, and the characters that turn the direction.
_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u2007\u200b-\u200f\u2028-\u202f"
    "\u2060-\u206f\ufeff]"
)
_LEAST_COLUMN = 180  # pixels that the second column of a table must have, else there is one column
_SLIVER = 1  # pixels to either side
SPACES = "\xa0\u2007\u202f"


class Line(NamedTuple):
    """One line of a block: where its text starts (UTF-16, in the block), its box in pixels below the block's top."""

    start: int
    top: int
    baseline: int
    bottom: int


class Segment(NamedTuple):
    """A piece of a range on one line, in pixels from the column's left edge.

    ``first`` and ``last`` say that the range begins, ends on it; ``backwards`` that it reads from right to left.
    """

    line: int
    left: float
    right: float
    first: bool
    last: bool
    backwards: bool


class LaidBlock:
    """A block with its lines. ``start`` counts code points of the article, ``start16`` UTF-16 units of the document.

    ``lead`` and ``tail`` are what ``BlockTable`` says of a cut without a space: units at the start that show nothing,
    and what stands at the end in place of the separator.
    """

    __slots__ = (
        "_ends",
        "_invisible",
        "_segments",
        "_xs",
        "backwards",
        "block",
        "height",
        "is_folded",
        "keys",
        "lead",
        "lines",
        "marks",
        "mixed",
        "number",
        "start",
        "start16",
        "style",
        "tail",
        "text",
        "width",
    )

    def __init__(self, block: QTextBlock, number: int, start: int, text: str, style: ZoneStyle) -> None:
        self.block = block
        self.number = number
        self.start = start
        self.start16 = block.position()
        self.text = text
        self.lead = 0
        self.tail = ""
        self.style = style
        self.mixed = not text.isascii() and _RTL.search(text) is not None
        self.backwards = False
        self.keys: frozenset[int] = frozenset()  # of the marks that ``marks`` shows
        self.is_folded = False  # a line stands for the text, or for that of the blocks before
        self.lines: list[Line] = []
        self.height = 0
        self.width = 0
        self.marks: list[LineMarks] | None = None
        self._segments: dict[tuple[int, int], list[Segment]] = {}
        self._ends: dict[int, tuple[int, float]] = {}
        self._xs: dict[tuple[int, int], float] = {}
        self._invisible: list[tuple[int, float, bool]] | None = None

    @property
    def layout(self) -> QTextLayout:
        """The block's own layout, asked for anew each time.

        Kept here it would outlive its document, and PySide would take what is made next at its address for it.
        """
        return self.block.layout()

    @property
    def end(self) -> int:
        """The position behind the last character, in code points."""
        return self.start + len(self.text)

    @property
    def length16(self) -> int:
        """The UTF-16 units that the block shows."""
        return self.block.length() - 1 + utf16_length(self.tail)

    def lay_out(self, width: int, margin: int, foot: int, key_length: int, direction: Qt.LayoutDirection) -> None:
        """Break the text into lines of a column (pixels); ``margin`` is left free above and ``foot`` below.

        With ``key_length`` the text is ``Name:``, tab or nothing, value: the value has a column of its own.
        """
        style, layout = self.style, self.layout
        self.width = width
        self.backwards = direction == Qt.LayoutDirection.RightToLeft
        option = QTextOption(Qt.AlignmentFlag.AlignRight if self.backwards else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        line_width = width - 2 * style.indent
        hanging = style.tab if key_length and line_width - style.tab >= _LEAST_COLUMN else 0
        option.setTabStopDistance(style.size)
        if hanging:
            option.setTabs([QTextOption.Tab(hanging, QTextOption.TabType.LeftTab)])
        layout.setTextOption(option)
        if self.tail:  # Qt shows there what an input method is about to put in; it is laid out, and not in the document
            layout.setPreeditArea(self.block.length() - 1, self.tail)
        if not style.is_body:
            layout.setFormats(self._formats(key_length, hanging))
        elif layout.formats():
            layout.setFormats([])
        # Without the cache every question for an x coordinate would shape the block anew.
        layout.setCacheEnabled(True)
        lines = []
        top, pitch = margin, style.pitch
        x = float(style.indent)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(line_width)
            box = box_height(line.height(), pitch)
            baseline = top + style.baseline + box - pitch
            line.setPosition(QPointF(x, baseline - line.ascent()))
            lines.append(Line(line.textStart(), top, baseline, top + box))
            top += box
            if hanging:
                x, line_width, hanging = x + hanging, line_width - hanging, 0
        layout.endLayout()
        self.lines = lines
        self.height = top + foot

    def lay_out_blank(self, margin: int, height: int) -> None:
        """Make a block of white space a thin line: the gap between paragraphs is a margin."""
        layout = self.layout
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(10_000)
        line.setPosition(QPointF(0, margin + height - line.height()))
        layout.endLayout()
        self.lines = [Line(0, margin, margin + height, margin + height)]
        self.height = margin + height

    def release(self) -> None:
        """Give the memory of the shaped text back; the height stays known."""
        self.layout.setCacheEnabled(False)
        self.layout.beginLayout()
        self.layout.endLayout()

    def line_at(self, y: float) -> int:
        """Give the number of the line at a height below the block's top, the nearest one outside."""
        for number, line in enumerate(self.lines):
            if y < line.bottom:
                return number
        return len(self.lines) - 1

    def line_of(self, position16: int) -> int:
        """Give the number of the line that a UTF-16 position in the block stands on."""
        number = 0
        for number, line in enumerate(self.lines):
            if line.start > position16:
                return number - 1
        return number

    def segments(self, start16: int, end16: int) -> list[Segment]:
        """Give where a range (UTF-16 in the block) stands, line by line."""
        found = self._segments.get((start16, end16))
        if found is None:
            found = self._segments[(start16, end16)] = self._find_segments(start16, end16)
        return found

    def invisible(self) -> list[tuple[int, float, bool]]:
        """Give the characters that nobody would see as (line, x, is a space)."""
        if self._invisible is None:
            self._invisible = []
            if not self.text.isascii() or not self.text.isprintable():
                shown = self.block.text()
                for match in _INVISIBLE.finditer(self.text):
                    at = self.lead + utf16_length(self.text[: match.start()])
                    if at >= len(shown):
                        break
                    number = self.line_of(at)
                    x = _x(self.layout.lineAt(number), at)
                    self._invisible.append((number, x, match.group() in SPACES))
        return self._invisible

    def _find_segments(self, start16: int, end16: int) -> list[Segment]:
        segments: list[Segment] = []
        number = self.line_of(start16)
        for number in range(number, len(self.lines)):  # noqa: B020  # from the first line on
            begin = self.lines[number].start
            if begin >= end16:
                break
            stop, edge = self.end_of(number)
            low, high = max(start16, begin), min(end16, stop)
            first, last = start16 >= begin, end16 <= stop
            if self.mixed:
                line = self.layout.lineAt(number)
                segments += self._mixed_segments(number, line, low, high, first=first, last=last)
                continue
            left = self._x_of(number, low)
            right = edge if high == stop else min(edge, self._x_of(number, high))
            if right > left:
                segments.append(Segment(number, left, right, first, last, False))
        if not segments and end16 > start16:  # only what has no width, or hangs beyond the line: still to be seen
            number = self.line_of(start16)
            line = self.layout.lineAt(number)
            x = min(_x(line, start16), line.x() + line.naturalTextWidth()) if line.isValid() else 0.0
            segments.append(Segment(number, x - _SLIVER, x + _SLIVER, True, True, False))
        # What has no width at either end has no segment: the range begins and ends with what is to be seen.
        if segments and not any(segment.first for segment in segments):
            segments[0] = segments[0]._replace(first=True)
        if segments and not any(segment.last for segment in segments):
            segments[-1] = segments[-1]._replace(last=True)
        return segments

    def end_of(self, number: int) -> tuple[int, float]:
        """Give where a line ends: UTF-16 units of the block, and x; white space at the end hangs beyond that."""
        found = self._ends.get(number)
        if found is None:
            line = self.layout.lineAt(number)
            stop = self.lines[number].start + line.textLength()
            found = self._ends[number] = stop, line.x() + line.naturalTextWidth()
        return found

    def _x_of(self, number: int, position16: int) -> float:
        """Give the x of a position on a line; marks that cross or nest have their edges at few words."""
        x = self._xs.get((number, position16))
        if x is None:
            x = self._xs[number, position16] = _x(self.layout.lineAt(number), position16)
        return x

    def _mixed_segments(
        self, number: int, line: QTextLine, low: int, high: int, *, first: bool, last: bool
    ) -> list[Segment]:
        """Give the visual runs of a range: in mixed directions one range can stand in several places of a line.

        The glyphs are asked: Qt's ``cursorToX`` gives no width to a letter behind a character that turns the direction.
        """
        runs: list[tuple[float, float, bool]] = []
        for left, right, backwards in sorted(_glyph_runs(line, low, high - low)):
            if runs and runs[-1][2] == backwards and left - runs[-1][1] < 1:
                runs[-1] = runs[-1][0], max(right, runs[-1][1]), backwards
            elif right > left:
                runs.append((left, right, backwards))
        opening = _nearest(runs, _glyph_runs(line, low, 1)) if first else None
        closing = _nearest(runs, _glyph_runs(line, high - 1, 1)) if last else None
        return [
            Segment(number, left, right, run == opening, run == closing, backwards)
            for run, (left, right, backwards) in enumerate(runs)
        ]

    def _formats(self, key_length: int, column: int) -> list[QTextLayout.FormatRange]:
        """Give the face of the zone: a document's blocks ignore ``QTextLayout.setFont``."""
        ranges = [_format_range(0, self.length16 + 1, self.style.font)]
        if key_length and self.style.key_font is not None:
            ranges.append(_format_range(0, key_length, self.style.key_font))
            if column and key_length < len(self.text) and not self.text[key_length].isspace():
                # No character stands between key and value: the colon takes the room up to the column.
                colon = QFont(self.style.key_font)
                taken = QFontMetricsF(colon).horizontalAdvance(self.text[:key_length])
                colon.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, max(column - taken, self.style.size / 3))
                ranges.append(_format_range(key_length - 1, 1, colon))
        return ranges


def box_height(height: float, pitch: int) -> int:
    """Give the height of a line box: the pitch, and more where letters of a taller face came in."""
    return pitch if height <= pitch + 2 else round(height) + pitch // 4


def _x(line: QTextLine, position16: int) -> float:
    x: float = line.cursorToX(position16)[0]  # type: ignore[index]  # PySide says object; it is (x, position)
    return x


def _glyph_runs(line: QTextLine, start16: int, length: int) -> list[tuple[float, float, bool]]:
    """Give left and right edge of the glyphs of a range, run by run, and whether they read from right to left."""
    runs = ((run.boundingRect(), run.isRightToLeft()) for run in line.glyphRuns(start16, length))
    return [(box.left(), box.right(), backwards) for box, backwards in runs]


def _nearest(runs: list[tuple[float, float, bool]], glyphs: list[tuple[float, float, bool]]) -> int | None:
    """Give the number of the run that a character stands in; one without a width stands beside one."""
    if not runs:
        return None
    x = (glyphs[0][0] + glyphs[0][1]) / 2 if glyphs else runs[0][0]
    return min(range(len(runs)), key=lambda run: max(runs[run][0] - x, x - runs[run][1], 0))


def _format_range(start: int, length: int, font: QFont) -> QTextLayout.FormatRange:
    result = QTextLayout.FormatRange()
    result.start, result.length = start, length
    fmt = QTextCharFormat()
    fmt.setFont(font)
    result.format = fmt
    return result
