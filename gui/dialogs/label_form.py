"""The fields of one label, with how it will look and read in the light and the dark theme."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.records import Label
from gui.dialogs.fields import Choice
from gui.i18n import number, tr
from gui.label_keys import DIGITS
from gui.label_look import UNKNOWN, swatch, title_of
from gui.look import Look, label, scaled
from gui.theme import Theme, load_theme
from gui.theme_colour import contrast

_BETWEEN = 6  # pixels between the two papers


class LabelForm(QWidget):
    """``edited`` carries the label after each change by the person."""

    edited = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._label = Label("", "", UNKNOWN)
        self._is_filling = False
        self.title = QLineEdit(self)
        self.code = QLineEdit(self)
        self.colour = QPushButton(self)
        self.key = Choice(self, ((tr("the next free one"), ""), *((digit, digit) for digit in DIGITS)))
        self.description = QPlainTextEdit(self)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(scaled(74))
        self.is_hidden = QCheckBox(tr("Hide its marks"), self)
        self.preview = Preview(look, self)
        self._contrast = label(role="muted", parent=self)
        self._contrast.setWordWrap(True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, field in (
            (tr("Title"), self.title),
            (tr("Code in files"), self.code),
            (tr("Colour"), self.colour),
            (tr("Key"), self.key),
            (tr("Description"), self.description),
            ("", self.is_hidden),
        ):
            if title:
                field.setAccessibleName(title)
            form.addRow(label(title, "muted", self), field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self.preview)
        layout.addWidget(self._contrast)
        layout.addStretch()
        self.title.textEdited.connect(lambda text: self._edit(title=text.strip(), titles={}))
        self.code.textEdited.connect(lambda text: self._edit(code=text.strip()))
        self.key.activated.connect(lambda _: self._edit(key=self.key.currentData()))
        self.description.textChanged.connect(lambda: self._edit(description=self.description.toPlainText().strip()))
        self.is_hidden.clicked.connect(lambda checked: self._edit(hidden=checked))
        self.colour.clicked.connect(self._ask_colour)

    def show_label(self, shown: Label, *, is_stored: bool) -> None:
        """Show a label; the code of a stored one stays, for files and pipelines say it."""
        self._is_filling = True
        self._label = shown
        self.title.setText(title_of(shown))
        self.code.setText(shown.code)
        self.code.setReadOnly(is_stored)
        self.code.setEnabled(not is_stored)
        self.code.setToolTip(tr("Files and pipelines use this code, so it stays.") if is_stored else "")
        self.key.choose(shown.key)
        self.description.setPlainText(shown.description)
        self.is_hidden.setChecked(shown.hidden)
        self._is_filling = False
        self._show_colour()

    def _edit(self, **values: object) -> None:
        if not self._is_filling:
            self._label = replace(self._label, **values)  # type: ignore[arg-type]
            self._show_colour()
            self.edited.emit(self._label)

    def _ask_colour(self) -> None:
        dialog = QColorDialog(QColor(self._label.colour), self)
        dialog.setWindowTitle(tr("Colour of the label"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self._edit(colour=colour.name()))
        dialog.open()

    def _show_colour(self) -> None:
        self.colour.setText(self._label.colour)
        self.colour.setIcon(swatch(self._look.theme, self._label.colour))
        self.preview.show_label(self._label)
        lines = [_measured(theme, self._label.colour) for theme in self.preview.themes]
        self._contrast.setText("\n".join(lines))


class Preview(QWidget):
    """A mark accepted and proposed, on light and on dark paper."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.themes = (load_theme("light"), load_theme("dark"))
        self._look = look
        self._label = Label("", "", UNKNOWN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, shown: Label) -> None:
        """Show a label's marks."""
        self._label = shown
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for two lines with their chips."""
        return QSize(scaled(320), self._top() + QFontMetrics(self._words_font()).height() + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both papers side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        part = (self.width() + _BETWEEN) / len(self.themes)
        for place, theme in enumerate(self.themes):
            ground = QRectF(place * part, 0, part - _BETWEEN, self.height())
            painter.setClipRect(ground)
            painter.setPen(theme.rule)
            painter.setBrush(theme.paper)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            left = self._paint_mark(painter, theme, ground.left() + 14, tr("accepted"), filled=True)
            self._paint_mark(painter, theme, left + 14, tr("proposed"), filled=False)

    def _paint_mark(self, painter: QPainter, theme: Theme, left: float, words: str, *, filled: bool) -> float:
        style = theme.label_style(self._label.colour)
        painter.setFont(self._words_font())
        metrics = painter.fontMetrics()
        box = QRectF(left, self._top(), metrics.horizontalAdvance(words) + 6, metrics.height())
        if filled:
            painter.fillRect(box, style.fill)
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), style.line)
        else:
            pen = QPen(style.line, 1.2)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.text)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.setFont(self._look.small())
        painter.setPen(style.ink)
        code = painter.fontMetrics().elidedText(self._label.code, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(QRectF(left, 6, box.width() + 8, self._top() - 6), int(Qt.AlignmentFlag.AlignLeft), code)
        return box.right()

    def _words_font(self) -> QFont:
        return self._look.serif(1.15)

    def _top(self) -> int:
        """Give where the words begin, below their chips."""
        return 12 + QFontMetrics(self._look.small()).height()


def _measured(theme: Theme, colour: str) -> str:
    """Say how well a label reads in a theme: text on its ground, and its lines on paper."""
    style = theme.label_style(colour)
    text = contrast(theme.text.name(), style.fill.name())
    line = contrast(style.line.name(), theme.paper.name())
    name = tr("Dark") if theme.is_dark else tr("Light")
    words = tr("{theme}: text {text} : 1, lines {line} : 1")
    return words.format(theme=name, text=number(text, 1), line=number(line, 1))
