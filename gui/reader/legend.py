"""What the marks of an article mean, for those who get it out of the window: names of labels, looks of proposals."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from core.marks import MarkIndex
from core.records import LabelSet
from gui.i18n import current_language, tr
from gui.reader.inks import Inks
from gui.reader.paper import paint_words
from gui.reader.typography import Typography

_ABOVE, _PITCH = 26, 24  # pixels: free room above the lines of the legend, and from one to the next
_GAP, _INNER, _PAD = 18, 6, 4  # pixels: between entries, inside of one, beside the words of a sample


class Entry(NamedTuple):
    """One sign and what it stands for; ``label`` is empty for those of proposals and decisions."""

    sign: str
    meaning: str
    label: str = ""
    is_dashed: bool = False


def legend(marks: MarkIndex, labels: LabelSet | None, hidden: frozenset[str]) -> list[Entry]:
    """Give the labels that are used, in the order of the label set, and how decisions and proposals look."""
    shown = [mark for mark in marks if mark.label not in hidden]
    used = {mark.label for mark in shown}
    known = [label for label in labels.labels if label.code in used] if labels else []
    entries = [Entry(label.code, label.title_for(current_language()), label.code) for label in known]
    entries += [Entry(code, "", code) for code in sorted(used.difference(label.code for label in known))]
    states = {mark.is_decided for mark in shown}
    if True in states:
        entries.append(Entry("", tr("Accepted")))
    if False in states:
        entries.append(Entry("", tr("Proposed"), is_dashed=True))
    return entries


class PaintedLegend:
    """The legend as lines of a column; ``height`` in pixels is 0 where nothing is marked."""

    def __init__(self, entries: list[Entry], inks: Inks, types: Typography) -> None:
        self._inks = inks
        self._sign_font = types.chip_font
        self._font = QFont(types.sans)
        self._sign_metrics, self._metrics = QFontMetricsF(self._sign_font), QFontMetricsF(self._font)
        self._places: list[tuple[QPointF, Entry]] = []
        x, row = 0.0, 0
        for entry in entries:
            width = self._sample_width(entry) + _INNER + self._metrics.horizontalAdvance(entry.meaning)
            if x and x + width > types.width:
                x, row = 0.0, row + 1
            self._places.append((QPointF(x, row * _PITCH), entry))
            x += width + _GAP
        self.height = _ABOVE + (row + 1) * _PITCH if entries else 0

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint it from a height on, under a hairline."""
        if not self._places:
            return
        theme = self._inks.theme
        painter.setPen(QPen(theme.rule, 1))
        painter.drawLine(QPointF(0, top + _ABOVE / 2), QPointF(_GAP * 4, top + _ABOVE / 2))
        for place, entry in self._places:
            self._paint_entry(painter, place + QPointF(0, top + _ABOVE), entry)

    def _sample_width(self, entry: Entry) -> float:
        return self._sign_metrics.horizontalAdvance(entry.sign or "PER") + 2 * _PAD

    def _paint_entry(self, painter: QPainter, place: QPointF, entry: Entry) -> None:
        theme, ink = self._inks.theme, self._inks.of(entry.label)
        height = self._metrics.height()
        box = QRectF(place.x(), place.y(), self._sample_width(entry), height)
        if entry.is_dashed:
            painter.setPen(QPen(ink.line, 1, Qt.PenStyle.DashLine))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.fillRect(box, ink.fill)
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), ink.line)
        painter.setPen(ink.ink)
        middle = box.center().y() + self._sign_metrics.capHeight() / 2
        paint_words(painter, QPointF(box.left() + _PAD, middle), entry.sign, self._sign_font)
        painter.setPen(theme.muted)
        baseline = QPointF(box.right() + _INNER, place.y() + self._metrics.ascent())
        paint_words(painter, baseline, entry.meaning, self._font)
