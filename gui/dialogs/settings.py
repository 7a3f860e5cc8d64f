"""Choose language, theme, reading face and size, and the name under which decisions are stored."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from core.settings import COLUMNS, TYPE_SIZES, Settings
from gui.dialogs.base import Dialog
from gui.dialogs.fields import Choice, Number
from gui.fonts import available_faces
from gui.i18n import current_language, tr
from gui.look import label, scaled
from gui.theme import THEME_NAMES, load_theme


class SettingsDialog(Dialog):
    """Shows a choice at once: ``tried`` carries settings to show, ``changed`` those to keep."""

    tried = Signal(object)
    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Settings"), parent, act=tr("Save"))
        self.setMinimumWidth(scaled(460))
        self._before = settings
        system = (tr("As the system"), "system")
        self.language = Choice(self, (system, ("English", "en"), ("Deutsch", "de")))
        themes = [load_theme(name) for name in THEME_NAMES if name != "system"]
        self.theme = Choice(self, (system, *((each.title_for(current_language()), each.name) for each in themes)))
        good, others = available_faces()
        self.font_box = Choice(self, ((family, family) for family in good))
        self.font_box.insertSeparator(len(good))
        for family in others:
            self.font_box.addItem(family, family)
        self.type_size = Number(TYPE_SIZES, tr("pixels"), self)
        self.column = Number(COLUMNS, tr("characters"), self)
        self.person = QLineEdit(settings.person, self)
        self.person.setPlaceholderText(tr("Your name, as files should have it"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, field in (
            (tr("Language"), self.language),
            (tr("Theme"), self.theme),
            (tr("Reading face"), self.font_box),
            (tr("Type size"), self.type_size),
            (tr("Line length"), self.column),
            (tr("Person"), self.person),
        ):
            field.setAccessibleName(title)
            form.addRow(label(title, "muted", self), field)
        self.content.addLayout(form)
        self._show(settings)
        for box in (self.language, self.theme, self.font_box):
            box.currentIndexChanged.connect(lambda _: self._try())
        for spin in (self.type_size, self.column):
            spin.valueChanged.connect(lambda _: self._try())

    def chosen(self) -> Settings:
        """Give the settings as they are chosen now."""
        own_face = self.font_box.itemData(0)
        family = self.font_box.currentData() or ""
        return replace(
            self._before,
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            font="" if family == own_face else family,
            type_size=self.type_size.value(),
            column=self.column.value(),
            person=self.person.text().strip(),
        )

    def finish(self) -> None:
        """Keep what is chosen."""
        self.changed.emit(self.chosen())
        self.accept()

    def reject(self) -> None:
        """Show again what was before."""
        self.tried.emit(self._before)
        super().reject()

    def _try(self) -> None:
        self.tried.emit(replace(self.chosen(), language=self._before.language))

    def _show(self, settings: Settings) -> None:
        self.language.choose(settings.language)
        self.theme.choose(settings.theme)
        self.font_box.choose(settings.font)
        self.type_size.setValue(settings.type_size)
        self.column.setValue(settings.column)
