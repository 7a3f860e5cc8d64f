"""The forms: information, note, label set, settings; what they refuse, and that they speak and look as chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog

from core import edits
from core.library import ArticleQuery
from core.records import ArticleState
from core.settings import Settings
from gui import i18n
from gui.dialogs.information import InformationDialog
from gui.dialogs.keys import KeySheet
from gui.dialogs.label_set import LabelSetDialog
from gui.fonts import BUNDLED_SERIF
from gui.look import ElidedLabel
from gui.theme import TEXT_CONTRAST, load_theme
from gui.theme_colour import contrast
from tests.gui.conftest import dialog_of, press


def type_into(line, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


# Information


def information(window) -> InformationDialog:
    press(window, "F2")
    return dialog_of(window)


def test_information_is_corrected_and_undone(window):
    before = window.session.article.info
    dialog = information(window)
    type_into(dialog.lines["title"], "Neuer Titel")
    type_into(dialog.lines["published"], "2022-01")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    info = window.session.article.info
    assert (info.title, info.published, info.author) == ("Neuer Titel", "2022-01", before.author)
    assert window.list.model.article_row(0).title == "Neuer Titel"
    window.session.undo()
    assert window.session.article.info == before


def test_what_else_the_file_said_is_shown(window):
    said = {"tags": ["Politik", "Nato"], "note": "a\nb", **{f"k{n}": str(n) for n in range(9)}}
    info = window.session.article.info
    window.session.do(edits.set_info(info, replace(info, meta={"front_matter": said})))
    shown = [each.toolTip() for each in information(window).findChildren(ElidedLabel)]
    assert shown[:2] == ["tags: Politik, Nato", "note: a b"]
    assert shown[7:] == ["k5: 5", "… and 3 more"]


@pytest.mark.parametrize(
    "published", ["", "2022", "2022-01", "2022-01-10", "2022-01-10T19:30", "2022-01-10T19:30:00+01:00"]
)
def test_dates_of_any_precision_are_right(window, published):
    dialog = information(window)
    dialog.lines["published"].setText(published)
    assert dialog.act.isEnabled()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "  "), ("published", "gestern"), ("published", "2022-13"), ("published", "2022-02-30"),
        ("published", "20220110"), ("published", "2022-01-10T25:00"), ("lang", ""), ("lang", "deutsch!"),
    ],
)  # fmt: skip
def test_wrong_information_is_said_and_not_taken(window, name, value):
    before = window.session.article.info
    dialog = information(window)
    dialog.lines[name].setText(value)
    assert not dialog.act.isEnabled()
    assert dialog.warning.text()
    dialog.finish()
    assert dialog.isVisible()
    dialog.lines[name].setText(getattr(before, name))
    assert dialog.act.isEnabled()
    assert not dialog.warning.isVisible()
    dialog.reject()
    assert window.session.article.info == before


# Note


def test_a_note_is_taken_away_by_an_empty_one(window):
    press(window, "Tab")
    for note in ("erster Gedanke", ""):
        press(window, "m")
        dialog = dialog_of(window)
        dialog.note.setPlainText(note)
        dialog.act.click()
        assert window.session.selected.span.note == note


def test_tab_leaves_the_note(window):
    press(window, "Tab")
    press(window, "m")
    dialog = dialog_of(window)
    QTest.keyClick(dialog.note, Qt.Key.Key_Tab)
    assert dialog.note.toPlainText() == ""
    assert not dialog.note.hasFocus()


# Label set


def label_set(window) -> LabelSetDialog:
    window.action_set["label_set"].trigger()
    return dialog_of(window)


def test_labels_are_renamed_recoloured_moved_and_saved_as_a_new_version(window):
    before = window.session.library.label_set
    dialog = label_set(window)
    assert dialog.form.code.isReadOnly()
    type_into(dialog.form.title, "Mensch")
    dialog.form.colour.click()
    colours = next(each for each in dialog.findChildren(QColorDialog) if each.isVisible())
    colours.setCurrentColor(QColor("#ff0000"))
    colours.accept()
    dialog.form.description.setPlainText("Alle mit Namen")
    dialog.form.key.choose("0")
    dialog.form.key.activated.emit(dialog.form.key.currentIndex())
    dialog.down.click()
    dialog.act.click()
    after = window.session.library.label_set
    person = after.get("PER")
    assert (person.title, dict(person.titles), person.colour, person.key) == ("Mensch", {}, "#ff0000", "0")
    assert person.description == "Alle mit Namen"
    assert [label.code for label in after.labels][:2] == ["ORG", "PER"]
    assert (after.name, after.version) == (before.name, before.version + 1)
    assert {button.text(): button._key for button in window.top.labels.buttons}["Mensch"] == "0"
    window.session.undo()
    assert window.session.library.label_set == before
    assert window.top.labels.buttons[0].text() == "Person"


def test_a_new_label_is_used_at_once(window):
    dialog = label_set(window)
    dialog.add.click()
    type_into(dialog.form.title, "Werk")
    type_into(dialog.form.code, "WORK")
    dialog.act.click()
    press(window, "Tab")
    press(window, "0")
    assert window.session.selected.label == "WORK"


def add_label(dialog: LabelSetDialog, title: str, code: str) -> None:
    dialog.add.click()
    type_into(dialog.form.title, title)
    type_into(dialog.form.code, code)


def test_reviewed_articles_that_a_new_label_opens_are_told_before_and_after(window):
    before = window.session.library.label_set
    for _ in range(2):
        window.editing.review_and_next()
    dialog = label_set(window)
    assert not dialog.warning.isVisible()
    dialog.down.click()
    assert not dialog.warning.isVisible()
    add_label(dialog, "Werk", "WORK")
    told = "2 reviewed articles will be in progress again, for they were not read for the label “Werk”."
    assert dialog.warning.text() == told
    dialog.add.click()
    assert dialog.warning.text().endswith("not read for the labels “Werk”, “New label”.")
    dialog.remove_button.click()
    assert dialog.warning.text() == told
    dialog.act.click()
    assert f"label set {before.name}; 2 reviewed articles to be read again" in window.status.message.text()
    assert window.session.library.count(ArticleQuery(states=(ArticleState.REVIEWED,))) == 0
    window.session.undo()
    assert window.session.library.count(ArticleQuery(states=(ArticleState.REVIEWED,))) == 2


def test_reviewed_articles_that_another_name_opens_are_told(window):
    window.editing.review_and_next()
    dialog = label_set(window)
    type_into(dialog.name, "meine")
    assert dialog.warning.text().startswith("1 reviewed article will be open again, for it was read with the label set")
    assert dialog.act.isEnabled()


def test_a_removed_label_leaves_its_marks_grey(window):
    dialog = label_set(window)
    dialog.remove_button.click()
    assert "PER" in dialog.warning.text()
    dialog.act.click()
    assert window.session.library.label_set.get("PER") is None
    assert any(mark.label == "PER" for mark in window.session.shown_marks())
    window.reader.grab()
    window.inspector.grab()


def test_a_hidden_label_hides_its_marks(window):
    dialog = label_set(window)
    dialog.form.is_hidden.click()
    dialog.act.click()
    assert not any(mark.label == "PER" for mark in window.session.shown_marks())
    assert window.top.labels.buttons[0].label.code == "ORG"


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [("code", "", "code"), ("code", "zwei Worte", "code"), ("code", "PER", "Two labels"), ("title", "", "title")],
)
def test_wrong_labels_are_said_and_not_taken(window, field, value, word):
    dialog = label_set(window)
    dialog.add.click()
    type_into(getattr(dialog.form, field), value) if value else None
    if not value:
        line = getattr(dialog.form, field)
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
    assert word in dialog.warning.text()
    assert not dialog.act.isEnabled()
    dialog.finish()
    assert dialog.isVisible()


def test_a_set_needs_a_name_and_a_label(window):
    dialog = label_set(window)
    dialog.name.clear()
    assert "name" in dialog.warning.text()
    dialog.name.setText("x")
    while dialog.list.count():
        dialog.remove_button.click()
    assert "at least one label" in dialog.warning.text()
    assert not dialog.form.isVisible()


@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#ffffff", "#123456"])
def test_the_contrast_that_is_shown_is_the_contrast_that_is_there(window, colour):
    dialog = label_set(window)
    dialog.form._edit(colour=colour)
    lines = dialog.form._contrast.text().splitlines()
    for line, name in zip(lines, ("light", "dark"), strict=True):
        theme = load_theme(name)
        style = theme.label_style(colour)
        measured = contrast(theme.text.name(), style.fill.name())
        assert measured >= TEXT_CONTRAST
        assert f"{measured:.1f} : 1" in line
    dialog.form.preview.grab()


# Settings


def test_settings_are_shown_at_once_and_taken_back_by_cancel(window):
    press(window, "Ctrl+,")
    dialog = dialog_of(window)
    paper = window.look.theme.paper
    dialog.theme.choose("dark")
    dialog.type_size.setValue(25)
    assert window.look.theme.name == "dark"
    assert window.reader._size == 25
    dialog.reject()
    assert window.look.theme.paper == paper
    assert window.reader._size == Settings().type_size
    assert window.settings.theme == "light"


def test_settings_are_kept(window):
    press(window, "Ctrl+,")
    dialog = dialog_of(window)
    dialog.theme.choose("sepia")
    dialog.column.setValue(80)
    dialog.person.setText("Bea")
    dialog.act.click()
    assert Settings.load() == window.settings
    assert (window.settings.theme, window.settings.column, window.settings.person) == ("sepia", 80, "Bea")
    assert window.reader._column == 80


def test_settings_that_cannot_be_saved_are_told(window, monkeypatch, tmp_path):
    from core import paths

    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(paths, "settings_folder", lambda: blocked)
    window.save_settings()
    box = dialog_of(window)
    assert "settings" in box.text()
    box.close()
    monkeypatch.undo()


def test_every_theme_and_face_can_be_chosen(window):
    press(window, "Ctrl+,")
    dialog = dialog_of(window)
    for row in range(dialog.theme.count()):
        dialog.theme.setCurrentIndex(row)
        QApplication.processEvents()
        window.grab()
    faces = [dialog.font_box.itemText(row) for row in range(dialog.font_box.count()) if dialog.font_box.itemText(row)]
    assert faces[0] == BUNDLED_SERIF
    assert len(faces) == len(set(faces))
    for face in faces:
        dialog.font_box.choose(face)
        QApplication.processEvents()
        shown = window.reader._typography.body.font.family()
        assert shown == face
        assert dialog.chosen().font == ("" if face == BUNDLED_SERIF else face)
    dialog.reject()
    assert window.reader._typography.body.font.family() == BUNDLED_SERIF


# Others


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_key_sheet_has_every_key_of_the_table(window, language):
    from PySide6.QtWidgets import QLabel

    from gui.actions import ACTIONS
    from gui.dialogs.keys import shown_keys

    i18n.install(language)
    sheet = KeySheet(window.look, window)
    sheet.open()
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for action in ACTIONS:
        if action.keys or action.other_keys:
            assert shown_keys(action) in shown
            assert i18n.tr(action.text).removesuffix("…") in shown
    assert ("1 … 9, 0,  Umschalt+1 … 0,  Alt+Umschalt+1 … 0" in shown) == (language == "de")
    sheet.close()
    i18n.install("en")


def test_why_a_backup_was_made_is_shown_whole(window):
    window.session.library.backup("bulk", always=True)
    window.action_set["restore"].trigger()
    rows = dialog_of(window).list
    QApplication.processEvents()
    assert rows.topLevelItem(0).text(1) == "before an edit of many articles"
    assert all(rows.columnWidth(column) >= rows.sizeHintForColumn(column) for column in range(3))


def test_about_names_the_library(window):
    from PySide6.QtWidgets import QLabel

    window.action_set["about"].trigger()
    text = "\n".join(label.text() for label in dialog_of(window).findChildren(QLabel))
    assert str(window.session.library.path) in text
    assert "LGPL" in text


def test_german_and_english_windows_say_the_same_things(make_window, library_file):
    english = make_window(library_file, language="en")
    texts = [action.text() for action in english.action_set.actions.values()]
    english.close()
    german = make_window(library_file, language="de")
    other = [action.text() for action in german.action_set.actions.values()]
    same = {text for text, again in zip(texts, other, strict=True) if text == again}
    assert same == {"Pipelines…"}  # the same word in both
    assert german.top.labels.buttons[2].text() == "Ort"
    press(german, "Tab")
    press(german, "a")
    assert german.status.message.text().startswith("Gespeichert.   „")
    assert replace(german.settings, language="en") != german.settings


def test_the_keys_go_to_the_first_field_of_a_form(window):
    for action, field in (
        ("information", lambda dialog: dialog.lines["title"]),
        ("settings", lambda dialog: dialog.language),
        ("export", lambda dialog: dialog.layer),
        ("label_set", lambda dialog: dialog.list),
    ):
        window.action_set[action].trigger()
        dialog = dialog_of(window)
        QApplication.processEvents()
        assert dialog.focusWidget() is field(dialog), action
        assert dialog.act.isDefault()
        dialog.reject()
        QApplication.processEvents()
