"""What this program is, which version, under which licence, and where it keeps its files."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

import core
from core import paths
from gui.dialogs.base import Dialog
from gui.i18n import tr
from gui.look import Look, Paragraph, label, scaled


class AboutDialog(Dialog):
    """A few plain lines."""

    def __init__(self, look: Look, library: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("About Leuchtstift"), parent)
        self.setFixedWidth(scaled(480))
        name = label("Leuchtstift", parent=self)
        name.setFont(look.serif(2.0, QFont.Weight.DemiBold, italic=True))
        self.content.addWidget(name)
        lines = (
            tr("A reader and annotator for articles. Version {version}.", version=core.__version__),
            tr("Everything stays on this computer: nothing is sent anywhere."),
            tr("MIT licence. With Qt and PySide6 (LGPL), spaCy (MIT), SQLite, Source Serif Pro (OFL) and others."),
            f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
            tr("Library: {path}", path=library or "–"),
            tr("Settings: {path}", path=str(paths.settings_folder())),
        )
        words = Paragraph("muted", self)
        words.setText("\n\n".join(lines))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.content.addWidget(words)
