"""Themes: every colour is there, and every label keeps its contrast in each, whatever colour a person chose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit

from core.assets import resource
from core.settings import Settings
from gui import appearance, theme_files
from gui.dialogs.fields import Number
from gui.theme import THEME_NAMES, application_stylesheet, load_theme, palette, system_theme_name
from gui.theme_colour import contrast, from_oklch, parse_hex, to_hex, to_oklch
from gui.theme_files import parsed_themes

NAMED = [name for name in THEME_NAMES if name != "system"]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def test_the_parsed_form_is_in_step_with_the_files():
    folder = resource("themes")
    assert (folder / "parsed.json").read_text(encoding="utf-8") == parsed_themes(folder)


def test_a_theme_file_that_was_changed_since_is_read(tmp_path, monkeypatch):
    changed = tmp_path / "light.toml"
    changed.write_text(
        resource("themes", "light.toml").read_text(encoding="utf-8").replace("#fffefb", "#fffffa"), encoding="utf-8"
    )
    monkeypatch.setattr(
        theme_files, "resource", lambda *parts: changed if parts[-1] == changed.name else resource(*parts)
    )
    assert load_theme("light").paper == QColor("#fffffa")


@pytest.mark.parametrize("name", NAMED)
def test_text_is_readable_on_every_ground(name):
    theme = load_theme(name)
    colours = theme.colours()
    for ground in ("paper", "panel", "bar"):
        for ink in ("text", "muted", "faint", "accent", "warning", "good"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for ground in ("selection", "accent_fill"):
        assert contrast(colours["text"], colours[ground]) >= 4.5, ground
        assert contrast(colours["muted"], colours[ground]) >= 4.5, ground
    assert contrast(colours["focus"], colours["paper"]) >= 3
    for done in ("accent", "good"):
        assert contrast(colours[done], theme.track.name()) >= 2, done  # how far the work is can be told
    assert theme.is_dark == (QColor(colours["paper"]).lightness() < 128)


@pytest.mark.parametrize("name", NAMED)
@settings(max_examples=150, deadline=None)
@given(colour=COLOURS)
def test_any_label_colour_keeps_its_contrast(name, colour):
    theme = load_theme(name)
    style = theme.label_style(colour)
    fill, line, ink, chip = (c.name() for c in (style.fill, style.line, style.ink, style.chip_text))
    assert contrast(theme.text.name(), fill) >= 4.5
    assert contrast(theme.muted.name(), fill) >= 4.5
    assert contrast(chip, line) >= 4.5
    for ground in (theme.paper.name(), theme.panel.name(), fill):
        assert contrast(line, ground) >= 3
        assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("name", NAMED)
def test_labels_keep_their_hue_and_stay_apart(name):
    theme = load_theme(name)
    chosen = ["#2f6db5", "#7a4fb5", "#2e8b57", "#b07a1e", "#c0453b"]
    lines = [theme.label_style(colour).line.name() for colour in chosen]
    assert len(set(lines)) == len(chosen)
    for colour, line in zip(chosen, lines, strict=True):
        difference = abs(to_oklch(colour)[2] - to_oklch(line)[2])
        assert min(difference, 6.2832 - difference) < 0.25


def test_shades_are_computed_once():
    theme = load_theme("light")
    assert theme.label_style("#123456") is theme.label_style("#123456")


@given(colour=COLOURS)
def test_oklch_round_trip(colour):
    parts = zip(parse_hex(from_oklch(*to_oklch(colour))), parse_hex(colour), strict=True)
    assert all(abs(one - other) <= 1.01 / 255 for one, other in parts)


def test_no_colour_is_refused():
    for wrong in ("red", "#12", "#12345", "123456", ""):
        with pytest.raises(ValueError):
            load_theme("light").label_style(wrong)
    assert to_hex(parse_hex("#abc")) == "#aabbcc"


def test_contrast_of_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_palette_and_sheet_speak_the_theme(qapp):
    for name in NAMED:
        theme = load_theme(name)
        assert palette(theme).color(QPalette.ColorRole.Base) == theme.paper
        sheet = application_stylesheet(theme)
        assert "$" not in sheet
        assert theme.paper.name() in sheet
        assert theme.accent.name() in sheet


def test_style_sheet_is_understood_by_qt(qapp, qtlog):
    from PySide6.QtWidgets import QPushButton

    button = QPushButton("x")
    button.setProperty("role", "primary")
    button.setStyleSheet(application_stylesheet(load_theme("dark")))
    button.grab()
    assert not [record for record in qtlog.records if "stylesheet" in record.message.lower()]


@pytest.mark.parametrize("name", NAMED)
def test_hints_in_empty_fields_are_readable(qtbot, qapp, name):
    appearance.apply(Settings(theme=name))
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    hint = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert hint.alpha() == 255
    assert contrast(hint.name(), load_theme(name).paper.name()) >= 4.5


def test_figures_in_a_field_stand_where_words_do(qtbot, qapp):
    appearance.apply(Settings(theme="light"))
    words, figures = QLineEdit("9"), Number(range(1, 10), "%")
    figures.setValue(9)
    for field in (words, figures):
        qtbot.addWidget(field)
        field.resize(field.sizeHint())
        field.show()
    line = figures.lineEdit()
    line.setCursorPosition(0)
    words.setCursorPosition(0)
    place = line.mapTo(figures, line.cursorRect().topLeft()).x()
    assert abs(place - words.cursorRect().left()) <= 2
    shown = line.fontMetrics().horizontalAdvance(line.text())
    assert place + shown < figures.width() - 24  # not under the arrows


def test_system_is_one_of_the_others(qapp):
    assert system_theme_name() in NAMED
    assert load_theme("system").name in NAMED


def test_unknown_name_is_refused():
    with pytest.raises(FileNotFoundError):
        load_theme("neon")


def test_titles_by_language():
    assert load_theme("dark").title_for("de") == "Dunkel"
    assert load_theme("dark").title_for("fr") == "Dark"
