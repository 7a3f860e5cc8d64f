"""Which pipeline reads what: chosen for a language, chosen in the menu; one that fails is named and tried again."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core import edits
from core.extract import Limits, added, available_pipelines, packages
from core.records import ArticleDraft
from core.settings import Settings
from gui.dialogs.extraction_report import ExtractionReportDialog
from gui.dialogs.list_report import ListReportDialog
from gui.extraction import Failure
from tests.core.extract.conftest import installed, package_folder  # noqa: F401  fixtures
from tests.core.extract.packed import folder_of, wheel_of
from tests.gui.conftest import dialog_of, press, wait_for_jobs


def bring(window, *texts: str, lang: str = "de") -> list[int]:
    drafts = [ArticleDraft(f"{text}\n", text[:20], lang=lang) for text in texts]
    report = window.session.library.add(drafts)
    window.session.articles_came(report.change_set)
    window.session.open_article(report.added[0])
    return list(report.added)


def menu_of(window):
    """Open the menu of all pipelines as the mouse does; give its actions by their text."""
    menu = next(each.menu() for each in window.action_set.menus["extraction"].actions() if each.menu())
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def origins(window) -> set[str]:
    return {mark.origin for mark in window.session.marks}


def test_an_article_is_read_with_the_pipeline_of_the_menu(window, qtbot, tmp_path):
    words = tmp_path / "firmen.csv"
    words.write_text("Beispiel;ORG\n", encoding="utf-8")
    added.add_list(words)
    bring(window, "Die Firma Beispiel sitzt in Bern.")
    actions = menu_of(window)
    assert next(iter(actions)) == "In this article"
    assert "Pipelines…" in actions
    actions["firmen"].trigger()
    wait_for_jobs(qtbot, window.jobs)
    assert {(mark.span.surface, mark.label) for mark in window.session.marks} == {("Beispiel", "ORG")}
    press(window, "Ctrl+Shift+E")
    wait_for_jobs(qtbot, window.jobs)
    assert len(origins(window)) == 2  # two layers side by side, each mark tells whose it is


def test_chosen_articles_are_read_with_the_pipeline_of_the_menu(window, qtbot):
    first, second = bring(window, "Anna war in Bern.", "Ben war in Wien.")
    view, model = window.list.view, window.list.model
    for number, keys in ((first, Qt.KeyboardModifier.NoModifier), (second, Qt.KeyboardModifier.ControlModifier)):
        rect = view.visualRect(model.index(model.row_of(number), 0))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, rect.center())
    actions = menu_of(window)
    assert next(iter(actions)) == "In 2 articles"
    next(action for text, action in actions.items() if text.startswith("de_news")).trigger()
    wait_for_jobs(qtbot, window.jobs)
    assert all(row.marks > 0 for row in window.session.library.rows([first, second]))


def test_a_pipeline_for_another_language_is_not_offered_until_the_language_is_corrected(window):
    bring(window, "Anna was in Bern.", lang="en")
    embedded = next(text for text in menu_of(window) if text.startswith("de_news"))
    assert not menu_of(window)[embedded].isEnabled()
    info = window.session.article.info
    press(window, "F2")
    dialog = dialog_of(window)
    assert dialog.language.text() == "English"
    dialog.lines["lang"].setText("de")
    assert dialog.language.text() == "German"
    dialog.act.click()
    assert window.session.article.info.lang == "de"
    assert info.lang == "en"
    assert menu_of(window)[embedded].isEnabled()


def test_each_language_is_read_by_its_own_pipeline(window, qtbot, tmp_path):
    added.add_folder(folder_of(tmp_path, "english", "FIRM", "Example", lang="en"))
    german = bring(window, "Anna Muster war in Bern.")[0]
    english = bring(window, "The company Example is in Bern.", lang="en")[0]
    window.action_set["extract_all"].trigger()
    wait_for_jobs(qtbot, window.jobs)
    assert origins(window) == {"english 0.1.0"}
    window.session.open_article(german)
    assert origins(window) == {f"de_news {available_pipelines()[0].version}"}
    assert window.session.library.rows([english])[0].marks == 1


def test_the_choice_for_a_language_is_remembered_and_used(window, qtbot, tmp_path):
    added.add_folder(folder_of(tmp_path))
    window.action_set["pipelines"].trigger()
    dialog = dialog_of(window)
    box = dialog.choices["de"]
    box.setCurrentIndex(box.findText("firms 0.1.0"))
    dialog.close()
    key = next(info.key for info in available_pipelines() if info.name == "firms")
    assert Settings.load().pipelines == {"de": key}
    bring(window, "Die Firma Beispiel sitzt in Bern.")
    press(window, "Ctrl+Shift+E")
    wait_for_jobs(qtbot, window.jobs)
    assert origins(window) == {"firms 0.1.0"}


def test_a_word_list_reads_a_language_only_if_it_was_chosen_and_the_dialog_says_so(window, tmp_path):
    path = tmp_path / "vereine.csv"
    path.write_text("FC Musterstadt;ORG\n", encoding="utf-8")
    added.add_list(path)
    bring(window, "FC Musterstadt gagne.", lang="fr")
    window.action_set["pipelines"].trigger()
    box = dialog_of(window).choices["fr"]
    assert box.currentText() == "none yet: choose a word list, or get one below"
    box.setCurrentIndex(box.findText("vereine"))
    assert Settings.load().pipelines == {"fr": f"list:{path}"}
    box.setCurrentIndex(0)
    assert Settings.load().pipelines == {}


def test_a_choice_that_is_gone_falls_back(window, qtbot):
    window.settings.pipelines = {"de": "folder:nowhere"}
    bring(window, "Anna Muster war in Bern.")
    press(window, "Ctrl+Shift+E")
    wait_for_jobs(qtbot, window.jobs)
    assert {origin.split()[0] for origin in origins(window)} == {"de_news"}


@pytest.mark.usefixtures("package_folder")
def test_the_report_says_whether_its_lines_name_articles_or_pipelines(window, qtbot, installed):  # noqa: F811
    (article,) = bring(window, "UNO tagt.")
    window.extraction.extract([article], installed["xx_broken"])
    wait_for_jobs(qtbot, window.jobs)
    dialog = dialog_of(window)
    assert dialog.list.headerItem().text(0) == "Pipeline"
    assert dialog.list.topLevelItem(0).text(0) == "xx_broken 0.3.0"
    failures = dialog._failures
    poison = Failure(failures[0].share, "UNO tagt.", "The pipeline failed on it.")
    heads = [
        ExtractionReportDialog(lines, 2, window).list.headerItem().text(0) for lines in ([poison], [*failures, poison])
    ]
    assert heads == ["Article", "Article or pipeline"]


@pytest.mark.usefixtures("package_folder")
def test_a_poison_article_is_named_the_others_are_done_and_it_can_be_tried_again(window, qtbot, installed):  # noqa: F811
    good, bad, last = bring(window, "UNO tagt.", "UNO VANISH.", "EU tagt.")
    window.extraction.extract([good, bad, last], installed["xx_temper"])
    wait_for_jobs(qtbot, window.jobs)
    dialog = dialog_of(window)
    assert isinstance(dialog, ExtractionReportDialog)
    assert dialog.list.topLevelItemCount() == 1
    item = dialog.list.topLevelItem(0)
    assert item.text(0) == "UNO VANISH."
    assert "was lost on it: its process ended (code 3)" in item.text(1)
    assert [row.marks for row in window.session.library.rows([good, last])] == [1, 1]
    rect = dialog.list.visualItemRect(item)
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert window.session.article.id == bad
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, window.jobs)
    assert dialog_of(window) is not dialog  # it fails again, and is told again
    assert not window.extraction.is_running


@pytest.mark.usefixtures("package_folder")
@pytest.mark.parametrize(
    "case",
    [
        ("SPIN", Limits(seconds=5.0), "was lost on it: it did not answer for 5 seconds"),
        pytest.param(
            ("EAT", Limits(megabytes=300), "It needed more than 300 MB of memory."),
            marks=pytest.mark.skipif(sys.platform != "linux", reason="the system holds no memory limit"),
        ),
    ],
)
def test_a_pipeline_that_hangs_or_eats_memory_costs_one_article(window, qtbot, installed, case):  # noqa: F811
    does, limits, said = case
    ids = bring(window, "UNO tagt.", f"UNO {does}.", "EU tagt.")
    window.extraction.limits = limits
    window.extraction.extract(ids, installed["xx_temper"])
    wait_for_jobs(qtbot, window.jobs)
    dialog = dialog_of(window)
    lines = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    assert [line.text(0) for line in lines] == [f"UNO {does}."]
    assert said in lines[0].text(1)
    assert [row.marks for row in window.session.library.rows(ids)] == [1, 0, 1]


@pytest.mark.usefixtures("package_folder")
def test_the_window_works_on_while_a_pipeline_hangs_and_a_cancel_ends_it(window, qtbot, installed):  # noqa: F811
    """The component sleeps for ten minutes and may take the usual minute: nothing here waits for either."""
    first, bad = bring(window, "UNO tagt.", "UNO HANG.")
    window.extraction.extract([first], installed["xx_temper"])
    wait_for_jobs(qtbot, window.jobs)
    window.extraction.extract([bad], installed["xx_temper"])
    press(window, "a")
    assert [mark.is_decided for mark in window.session.marks] == [True]
    window.session.open_article(bad)
    assert window.extraction.is_running
    QTest.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.extraction.is_running, timeout=20_000)
    assert window.status.message.text() == "Extraction cancelled. What was found before is kept."
    assert [row.marks for row in window.session.library.rows([first, bad])] == [1, 0]


@pytest.mark.usefixtures("package_folder")
def test_what_is_found_is_shown_also_while_the_next_article_hangs(window, qtbot, installed):  # noqa: F811
    *_, found, _ = ids = bring(window, *(f"UNO tagt zum {n}. Mal." for n in range(16)), "EU tagt.", "UNO HANG.")
    window.session.open_article(found)
    window.extraction.extract(ids, installed["xx_temper"])
    qtbot.waitUntil(lambda: len(window.session.marks) == 1, timeout=30_000)
    assert window.extraction.is_running
    QTest.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.extraction.is_running, timeout=20_000)


@pytest.mark.usefixtures("package_folder")
def test_a_pipeline_that_cannot_be_loaded_costs_its_layer_only(window, qtbot, installed):  # noqa: F811
    german = bring(window, "Anna Muster war in Bern.")[0]
    french = bring(window, "Anna Muster était à Berne.", lang="fr")[0]
    window.settings.pipelines = {"fr": installed["xx_broken"].key}
    window.extraction.extract([french, german])
    wait_for_jobs(qtbot, window.jobs)
    dialog = dialog_of(window)
    assert dialog.list.topLevelItem(0).text(0) == "xx_broken 0.3.0"
    assert "could not be loaded (ValueError: weights are missing)" in dialog.list.topLevelItem(0).text(1)
    assert window.session.library.rows([german])[0].marks > 0
    QTest.mouseClick(dialog.pipelines, Qt.MouseButton.LeftButton)
    assert dialog_of(window).windowTitle() == "Pipelines"


def test_layers_are_hidden_and_shown_and_undone(window, qtbot, tmp_path):
    words = tmp_path / "orte.csv"
    words.write_text("Genf;LOC\n", encoding="utf-8")
    added.add_list(words)
    menu_of(window)["orte"].trigger()
    wait_for_jobs(qtbot, window.jobs)
    both = origins(window)
    assert len(both) == 2
    press(window, "Ctrl+L")
    dialog = dialog_of(window)
    wait_for_jobs(qtbot, window.jobs)
    titles = names(dialog)
    assert titles[0] == "Anna"
    place = next(row for row, title in enumerate(titles) if title.startswith("orte"))
    assert dialog.list.topLevelItem(place).text(2) == "1"  # no item is kept: the list is made anew
    assert int(dialog.list.topLevelItem(place).text(3)) > 0
    ticked = dialog.list.topLevelItem(place)
    dialog.list.setCurrentItem(ticked)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert len(origins(window)) == 1
    assert dialog.list.topLevelItem(place) is ticked  # Qt goes on with the item whose tick was set
    window.session.undo()
    assert origins(window) == both
    assert dialog.list.topLevelItem(place).checkState(0) is Qt.CheckState.Checked
    assert dialog.list.topLevelItem(place).text(2) == "1"
    dialog.close()


def test_a_hidden_layer_comes_back_with_its_decisions_kept(window):
    window.session.do(edits.accept(list(window.session.marks)[:1], window.session.library.person_layer))
    layer = next(each for each in window.session.library.layers() if each.kind.is_machine)
    window.session.do(edits.set_layer_hidden(layer, True))
    assert [mark.is_decided for mark in window.session.marks] == [True]


def pipelines_dialog(window):
    window.action_set["pipelines"].trigger()
    return dialog_of(window)


def names(dialog) -> list[str]:
    return [dialog.list.topLevelItem(row).text(0) for row in range(dialog.list.topLevelItemCount())]


def test_a_folder_is_added_only_after_a_word_of_trust(window, qtbot, tmp_path):
    folder = folder_of(tmp_path)
    (folder / "helper.py").write_text("", encoding="utf-8")
    dialog = pipelines_dialog(window)
    dialog.add_folder(folder)
    box = dialog_of(window)
    assert "with your rights" in box.informativeText()
    assert "helper.py" in box.informativeText()
    QTest.keyClick(box, Qt.Key.Key_Return)  # Enter alone is no consent
    assert added.entries() == []
    dialog.add_folder(folder)
    box = dialog_of(window)
    next(button for button in box.buttons() if button.text() == "Trust it and add it").click()
    wait_for_jobs(qtbot, window.jobs)
    assert names(dialog)[1:] == ["firms 0.1.0"]
    assert dialog.choices["de"].findText("firms 0.1.0") >= 0
    assert dialog.list.chosen().name == "firms"  # what came just now is the current one
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert len(names(dialog)) == 1
    assert folder.exists()


def test_what_cannot_be_added_is_said_in_the_dialog(window, qtbot, tmp_path):
    dialog = pipelines_dialog(window)
    dialog.add_folder(tmp_path)
    assert "is no spaCy pipeline" in dialog.warning.text()
    dialog.add_list(tmp_path / "fehlt.csv")
    wait_for_jobs(qtbot, window.jobs)
    assert "cannot be read" in dialog.warning.text()
    assert not dialog.remove.isEnabled()
    path = tmp_path / "gut.csv"
    path.write_text("Beispiel;ORG\nkaputt;1x\n", encoding="utf-8")
    dialog.add_list(path)
    wait_for_jobs(qtbot, window.jobs)
    assert not dialog.warning.isVisible()
    lines = dialog_of(window)
    assert isinstance(lines, ListReportDialog)
    assert [lines.list.topLevelItem(0).text(column) for column in (0, 1)] == [
        "2",
        "“1x” cannot be a label: a letter, then letters, digits, - and _.",
    ]
    lines.close()
    bare = tmp_path / "bloss.csv"
    bare.write_text("Beispiel\n", encoding="utf-8")
    dialog.add_list(bare)
    wait_for_jobs(qtbot, window.jobs)
    notes = dialog_of(window)
    shown = [each.text() for each in notes.findChildren(QLabel) if each.text()]
    assert shown[:2] == ["The list is added.", "Entries without a label are marked MISC: 1."]
    notes.close()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(2))
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    path.unlink()
    dialog.refresh()
    assert dialog.list.topLevelItem(1).text(2) == "is no longer there"
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert names(dialog)[1:] == []


def test_a_wheel_is_added_used_and_deleted(window, qtbot, tmp_path):
    dialog = pipelines_dialog(window)
    dialog.add_wheel(wheel_of(tmp_path))
    next(button for button in dialog_of(window).buttons() if button.text() == "Trust it and add it").click()
    wait_for_jobs(qtbot, window.jobs)
    assert names(dialog)[1:] == ["de_firms 0.1.0"]
    assert dialog.list.topLevelItem(1).text(2) == "got from spaCy"
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    next(button for button in dialog_of(window).buttons() if button.text() == "Delete").click()
    assert not packages.is_own("de_firms")
    assert names(dialog)[1:] == []


def test_the_dialog_may_go_before_its_work_has_ended(window, qtbot, tmp_path):
    press(window, "Ctrl+L")
    dialog_of(window).close()
    QApplication.processEvents()
    wait_for_jobs(qtbot, window.jobs)
    assert not window.jobs.running
