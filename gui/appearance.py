"""Dresses the application in a theme, and gives the widgets around the reader what they need to paint themselves."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from core.settings import Settings
from gui.fonts import BUNDLED_SERIF, load_brand_font
from gui.look import Look
from gui.theme import application_stylesheet, load_theme, palette


def apply(settings: Settings) -> Look:
    """Give the application the palette and style sheet of the theme that is set."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    load_brand_font()
    theme = load_theme(settings.theme)
    sheet = application_stylesheet(theme)
    if app.styleSheet() != sheet:
        app.setPalette(palette(theme))
        app.setStyleSheet(sheet)
    return Look(theme, QFont(app.font()), settings.font or BUNDLED_SERIF)
