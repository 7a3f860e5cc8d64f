"""The one place that speaks to the person in boxes: expected errors, questions before what is hard to undo.

Texts are shown as plain text, never as the markup that a file name or an article may contain. Boxes are opened, not
executed, so that the window goes on behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from core.errors import ReaderError
from gui.i18n import tr
from gui.sentences import localized

_DETAILS_LIMIT = 200  # problems listed in a box; more would make it a wall


def tell(parent: QWidget | None, error: ReaderError) -> QMessageBox:
    """Tell a person what went wrong and what to do."""
    return _open(parent, QMessageBox.Icon.Warning, localized(error.sentence))


def inform(parent: QWidget | None, text: str, more: str = "", details: Sequence[str] = ()) -> QMessageBox:
    """Tell a person how something went; ``details`` are shown on demand."""
    box = _open(parent, QMessageBox.Icon.Information, text, more)
    if details:
        box.setDetailedText("\n".join(details[:_DETAILS_LIMIT]))
    return box


def ask(
    parent: QWidget | None,
    question: str,
    more: str,
    act: str,
    then: Callable[[], object],
    other: tuple[str, Callable[[], object]] | None = None,
) -> QMessageBox:
    """Ask before doing something; ``act`` is what the button says and ``then`` what it does.

    ``other`` is another way out: the words of its button, and what it does.
    """
    box = _open(parent, QMessageBox.Icon.Question, question, more, QMessageBox.StandardButton.Cancel)
    if other is not None:
        words, act_else = other
        box.addButton(words, QMessageBox.ButtonRole.ActionRole).clicked.connect(lambda: act_else())
    button = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(button)
    button.clicked.connect(lambda: then())
    return box


def _open(
    parent: QWidget | None,
    icon: QMessageBox.Icon,
    text: str,
    more: str = "",
    buttons: QMessageBox.StandardButton = QMessageBox.StandardButton.Ok,
) -> QMessageBox:
    box = QMessageBox(icon, tr("Leuchtstift"), text, buttons, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    for part in box.findChildren(QLabel):  # Qt sets the format of the first text only
        part.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
