"""How the text is set for this person: type size, column, face, plain or not, boilerplate folded; kept in settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.settings import COLUMNS, TYPE_SIZES, Settings

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_COLUMN_STEP = 4  # characters


class Reading(QObject):
    """Changes the settings of the text of one window, and shows them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shown = Settings()  # as the reader is made

    def change_size(self, step: int) -> None:
        """Make the type larger or smaller by a step; 0: as it was first, the column too."""
        settings = self._window.settings
        if step:
            settings.type_size = _within(TYPE_SIZES, settings.type_size + step)
        else:
            settings.type_size, settings.column = Settings().type_size, Settings().column
        self.show(settings)

    def change_column(self, step: int) -> None:
        """Make the column wider or narrower by a step."""
        settings = self._window.settings
        settings.column = _within(COLUMNS, settings.column + step * _COLUMN_STEP)
        self.show(settings)

    def toggle_plain(self) -> None:
        """Set everything as body text, or each zone as what it is."""
        self._window.settings.plain = self._window.action_set["plain"].isChecked()
        self.show(self._window.settings)

    def toggle_folds(self) -> None:
        """Fold all boilerplate, or open it."""
        self._window.settings.fold_boilerplate = self._window.action_set["fold"].isChecked()
        self.show(self._window.settings)

    def show(self, settings: Settings) -> None:
        """Set the text anew, only where something of it is another."""
        shown, reader, actions = self._shown, self._window.reader, self._window.action_set
        if shown.type_size != settings.type_size:
            reader.set_type_size(settings.type_size)
        if shown.column != settings.column:
            reader.set_column(settings.column)
        if shown.font != settings.font:
            reader.set_family(settings.font)
        if shown.plain != settings.plain:
            reader.set_plain(plain=settings.plain)
        if shown.fold_boilerplate != settings.fold_boilerplate:
            reader.fold_all(settings.fold_boilerplate)
        actions["plain"].setChecked(settings.plain)
        actions["fold"].setChecked(settings.fold_boilerplate)
        self._shown = Settings(
            type_size=settings.type_size,
            column=settings.column,
            font=settings.font,
            plain=settings.plain,
            fold_boilerplate=settings.fold_boilerplate,
        )


def _within(allowed: range, value: int) -> int:
    return min(max(value, allowed[0]), allowed[-1])
