"""Correct what is known of an article: title, source, author, place, date, language, address."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from core.records import Article
from gui.dialogs.base import Dialog
from gui.i18n import later, number, tr
from gui.languages import language_name
from gui.look import ElidedLabel, label
from gui.plain import upright

_FIELDS = (
    ("title", later("Title")),
    ("source", later("Source")),
    ("author", later("Author")),
    ("place", later("Place")),
    ("published", later("Published")),
    ("lang", later("Language")),
    ("url", later("Web address")),
)
_MAX_SAID = 8  # lines of what else the file said
_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class InformationDialog(Dialog):
    """``changed`` carries the new ArticleInfo."""

    changed = Signal(object)

    def __init__(self, article: Article, parent: QWidget | None = None) -> None:
        super().__init__(tr("Information"), parent, act=tr("Save"))
        self.set_size(560, 0)
        self._info = article.info
        self.lines: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, title in _FIELDS:
            line = QLineEdit(getattr(article.info, name), self)
            line.setCursorPosition(0)
            line.setAccessibleName(tr(title))
            line.textChanged.connect(lambda _: self._check())
            form.addRow(label(tr(title), "muted", self), self._with_name(line) if name == "lang" else line)
            self.lines[name] = line
        self.lines["published"].setPlaceholderText(tr("2022, 2022-01, 2022-01-10 or 2022-01-10T19:30"))
        self._name_language()
        self.lines["lang"].setPlaceholderText(tr("de, de-CH, en …"))
        size = tr("%n character(s)", n=len(article.text)).replace(str(len(article.text)), number(len(article.text)), 1)
        form.addRow(label(tr("Text"), "muted", self), label(size, "muted", self))
        self._add_further(form)
        self.content.addLayout(form)

    def _add_further(self, form: QFormLayout) -> None:
        """Show what the article's file said beyond these fields; it is kept and exported, and not edited here."""
        said = self._info.meta.get("front_matter")
        lines = [f"{key}: {_words(value)}" for key, value in said.items()] if isinstance(said, dict) else []
        shown = lines[:_MAX_SAID]
        if len(lines) > _MAX_SAID:
            shown.append(tr("… and %n more", n=len(lines) - _MAX_SAID))
        for place, line in enumerate(shown):
            said_label = ElidedLabel(self)
            said_label.setProperty("role", "muted")
            said_label.show_text(upright(line))
            form.addRow(label("" if place else tr("Also in the file"), "muted", self), said_label)

    def _with_name(self, line: QLineEdit) -> QHBoxLayout:
        """Put the name of the language beside its code."""
        self.language = label(role="muted", parent=self)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(line, 1)
        row.addWidget(self.language, 2)
        line.textChanged.connect(lambda _: self._name_language())
        return row

    def _name_language(self) -> None:
        code = self.lines["lang"].text().strip()
        self.language.setText(language_name(code) if _LANG.fullmatch(code) else "")

    def finish(self) -> None:
        """Hand the information over if it is right."""
        if self._check():
            values: dict[str, Any] = {name: line.text().strip() for name, line in self.lines.items()}
            self.hand_over(lambda: self.changed.emit(replace(self._info, **values)))

    def _check(self) -> bool:
        sentence = ""
        if not self.lines["title"].text().strip():
            sentence = tr("An article needs a title.")
        elif not _is_date(self.lines["published"].text().strip()):
            sentence = tr("Write the date as year, year-month or year-month-day, for example 2022-01-10.")
        elif not _LANG.fullmatch(self.lines["lang"].text().strip()):
            sentence = tr("Write the language as a code, for example de or de-CH.")
        self.warn(sentence)
        assert self.act is not None
        self.act.setEnabled(not sentence)
        return not sentence


def _words(value: object) -> str:
    """Give what front matter says under a key as one line."""
    return " ".join((", ".join(map(str, value)) if isinstance(value, list) else str(value)).split())


def _is_date(published: str) -> bool:
    """Tell whether this is an ISO 8601 date of any precision, or nothing."""
    if not published or _PARTIAL.fullmatch(published):
        return True
    try:
        if len(published) == 10:
            date.fromisoformat(published)
        else:
            datetime.fromisoformat(published)
    except ValueError:
        return False
    return len(published) >= 10
