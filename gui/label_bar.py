"""The bar of labels: each with its key and colour; a click does what the key does, the armed one stands out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolButton, QWidget

from core.records import Label, LabelSet
from gui.i18n import tr
from gui.label_keys import LabelKey, assign
from gui.label_look import title_of
from gui.look import Look
from gui.plain import tip

_HEIGHT = 28
_GAP = 8
_BADGE = 16


class LabelButton(QAbstractButton):
    """One label with its key."""

    def __init__(self, look: Look, label: Label, key: LabelKey | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = label
        self._look = look
        self._key = "" if key is None else str(key)
        self.setText(title_of(label))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        shown_key = tr("key {key}", key=self._key) if key else tr("no key")
        self.setToolTip(tip("\n".join(part for part in (f"{label.code} · {shown_key}", label.description) if part)))
        self.setAccessibleName(tr("Label {title}, {key}", title=self.text(), key=shown_key))

    def sizeHint(self) -> QSize:
        """Give the width of badge and title."""
        return QSize(QFontMetrics(self._bold()).horizontalAdvance(self.text()) + self._badge_width() + 33, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, badge and title; the other way round when armed, with a ring when focused."""
        theme = self._look.theme
        style = theme.label_style(self.label.colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_armed = self.isChecked()
        ring = 2.0 if self.hasFocus() else 1.2
        ground, ink = (style.line, style.chip_text) if is_armed else (style.fill, style.ink)
        painter.setPen(QPen(theme.text if self.hasFocus() else style.line, ring))
        painter.setBrush(ground)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2), 6, 6)
        left = 7.0
        if self._key:
            badge = QRectF(left, (self.height() - _BADGE) / 2, self._badge_width(), _BADGE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.chip_text if is_armed else style.line)
            painter.drawRoundedRect(badge, 4, 4)
            painter.setFont(self._look.small(QFont.Weight.DemiBold))
            painter.setPen(style.line if is_armed else style.chip_text)
            painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), self._key)
            left = badge.right() + 6
        painter.setFont(self._bold())
        painter.setPen(ink)
        words = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())

    def _bold(self) -> QFont:
        font = QFont(self._look.sans)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _badge_width(self) -> int:
        if not self._key:
            return 0
        metrics = QFontMetrics(self._look.small(QFont.Weight.DemiBold))
        return max(_BADGE, metrics.horizontalAdvance(self._key) + 8)


class LabelBar(QWidget):
    """All shown labels in the order of their keys, as many as there is room for; the rest is behind one button."""

    label_chosen = Signal(str)
    more_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._label_set: LabelSet | None = None
        self._armed: str | None = None
        self.buttons: list[LabelButton] = []
        self.more = QToolButton(self)
        self.more.setCursor(Qt.CursorShape.PointingHandCursor)
        self.more.setToolTip(tr("All labels (L)"))
        self.more.clicked.connect(self.more_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Labels"))

    def set_look(self, look: Look) -> None:
        """Paint in other colours and fonts from now on."""
        self._look = look
        self.set_label_set(self._label_set)

    def set_label_set(self, label_set: LabelSet | None) -> None:
        """Show the labels of a set."""
        self._label_set = label_set
        for button in self.buttons:
            button.hide()  # it goes only when the event loop comes to it
            button.deleteLater()
        labels = [label for label in label_set.labels if not label.hidden] if label_set else []
        keys = {label.code: key for key, label in assign(labels).items()}
        places = {str(key): place for place, key in enumerate(assign(labels))}
        labels.sort(key=lambda each: places.get(str(keys.get(each.code)), len(places)))
        self.buttons = [LabelButton(self._look, each, keys.get(each.code), self) for each in labels]
        for button in self.buttons:
            button.clicked.connect(lambda _=False, code=button.label.code: self._choose(code))
        self.set_armed(self._armed)
        self._lay_out()

    def set_armed(self, code: str | None) -> None:
        """Show which label dragging sets."""
        self._armed = code
        for button in self.buttons:
            button.setChecked(button.label.code == code)

    def sizeHint(self) -> QSize:
        """Ask for room for all labels."""
        return QSize(sum(button.sizeHint().width() + _GAP for button in self.buttons), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Do with room for the button behind which all labels are."""
        return QSize(60, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many labels as fit."""
        self._lay_out()

    def _choose(self, code: str) -> None:
        self.set_armed(self._armed)  # the button does not change itself: who hears of the click decides
        self.label_chosen.emit(code)

    def _lay_out(self) -> None:
        widths = [button.sizeHint().width() for button in self.buttons]
        fits = sum(widths) + _GAP * len(widths) <= self.width()
        room = self.width() if fits else self.width() - 64
        left, hidden = 0, 0
        for button, width in zip(self.buttons, widths, strict=True):
            shown = left + width <= room and not hidden
            button.setVisible(shown)
            if shown:
                button.setGeometry(left, (self.height() - _HEIGHT) // 2, width, _HEIGHT)
                left += width + _GAP
            else:
                hidden += 1
        self.more.setVisible(hidden > 0)
        self.more.setText(f"+{hidden}")
        self.more.setAccessibleName(tr("%n more label(s)", hidden))
        self.more.setGeometry(left, (self.height() - _HEIGHT) // 2, 56, _HEIGHT)
