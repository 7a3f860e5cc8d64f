"""The card that tells about the mark under the mouse. Plain text only; it lies over the text and moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout, QWidget

from core.records import LabelSet, Mark
from gui.i18n import current_language, number, tr
from gui.reader.inks import Inks

Row = tuple[str, str]
MoreRows = Callable[[Mark], Iterable[Row]]
"""Gives what only the window knows of a mark, for example its entity: (name, value) pairs."""

_GAP = 8
_LONGEST = 160  # characters of a value


class HoverCard(QFrame):
    """Shows label, origin, score, value and note of a mark; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hoverCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 8, 11, 9)
        column.setSpacing(5)
        column.addWidget(self._title)
        column.addLayout(self._form)
        self.hide()

    def show_mark(self, mark: Mark, label_set: LabelSet | None, inks: Inks, font: QFont, extra: Iterable[Row]) -> None:
        """Fill the card; ``place`` puts it where it is to be seen."""
        label = label_set.get(mark.label) if label_set else None
        self._title.setText(label.title_for(current_language()) if label else mark.label)
        theme, ink = inks.theme, inks.of(mark.label)
        bold = QFont(font)
        bold.setBold(True)
        self._title.setFont(bold)
        self.setStyleSheet(
            f"#hoverCard {{ background: {theme.panel.name()}; border: 1px solid {theme.rule.name()};"
            f" border-top: 3px solid {ink.line.name()}; border-radius: 5px; }}"
            f" QLabel {{ color: {theme.text.name()}; background: transparent; }}"
        )
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in [*rows_of(mark), *extra]:
            self._form.addRow(_label(name, font, theme.muted.name()), _label(value, font, theme.text.name()))
        self.adjustSize()

    def place(self, box: QRect, area: QRect) -> None:
        """Put the card below a mark's box, above it where there is no room, always inside an area."""
        size = self.size()
        x = min(max(area.left() + _GAP, box.left()), area.right() - size.width() - _GAP)
        y = box.bottom() + _GAP
        if y + size.height() > area.bottom():
            y = max(area.top() + _GAP, box.top() - size.height() - _GAP)
        self.move(QPoint(x, y))
        self.show()
        self.raise_()


def rows_of(mark: Mark) -> list[Row]:
    """Give what the mark itself knows, as (name, value) in the language of the window."""
    rows = [(tr("State"), tr("Accepted") if mark.is_decided else tr("Proposed"))]
    if mark.origin:
        rows.append((tr("Proposed by"), mark.origin))
    if mark.score is not None:
        rows.append((tr("Sure"), number(mark.score, 2)))
    if mark.span.value:
        rows.append((tr("Value"), mark.span.value))
    if mark.span.note:
        rows.append((tr("Note"), mark.span.note))
    return rows


def _label(text: str, font: QFont, colour: str) -> QLabel:
    label = QLabel(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font)
    label.setStyleSheet(f"color: {colour};")
    label.setWordWrap(len(text) > 40)
    return label
