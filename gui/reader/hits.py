"""What stands where the mouse points: marks from the innermost outwards, and the handles of the selected one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect

from gui.reader.layout import ReaderLayout
from gui.reader.lines import LaidBlock
from gui.reader.marks import Piece

_SLACK = 1  # pixels beside a mark that still count
_BELOW = 4  # pixels below the letters, where the underlines are


def marks_at(layout: ReaderLayout, point: QPoint) -> list[int]:
    """Give the keys of the marks, and of the chips' marks, at a point of the document; the innermost one first."""
    laid = layout.laid(layout.number_at(point.y()))
    x, y = point.x() - layout.left, point.y() - layout.top(laid.number)
    line_marks = layout.line_marks(laid)
    if not line_marks or not 0 <= y < laid.height:
        return []
    number = laid.line_at(y)
    line, marks = laid.lines[number], line_marks[number]
    top = line.baseline - laid.style.rise
    if line.top <= y < top:
        return [chip.key for chip in marks.chips if chip.x <= x <= chip.x + chip.width]
    if not top <= y <= line.baseline + laid.style.drop + _BELOW:
        return []
    under = [piece for piece in marks.pieces if piece.left - _SLACK <= x <= piece.right + _SLACK]
    return list(dict.fromkeys(piece.key for piece in sorted(under, key=_from_inside)))


def mark_boxes(layout: ReaderLayout, key: int, top: int, bottom: int) -> list[QRect]:
    """Give the boxes of a mark's pieces between two heights of the document."""
    return [
        box.translated(0, layout.top(laid.number))
        for laid in layout.laid_between(top, bottom)
        for each, box in block_boxes(layout, laid)
        if each == key
    ]


def block_boxes(layout: ReaderLayout, laid: LaidBlock) -> list[tuple[int, QRect]]:
    """Give the boxes of all pieces of marks in a block with their keys; heights count from the block's top."""
    boxes = []
    for line, marks in zip(laid.lines, layout.line_marks(laid), strict=False):
        above, height = line.baseline - laid.style.rise, laid.style.rise + laid.style.drop
        for piece in marks.pieces:
            boxes.append((piece.key, QRect(layout.left + piece.left, above, piece.right - piece.left, height)))
    return boxes


def handle_places(layout: ReaderLayout, key: int, top: int, bottom: int) -> tuple[QPoint | None, QPoint | None]:
    """Give where the handles at the start and the end of a mark are, if they are between two heights."""
    start = end = None
    for laid in layout.laid_between(top, bottom):
        y = layout.top(laid.number)
        for line, marks in zip(laid.lines, layout.line_marks(laid), strict=False):
            for piece in marks.pieces:
                if piece.key != key:
                    continue
                height = y + line.baseline + laid.style.drop
                if piece.start_x is not None and start is None:
                    start = QPoint(layout.left + piece.start_x, height)
                if piece.end_x is not None:
                    end = QPoint(layout.left + piece.end_x, height)
    return start, end


def _from_inside(piece: Piece) -> tuple[int, int]:
    return piece.lane, piece.right - piece.left
