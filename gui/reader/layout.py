"""The document layout: knows the height of every block, lays out only those in view, and corrects its estimates.

Heights start as estimates (characters by characters a line). ``laid`` breaks a block into lines and puts the true
height in place; ``gui/reader/scrolling.py`` keeps the text under the reader still meanwhile.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QTextBlock, QTextDocument, QTextFrame

from core.offsets import OffsetMap
from gui.reader.blocks import BlockTable
from gui.reader.folds import Folds
from gui.reader.heights import HeightTable
from gui.reader.lines import LaidBlock
from gui.reader.margins import Margins, margins
from gui.reader.marks import LineMarks, block_marks
from gui.reader.painting import SurfacePainter
from gui.reader.ruler import Ruler
from gui.reader.typography import Typography, ZoneStyle

PAGE_TOP, PAGE_BOTTOM = 36, 90
SIDE_MARGIN = 34
_LEAST_COLUMN = 120
_BLANK = 4  # pixels of an empty line: paragraphs are set apart by their margins
_KEPT = 120  # laid-out blocks that are kept: each takes some 40 kB


class ReaderLayout(QAbstractTextDocumentLayout):
    """Lays out the blocks of one article; heights and tops in pixels of the document."""

    def __init__(self, document: QTextDocument, typography: Typography, painter: SurfacePainter) -> None:
        super().__init__(document)
        self.typography = typography
        self.surface = painter
        self.table = BlockTable("")
        self.offsets = OffsetMap("")
        self.folds = Folds(self.table)
        self.areas: Callable[[], list[QRect]] | None = None
        self.grown: Callable[[], None] | None = None  # is called when a block got another height
        self.is_loading = False  # while the document has another text than the table
        self.left = 0
        self.view_height = 0  # a text that is shorter has its marks in the mini-map beside their lines
        self._view_width = 0
        self._column = typography.width
        self._laid: dict[int, LaidBlock] = {}
        self._ruler = Ruler()
        self._measured = bytearray(1)
        self._heights = HeightTable([0.0])
        self._announced = QSizeF()

    # What is shown

    def set_text(self, table: BlockTable, offsets: OffsetMap, folds: Folds | None = None) -> None:
        """Put a new text into the document and take it."""
        self.is_loading = True
        self.document().setPlainText(table.display)
        self.is_loading = False
        self.table, self.offsets = table, offsets
        self.folds = folds or Folds(table)
        self.reset()

    def refold(self, stretch: range) -> None:
        """Lay a stretch out anew after it was folded or opened."""
        for number in stretch:
            laid = self._laid.pop(number, None)
            if laid is not None:
                laid.release()
            self._measured[number] = self.folds.is_hidden(number)
            self._heights.set(number, 0.0 if self._measured[number] else self._zone_height(number))

    def set_typography(self, typography: Typography) -> None:
        """Set the text anew in other styles."""
        self.typography = typography
        self._place_column()
        self.reset()

    def set_width(self, width: int) -> None:
        """Take the width of the view; the column moves, and is set anew only if it no longer fits."""
        if width != self._view_width:
            self._view_width = width
            if self._place_column():
                self.reset()

    def reset(self) -> None:
        """Forget all lines and estimate all heights."""
        self._laid.clear()
        self._measured = bytearray(len(self.table))
        heights = self._estimates()
        for stretch in self.folds.folded():
            heights[stretch.start : stretch.stop] = [self._zone_height(stretch.start)] + [0.0] * (len(stretch) - 1)
            self._measured[stretch.start + 1 : stretch.stop] = b"\1" * (len(stretch) - 1)
        self._heights = HeightTable(heights)

    def _place_column(self) -> bool:
        old = self._column
        room = self._view_width - 2 * SIDE_MARGIN if self._view_width else self.typography.width
        self._column = max(_LEAST_COLUMN, min(self.typography.width, room))
        self.left = max(0, (self._view_width - self._column) // 2)
        return old != self._column

    def _estimates(self) -> list[float]:
        table, body = self.table, self.typography.body
        share = self._column / max(1, self.typography.width)
        characters = self.typography.characters_a_line * share
        pitch, gap = body.pitch, body.after
        ends = [*table.starts[1:], len(table.text) + 1]
        heights = [
            (int((end - start - 2) / characters) + 1) * pitch + gap if end - start > 1 else float(_BLANK)
            for start, end in zip(table.starts, ends, strict=True)
        ]
        for number in table.roles:
            heights[number] = self._zone_height(number)
        return heights

    def _zone_height(self, number: int) -> float:
        """Estimate the height of a block that is no plain paragraph."""
        table, style = self.table, self._style(number)
        if table.is_blank(number):
            return float(_BLANK)
        characters = self.typography.characters_a_line * self._column / max(1, self.typography.width)
        length = 1 if self.folds.is_folded(number) else table.end(number) + 1 - table.starts[number]
        lines = max(1, math.ceil(length / (characters * self.typography.body.size / style.size)))
        return float(sum(self.margins(number)) + lines * style.pitch)

    # Geometry

    @property
    def height(self) -> int:
        """The height of the whole document."""
        return PAGE_TOP + int(self._heights.total) + PAGE_BOTTOM

    @property
    def column(self) -> int:
        """The width of the column."""
        return self._column

    @property
    def state(self) -> tuple[object, int]:
        """Equal to what it was before as long as no block got another height."""
        return self._heights, self._heights.changes

    def top(self, number: int) -> int:
        """Give where a block begins."""
        return PAGE_TOP + int(self._heights.top(number))

    def number_at(self, y: float) -> int:
        """Give the block at a height, the nearest one outside."""
        return self.folds.shown(self._heights.at(y - PAGE_TOP))

    def numbers_between(self, top: float, bottom: float) -> Iterator[int]:
        """Yield the blocks between two heights; laying one out may make this fewer or more."""
        number = self.number_at(top)
        while number < len(self.table) and self.top(number) < bottom:
            yield number
            number = self.folds.after(number)

    def laid(self, number: int) -> LaidBlock:
        """Give a block with its lines, laid out if it is not."""
        found = self._laid.get(number)
        if found is not None:
            return found
        table = self.table
        start, end = table.starts[number], table.end(number)
        block = self.document().findBlockByNumber(number)
        laid = LaidBlock(block, number, start, table.text[start:end], self._style(number))
        laid.lead, laid.tail = table.lead(number), table.tails.get(number, "")
        margins = self.margins(number)
        if self.folds.is_folded(number):
            laid.is_folded, laid.width = True, self._column
            laid.lay_out_blank(*((0, 0) if self.folds.is_hidden(number) else (margins.above, laid.style.pitch)))
        elif table.is_blank(number):
            laid.lay_out_blank(margins.above, _BLANK)
        else:
            first = table.paragraph(number).start
            direction = self.document().findBlockByNumber(first).textDirection()
            above = margins.above + margins.padding
            laid.lay_out(self._column, above, margins.foot, table.keys.get(number, 0), direction)
        if len(self._laid) >= _KEPT:
            self._laid.pop(next(iter(self._laid))).release()
        self._laid[number] = laid
        self._measured[number] = 1
        if self._heights.set(number, laid.height) and self.grown is not None:
            self.grown()
        return laid

    def measure(self, number: int) -> None:
        """Put the true height of a block in place without keeping its lines."""
        if self._measured[number]:
            return
        table = self.table
        if number in table.roles or table.is_blank(number):
            self.laid(number)  # few, and not plain
            return
        margins, style = self.margins(number), self.typography.body
        height = float(margins.above + margins.foot + self._ruler.height(table.shown(number), style, self._column))
        self._measured[number] = 1
        if self._heights.set(number, height) and self.grown is not None:
            self.grown()

    def next_unmeasured(self, number: int) -> int | None:
        """Give the first block from a number on, then from the first one, whose height is an estimate."""
        found = self._measured.find(b"\0", number)
        if found < 0:
            found = self._measured.find(b"\0")
        if found < 0:
            self._ruler.forget()
        return None if found < 0 else found

    def _style(self, number: int) -> ZoneStyle:
        return self.typography.style(self.table.role(number))

    def margins(self, number: int) -> Margins:
        """Give the free room of a block."""
        return margins(self.table, self.typography, number)

    # Positions

    def to_local(self, laid: LaidBlock, position: int) -> int:
        """Convert a code point position of the article to UTF-16 units in a block, clamped to it."""
        position = min(max(position, laid.start), laid.end)
        if self.offsets.is_identity:
            return position - laid.start16
        return self.offsets.to_utf16(position) - laid.start16

    def position16_at(self, point: QPointF) -> int:
        """Give the UTF-16 position of the document that is nearest to a point."""
        number = self.number_at(point.y())
        laid = self.laid(number)
        if laid.is_folded:
            return laid.start16
        line = laid.layout.lineAt(laid.line_at(point.y() - self.top(number)))
        return laid.start16 + max(laid.lead, line.xToCursor(point.x() - self.left) if line.isValid() else 0)

    def line_marks(self, laid: LaidBlock) -> list[LineMarks]:
        """Give what is to be painted for the marks of a block, from its cache."""
        if laid.marks is None:
            shown = bool(laid.text) and not laid.is_folded
            marks = self.surface.marks_between(laid.start, laid.end) if shown else []
            laid.marks = (
                block_marks(laid, marks, lambda position: self.to_local(laid, position), self.surface.inks.width)
                if marks
                else []
            )
            laid.keys = frozenset(mark.span.id for mark in marks)
        return laid.marks

    def laid_blocks(self) -> list[LaidBlock]:
        """Give the blocks that have lines just now."""
        return list(self._laid.values())

    def laid_between(self, top: int, bottom: int) -> list[LaidBlock]:
        """Give the blocks between two heights, with their lines."""
        return [self.laid(number) for number in self.numbers_between(top, bottom)]

    def forget_marks(self) -> None:
        """Find all marks of all blocks anew when they are next painted."""
        for laid in self._laid.values():
            laid.marks = None

    def share_of(self, position: int) -> float:
        """Tell where a position is, as a share of the height of the document."""
        number = self.table.index(position)
        start, end = self.table.starts[number], self.table.end(number) + 1
        within = (position - start) / (end - start) * self._heights.height(number)
        return (self.top(number) + within) / max(1, self.height, self.view_height)

    def share_function(self) -> Callable[[int], float]:
        """Give a function that tells where a position is, as a share of the height of the document.

        It works on a copy of the heights as they are now: quick for ten thousand marks at once.
        """
        starts, tops = self.table.starts, self._heights.tops()
        height, length = max(1, self.height, self.view_height), len(self.table.text)

        def share_of(position: int) -> float:
            number = bisect_right(starts, position) - 1
            start, end = starts[number], starts[number + 1] if number + 1 < len(starts) else length + 1
            within = (position - start) / (end - start) * (tops[number + 1] - tops[number])
            return (PAGE_TOP + tops[number] + within) / height

        return share_of

    def range_rect(self, start: int, end: int) -> QRect:
        """Give the box of all lines that a range (code points) stands on, over the whole width of the view."""
        first, last = self.laid(self.table.index(start)), self.laid(self.table.index(max(start, end - 1)))
        top_line = first.lines[first.line_of(self.to_local(first, start))]
        bottom_line = last.lines[last.line_of(max(0, self.to_local(last, end) - 1))]
        top = self.top(first.number) + top_line.top
        bottom = self.top(last.number) + bottom_line.bottom
        return QRect(0, top, self._view_width, bottom - top)

    # QAbstractTextDocumentLayout

    def announce(self) -> None:
        """Tell the view that the size of the document changed, if it did."""
        size = self.documentSize()
        if size != self._announced:
            self._announced = size
            self.documentSizeChanged.emit(size)

    def documentSize(self) -> QSizeF:
        """Give the size in pixels, estimates included."""
        return QSizeF(self._view_width, self.height)

    def pageCount(self) -> int:
        """Give 1: the surface scrolls."""
        return 1

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """Give the whole document: there is one frame."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Give the box of a block, which lays it out: Qt's caret and screen readers ask for this first."""
        number = block.blockNumber()
        if self.is_loading or not block.isValid() or number >= len(self.table):
            return QRectF()
        laid = self.laid(number)
        return QRectF(self.left, self.top(number), self._column, laid.height)

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]
        """Give the position nearest to a point."""
        return 0 if self.is_loading else self.position16_at(point)

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Do nothing: the text of an article never changes, and a new one comes by ``set_text``."""

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint what is exposed."""
        clip = context.clip.toAlignedRect()
        areas = self.areas() if self.areas is not None else []
        selection = None
        preview = self.surface.preview
        if preview is None or preview.key is not None:  # the preview of a new mark stands for the selection
            for each in context.selections:
                selection = each.cursor.selectionStart(), each.cursor.selectionEnd()
        if not areas:
            areas = [clip if not clip.isEmpty() else QRect(0, 0, self._view_width, self.height)]
        self.surface.paint(painter, self, areas, selection, context.cursorPosition)
