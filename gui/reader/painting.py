"""From laid-out blocks to pixels: grounds, mark fills and selection under the text, outlines and chips above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat, QTextLayout

from gui.reader.fold_line import paint_fold
from gui.reader.found import paint_current_hit, paint_hits
from gui.reader.inks import Inks, LabelInk
from gui.reader.shapes import SPILL, fill, line_box, smooth_outline, underline
from gui.reader.typography import CHIP_GAP

if TYPE_CHECKING:
    from core.marks import MarkIndex
    from core.records import Mark
    from gui.reader.layout import ReaderLayout
    from gui.reader.lines import LaidBlock, Line
    from gui.reader.marks import Chip, LineMarks, Piece
    from gui.theme import Theme

HANDLE = 4  # radius in pixels
_DEEP = 3  # lanes from which underlines reach into the line below
_AA = QPainter.RenderHint.Antialiasing
_TEXT_ON_FILLS = frozenset({"text", "muted"})  # the inks that themes keep readable on every fill


class Preview(NamedTuple):
    """A range that is being drawn or whose edge is being dragged, with the label it would get ("" for none)."""

    start: int
    end: int
    label: str
    key: int | None = None  # the mark that is hidden meanwhile


class SurfacePainter:
    """Paints blocks of one layout; the view sets what is selected, hovered, found or being drawn."""

    def __init__(self, theme: Theme, inks: Inks) -> None:
        self.theme = theme
        self.inks = inks
        self.marks: MarkIndex | None = None
        self.marks_visible = True
        self.selected: int | None = None
        self.chosen: frozenset[int] = frozenset()  # several that are selected together
        self.hovered: int | None = None
        self.preview: Preview | None = None
        self.hits: Sequence[tuple[int, int]] = ()
        self.current_hit: tuple[int, int] | None = None  # the one that the person was led to
        self.show_invisible = True
        self.caret_visible = False

    def marks_between(self, start: int, end: int) -> list[Mark]:
        """Give the marks to show in a range (code points): those of hidden labels are not."""
        if self.marks is None:
            return []
        marks = self.marks.between(start, end)
        hidden = self.inks.hidden
        return [mark for mark in marks if mark.span.label not in hidden] if hidden else marks

    def is_selected(self, key: int) -> bool:
        """Tell whether a mark is the selected one, or one of several."""
        return key == self.selected or key in self.chosen

    def paint(
        self,
        painter: QPainter,
        layout: ReaderLayout,
        areas: Sequence[QRect],
        selection: tuple[int, int] | None,
        caret: int,
    ) -> None:
        """Paint what lies in the areas (pixels of the document); ``selection`` and ``caret`` are UTF-16 positions."""
        top, bottom = min(a.top() for a in areas) - SPILL, max(a.bottom() for a in areas) + 1 + SPILL
        for number in layout.numbers_between(top, bottom):
            y = layout.top(number)
            laid = layout.laid(number)
            end = y + laid.height
            touched = [area for area in areas if area.top() < end + SPILL and area.bottom() >= y - SPILL]
            if touched:
                # Once for all areas: letters that are painted twice over each other grow bolder.
                area = reduce(QRect.united, touched)
                self._paint_block(painter, layout, laid, y, area, selection)
            if self.caret_visible and not laid.is_folded and laid.start16 <= caret < laid.start16 + laid.block.length():
                painter.setPen(self.theme.text)
                laid.layout.drawCursor(painter, QPointF(layout.left, y), caret - laid.start16, 2)

    def _paint_block(
        self,
        painter: QPainter,
        layout: ReaderLayout,
        laid: LaidBlock,
        y: int,
        area: QRect,
        selection: tuple[int, int] | None,
    ) -> None:
        origin = QPointF(layout.left, y)
        painter.save()
        painter.translate(origin)
        first, last = laid.line_at(area.top() - y - SPILL), laid.line_at(area.bottom() - y + SPILL)
        lines = range(first, last + 1)
        style = laid.style
        self._paint_fold(painter, layout, laid)
        if laid.is_folded:
            painter.restore()
            return
        if style.panel or style.bar:
            self._paint_ground(painter, layout, laid)
        line_marks = layout.line_marks(laid) if self.marks_visible else []
        if line_marks:
            self._paint_fills(painter, laid, line_marks, lines)
        if self.hits:
            paint_hits(painter, self.theme.accent, layout, laid, self.hits, lines)
        if selection is not None:
            self._paint_range(painter, laid, selection[0] - laid.start16, selection[1] - laid.start16, lines)
        if self.current_hit is not None:
            paint_current_hit(painter, self.theme.accent, layout, laid, self.current_hit, lines)
        if self.preview is not None:
            self._paint_preview(painter, layout, laid, lines)
        painter.setPen(getattr(self.theme, style.ink))
        self._paint_letters(painter, laid, area.translated(-layout.left, -y), self._inked(layout, laid))
        if line_marks:
            self._paint_outlines(painter, laid, line_marks, lines)
        if self.show_invisible:
            self._paint_invisible(painter, laid)
        painter.restore()

    def _paint_fold(self, painter: QPainter, layout: ReaderLayout, laid: LaidBlock) -> None:
        if layout.folds.is_head(laid.number):
            paint_fold(painter, self.theme, laid, layout.folds.lines(laid.number))

    def _paint_letters(
        self, painter: QPainter, laid: LaidBlock, area: QRect, inked: list[QTextLayout.FormatRange]
    ) -> None:
        """Paint the lines that an area (pixels of the block) touches; ``inked`` has other colours than the pen's."""
        laid.layout.draw(painter, QPointF(0, 0), inked, QRectF(area))

    def _paint_ground(self, painter: QPainter, layout: ReaderLayout, laid: LaidBlock) -> None:
        """Paint the bar beside a caption, or a block's part of the panel behind an infobox."""
        margin = layout.margins(laid.number)
        top, height = margin.above, laid.height - margin.above
        if laid.style.bar:
            x = laid.width - 3 if laid.backwards else 0
            painter.fillRect(QRect(x, top, 3, height), self.theme.rule)
            return
        box = QRect(0, top, laid.width, height)
        painter.fillRect(box, self.theme.panel)
        painter.setPen(self.theme.rule)
        painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.drawLine(box.topRight(), box.bottomRight())
        if margin.padding:
            painter.drawLine(box.topLeft(), box.topRight())
        if margin.foot:
            painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_fills(self, painter: QPainter, laid: LaidBlock, line_marks: list[LineMarks], lines: range) -> None:
        painter.setRenderHint(_AA, True)
        painter.setPen(Qt.PenStyle.NoPen)
        hidden = self.preview.key if self.preview else None
        rise, height = laid.style.rise, laid.style.rise + laid.style.drop
        for number in lines:
            top = laid.lines[number].baseline - rise
            for piece in line_marks[number].pieces:
                if (piece.decided or self.is_selected(piece.key)) and piece.key != hidden:
                    box = QRect(piece.left, top, piece.right - piece.left, height)
                    fill(painter, box, self.inks.of(piece.label).fill, piece.opens, piece.closes)
        painter.setRenderHint(_AA, False)

    def _paint_outlines(self, painter: QPainter, laid: LaidBlock, line_marks: list[LineMarks], lines: range) -> None:
        hidden = self.preview.key if self.preview else None
        special: list[tuple[Piece, Line]] = []
        for number in lines:
            line = laid.lines[number]
            pieces, chips, joins = line_marks[number]
            if not pieces:
                continue
            depth = max(piece.lane for piece in pieces)
            places = [underline(lane, depth, laid) for lane in range(depth + 1)]
            for piece in pieces:
                if piece.key == hidden:
                    continue
                is_selected = self.is_selected(piece.key)
                if piece.key == self.hovered or is_selected:
                    special.append((piece, line))
                y, thick = places[piece.lane]
                bottom = line.baseline + y + thick
                if piece.decided:
                    ink = self.inks.of(piece.label).line
                    painter.fillRect(piece.left, bottom - thick, piece.right - piece.left, thick, ink)
                elif not is_selected:
                    self._paint_dashes(painter, piece, line.baseline - laid.style.rise, bottom)
            for join in joins:
                y, _ = underline(join.lane, depth, laid)
                painter.setPen(self.inks.of(join.label).thin)
                painter.drawLine(join.left, line.baseline + y, join.right, line.baseline + y)
            if chips:
                painter.setFont(self.inks.chip_font)
                baseline = line.baseline - laid.style.rise - CHIP_GAP
                above = line_marks[number - 1].pieces if number else ()
                is_crowded = any(piece.lane >= _DEEP for piece in above)
                for chip in chips:
                    if chip.key != hidden:
                        if is_crowded:  # the underlines of deep nesting reach down here
                            self._clear_chip(painter, laid, chip, baseline)
                        painter.setPen(self.inks.of(chip.label).ink)
                        self._paint_chip(painter, chip, baseline)
        if special:
            self._paint_special(painter, laid, special)

    def _clear_chip(self, painter: QPainter, laid: LaidBlock, chip: Chip, baseline: int) -> None:
        ground = self.theme.panel if laid.style.panel else self.theme.paper
        height = round(self.inks.chip_ascent)
        painter.fillRect(QRectF(chip.x - 1, baseline - height, chip.width + 2, height + 1), ground)

    def _paint_chip(self, painter: QPainter, chip: Chip, baseline: int) -> None:
        painter.drawStaticText(QPointF(chip.x, baseline - self.inks.chip_ascent), self.inks.chip(chip.text))

    def _paint_dashes(self, painter: QPainter, piece: Piece, top: int, bottom: int) -> None:
        """Paint the dashed outline of a proposal."""
        ink = self.inks.of(piece.label)
        left, width, height = piece.left, piece.right - piece.left, bottom - top
        painter.setBrushOrigin(left, top)
        painter.fillRect(left, top, width, 1, ink.dashes_across)
        painter.fillRect(left, bottom - 1, width, 1, ink.dashes_across)
        if piece.opens:
            painter.fillRect(left, top, 1, height, ink.dashes_down)
        if piece.closes:
            painter.fillRect(piece.right - 1, top, 1, height, ink.dashes_down)

    def _paint_special(self, painter: QPainter, laid: LaidBlock, pieces: list[tuple[Piece, Line]]) -> None:
        """Paint the border of the hovered and the selected mark, and the handles of the latter."""
        painter.setRenderHint(_AA, True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece, line in pieces:
            ink = self.inks.of(piece.label)
            painter.setPen(ink.solid if self.is_selected(piece.key) else ink.thin)
            box = QRectF(line_box(piece.left, piece.right, line, laid)).adjusted(0.5, 0.5, -0.5, -0.5)
            smooth_outline(painter, box, piece.opens, piece.closes)
        for piece, line in pieces:
            if piece.key == self.selected:
                self._paint_handles(painter, self.inks.of(piece.label), line, laid, (piece.start_x, piece.end_x))
        painter.setRenderHint(_AA, False)

    def _paint_handles(
        self, painter: QPainter, ink: LabelInk, line: Line, laid: LaidBlock, places: Iterable[int | None]
    ) -> None:
        painter.setPen(QPen(self.theme.paper, 1.2))
        painter.setBrush(ink.line)
        for x in places:
            if x is not None:
                painter.drawEllipse(QPointF(x, line.baseline + laid.style.drop), HANDLE, HANDLE)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_range(self, painter: QPainter, laid: LaidBlock, start16: int, end16: int, lines: range) -> None:
        """Paint selected text: the whole line box, so that a selection of several lines is one area."""
        low, high = max(laid.lead, start16), min(laid.length16, end16)
        if low >= high:
            return
        for segment in laid.segments(low, high):
            if segment.line in lines:
                line = laid.lines[segment.line]
                left, right = round(segment.left), round(segment.right)
                painter.fillRect(QRect(left, line.top, right - left, line.bottom - line.top), self.theme.selection)

    def _paint_preview(self, painter: QPainter, layout: ReaderLayout, laid: LaidBlock, lines: range) -> None:
        """Paint the mark that letting go of the mouse would make."""
        preview = self.preview
        if preview is None or preview.end <= laid.start or preview.start >= laid.end:
            return
        ink = self.inks.of(preview.label)
        low, high = layout.to_local(laid, preview.start), layout.to_local(laid, preview.end)
        painter.setRenderHint(_AA, True)
        for segment in laid.segments(low, high):
            if segment.line not in lines:
                continue
            line = laid.lines[segment.line]
            opens, closes = preview.start >= laid.start and segment.first, preview.end <= laid.end and segment.last
            box = line_box(round(segment.left) - 1, round(segment.right) + 1, line, laid)
            painter.setPen(Qt.PenStyle.NoPen)
            fill(painter, box, ink.fill, opens, closes)
            painter.setPen(ink.solid)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            smooth_outline(painter, QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), opens, closes)
        painter.setRenderHint(_AA, False)

    def _paint_invisible(self, painter: QPainter, laid: LaidBlock) -> None:
        """Show no-break spaces as a low dot and what has no width as a small tick."""
        for number, x, is_space in laid.invisible():
            baseline = laid.lines[number].baseline
            painter.setPen(self.theme.faint)
            if is_space:
                painter.drawPoint(QPointF(x + laid.style.size * 0.12, baseline - laid.style.size * 0.22))
            else:
                painter.drawLine(QLineF(x, baseline + 1, x, baseline + laid.style.drop))

    def _inked(self, layout: ReaderLayout, laid: LaidBlock) -> list[QTextLayout.FormatRange]:
        """Write marked text in the text colour where the zone's own ink is too faint for a filled ground."""
        if laid.style.ink in _TEXT_ON_FILLS or not self.marks_visible:
            return []
        ranges = []
        for mark in self.marks_between(laid.start, laid.end):
            if mark.is_decided or self.is_selected(mark.key):
                each = QTextLayout.FormatRange()
                each.start = layout.to_local(laid, max(mark.start, laid.start))
                each.length = layout.to_local(laid, min(mark.end, laid.end)) - each.start
                fmt = QTextCharFormat()
                fmt.setForeground(self.theme.text)
                each.format = fmt
                ranges.append(each)
        return ranges
