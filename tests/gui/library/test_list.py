"""The list of articles: pages, filters, search, what is chosen, and its states without rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from core import edits
from core.library import ArticleQuery, Library
from core.records import ArticleDraft, ArticleRow, ArticleState
from gui import i18n
from gui.library import model as module
from gui.library.delegate import origin
from gui.library.model import HIT_ROLE, PAGE, PAGES_KEPT, ROW_ROLE, ArticleModel
from tests.gui.conftest import click_row, press, wait_for_jobs

MANY = PAGE * (PAGES_KEPT + 3) + 7


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A library of more pages than are kept."""
    path = tmp_path_factory.mktemp("large") / "large.leuchtstift"
    with Library.create(path) as library:
        library.add((ArticleDraft(f"Meldung {n}\nText {n}", f"Meldung {n}") for n in range(MANY)), undoable=False)
    return path


@pytest.fixture
def library(large, tmp_path):
    import shutil

    with Library.open(shutil.copy(large, tmp_path / "l.leuchtstift")) as opened:
        yield opened


def test_the_model_keeps_qts_rules(qapp, library):
    model = ArticleModel(library)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_query(ArticleQuery(text="4711"))
    model.set_query(ArticleQuery())
    model.set_library(None)
    model.set_library(library)
    assert (model.rowCount(), model.columnCount()) == (MANY, 1)
    assert tester.model() is model


def test_only_pages_that_are_looked_at_are_fetched_and_few_are_kept(qapp, library, monkeypatch):
    fetched = []
    page = library.page
    monkeypatch.setattr(library, "page", lambda first, count: fetched.append(first) or page(first, count))
    model = ArticleModel(library)
    assert fetched == []
    assert model.index(MANY - 1, 0).data(ROW_ROLE).title == f"Meldung {MANY - 1}"
    assert fetched == [MANY - 1 - (MANY - 1) % PAGE]
    for row in range(0, MANY, PAGE):
        assert model.article_row(row).title == f"Meldung {row}"
    assert len(model._pages) == PAGES_KEPT


def test_rows_are_found_from_ids_with_gaps_too(qapp, library):
    model = ArticleModel(library)
    infos = [library.article(each).info for each in (1, 2, 500)]
    library.do(edits.trash(infos))
    model.refresh()
    assert model.rowCount() == MANY - 3
    assert model.row_of(3) == 0
    assert model.row_of(MANY) == MANY - 4
    assert model.row_of(500) is None
    assert model.article_row(model.row_of(501)).id == 501


def test_outside_the_list_is_nothing(qapp, library):
    model = ArticleModel(library)
    assert model.article_row(-1) is None
    assert model.article_row(MANY) is None
    assert model.row_of(MANY + 1) is None
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_a_sorted_query_shows_its_order(qapp, library):
    model = ArticleModel(library)
    model.set_query(ArticleQuery(order="title", descending=True))
    assert model.article_row(0).title == "Meldung 999"
    assert model.row_of(1000) == 0
    assert model.ids_between(0, 1) == [1000, 999]


def test_all_ids_come_without_fetching_pages(qapp, library):
    model = ArticleModel(library)
    assert model.ids_between(0, MANY - 1) == list(range(1, MANY + 1))
    assert len(model._pages) == 0
    assert model.ids_between(98, 101) == [99, 100, 101, 102]


def test_more_hits_than_are_shown_are_counted(qapp, library, monkeypatch):
    monkeypatch.setattr(module, "HITS", 10)
    model = ArticleModel(library)
    model.set_query(ArticleQuery(text="meldung"))
    assert (model.found.shown, model.found.fitting) == (10, MANY)
    assert model.index(0, 0).data(HIT_ROLE) is not None


@pytest.fixture
def slow_window(make_window, library_file, monkeypatch):
    """A window that looks for everything in a thread, as in a library of a million articles."""
    monkeypatch.setattr(module, "LARGE", 0)
    return make_window(library_file)


def test_in_a_large_library_a_thread_looks_and_the_list_stays_until_then(slow_window, qtbot):
    window, model = slow_window, slow_window.list.model
    window.top.search.setText("Moskau")
    window.top.search_now()
    assert model.is_waiting
    assert window.list.filter.text() == "Found  ·  …"
    assert model.rowCount() == 5
    wait_for_jobs(qtbot, window.jobs)
    assert not model.is_waiting
    library = window.session.library
    assert [model.article_row(row).id for row in range(model.rowCount())] == [
        hit.article_id for hit in library.search("Moskau")
    ]
    assert window.list.filter.text() == f"Found  ·  {model.rowCount()}"


def test_a_newer_search_stops_the_one_before_and_enter_waits_for_it(slow_window, qtbot):
    window = slow_window
    window.session.open_article(5)
    window.top.search.setText("Quastenflosser")
    window.top.search_now()
    window.top.search.setText("Moskau")
    window.top.search.setFocus()
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    assert window.session.article.id == 5
    wait_for_jobs(qtbot, window.jobs)
    first = window.session.library.search("Moskau")[0]
    assert window.session.article.id == first.article_id
    assert not window.jobs.running


def test_leaving_the_search_or_the_library_stops_it(slow_window, qtbot, tmp_path):
    window, model = slow_window, slow_window.list.model
    window.top.search.setText("Moskau")
    window.top.search_now()
    window.top.leave_search()
    assert not model.is_waiting
    assert model.rowCount() == 5
    window.top.search.setText("Moskau")
    window.top.search_now()
    window.libraries.create(tmp_path / "other.leuchtstift")
    wait_for_jobs(qtbot, window.jobs)
    assert (model.rowCount(), model.is_waiting) == (0, False)


def test_changed_rows_are_read_again(qapp, library, qtbot):
    model = ArticleModel(library)
    assert model.article_row(5).title == "Meldung 5"
    info = library.article(6).info
    library.do(edits.set_info(info, replace(info, title="Anders")))
    with qtbot.waitSignal(model.dataChanged):
        model.refresh_rows([6, 4000])
    assert model.article_row(5).title == "Anders"


def test_words_for_who_cannot_see_the_row(qapp, library):
    i18n.install("en")
    model = ArticleModel(library)
    text = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.startswith("Meldung 0, ")
    assert text.endswith(", New, 0 of 0 decided")


# In the window


def shown_titles(window):
    model = window.list.model
    return [model.article_row(row).title for row in range(model.rowCount())]


def test_a_click_opens_and_the_open_one_is_chosen(window):
    click_row(window.list.view, 2)
    assert window.session.article.id == 3
    assert window.list.chosen() == [3]


def test_arrows_open_and_choosing_several_does_not(window):
    window.list.view.setFocus()
    press(window, "Down", window.list.view)
    assert window.session.article.id == 2
    QTest.keyClick(window.list.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.session.article.id == 2
    assert window.list.chosen() == [2, 3]
    QTest.keyClick(window.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert window.list.chosen() == [1, 2, 3, 4, 5]


def search(window, text):
    press(window, "Ctrl+Shift+F")
    QTest.keyClicks(window.top.search, text)
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_typing_searches_and_enter_opens_the_first_hit_at_its_place(window, qtbot):
    word = "Donaukurier"
    article = window.session.library.article(2)
    words = [each for each in article.text.split() if each.isalpha() and len(each) > 11]
    unique = next(each for each in words if len(window.session.library.ids(ArticleQuery(text=each))) == 1)
    search(window, unique)
    assert shown_titles(window) == [article.info.title]
    assert window.session.article.id == 2
    at = article.text.index(unique)
    assert window.reader.text_range_visible(at, at + len(unique))
    assert window.list.filter.text() == "Found  ·  1"
    assert word not in unique


def test_searching_waits_for_a_pause_in_typing(window, qtbot):
    press(window, "Ctrl+Shift+F")
    with qtbot.waitSignal(window.top.searched) as told:
        QTest.keyClicks(window.top.search, "Genf")
    assert told.args == ["Genf"]


def test_nothing_found_is_said_and_can_be_left(window):
    search(window, "Quastenflosser")
    assert window.list.model.rowCount() == 0
    nothing = window.list._stack.currentWidget()
    assert (nothing.title.text(), nothing.sentence.text()) == ("Nothing found", "No article has these words.")
    QTest.mouseClick(nothing.button, Qt.MouseButton.LeftButton)
    assert window.list.model.rowCount() == 5
    assert window.top.search.text() == ""


def test_escape_leaves_the_search(window):
    search(window, "Nato")
    press(window, "Ctrl+Shift+F")
    QTest.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert window.top.search.text() == ""
    assert window.list.model.rowCount() == 5
    assert QApplication.focusWidget() is window.reader
    search(window, "Nato")
    window.session.select(None)
    press(window, "Escape")  # the marking of the words
    press(window, "Escape")
    assert window.top.search.text() == ""


def choose(window, title):
    """Choose an entry of the filter's menu, as it is when it opens."""
    menu = window.list.filter.menu()
    menu.aboutToShow.emit()
    action = next(action for action in menu.actions() if action.text() == title)
    action.trigger()


def test_filters_and_orders_from_the_menu(window):
    press(window, "Ctrl+Return")
    choose(window, "Reviewed")
    assert shown_titles(window) == [window.session.library.article(1).info.title]
    choose(window, "New")
    assert window.list.model.rowCount() == 4
    choose(window, "All articles")
    choose(window, "By title")
    assert shown_titles(window) == sorted(shown_titles(window), key=str.casefold)
    choose(window, "By number of marks")
    model = window.list.model
    counts = [model.article_row(row).marks for row in range(5)]
    assert counts == sorted(counts, reverse=True)


def test_an_article_stays_listed_where_the_person_works_on_it(window):
    choose(window, "New")
    press(window, "Ctrl+Return")
    assert window.session.article.id == 2
    assert window.list.model.rowCount() == 5
    assert window.list.model.article_row(0).state is ArticleState.REVIEWED


def test_an_empty_library_says_what_to_do(make_window, tmp_path):
    window = make_window()
    window.libraries.create(tmp_path / "leer.leuchtstift")
    assert window.list._stack.currentWidget().title.text() == "No articles yet"
    empty = window.middle.currentWidget()
    assert empty.title.text() == "An empty library"
    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    from tests.gui.conftest import dialog_of

    assert "Import" in dialog_of(window).windowTitle()


@pytest.mark.parametrize("theme", ["light", "dark", "sepia", "high-contrast"])
def test_rows_of_every_state_are_painted(theme, make_window, library_file):
    window = make_window(library_file, theme=theme)
    before = window.list.view.viewport().grab().toImage()
    press(window, "Ctrl+Return")
    press(window, "Ctrl+Space")
    after = window.list.view.viewport().grab().toImage()
    assert before != after
    window.list.search("Nato")
    QApplication.processEvents()
    assert window.list.view.viewport().grab().toImage() != after


def test_a_narrow_row_shortens_the_source_and_keeps_the_day(qapp):
    metrics = QFontMetrics(qapp.font())
    row = ArticleRow(1, "T", "Donaukurier am Morgen", "2022-01-21", ArticleState.NEW, 3, 0)
    whole = "Donaukurier am Morgen  ·  21 Jan 2022"
    assert origin(row, metrics, metrics.horizontalAdvance(whole) + 1) == whole
    narrow = origin(row, metrics, metrics.horizontalAdvance(whole) - 20)
    assert narrow.startswith("Donaukurier")
    assert narrow.endswith("…  ·  21 Jan 2022")
    assert origin(replace(row, source=""), metrics, 200) == "21 Jan 2022"
    assert origin(replace(row, published=""), metrics, 400) == "Donaukurier am Morgen"


def to_trash(window):
    """Move the open article to the trash; give its id."""
    article_id = window.session.article.id
    press(window, "Ctrl+Delete")
    return article_id


def test_the_trash_is_listed_read_and_put_back(window):
    title = window.session.article.info.title
    assert to_trash(window) == 1
    choose(window, "Trash\t1")
    assert (shown_titles(window), window.list.filter.text()) == ([title], "Trash  ·  1")
    click_row(window.list.view, 0)
    assert window.session.article.id == 1
    assert "in the trash" in window.status.message.text()
    mark = window.session.shown_marks()[0]
    window.session.select(mark.key)
    press(window, "a")
    press(window, "3")
    assert window.session.marks.get(mark.key) == mark  # it is only read
    assert not window.action_set["trash"].isEnabled()
    assert not window.inspector.can_extract()
    assert not window.action_set["extract_chosen"].isEnabled()
    button = window.list.put_back
    window.list.view.setFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.session.library.count() == 5
    page = window.list._stack.currentWidget()
    assert page.title.text() == "The trash is empty"
    assert page.button.hasFocus()
    assert not button.isVisible()
    window.session.select(window.session.shown_marks()[0].key)
    press(window, "a")
    assert window.session.selected.is_decided  # it can be worked on again
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert window.list.model.rowCount() == 5


def test_several_chosen_articles_go_and_come_back_in_one_step(window):
    window.list.view.setFocus()
    QTest.keyClick(window.list.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window, "Ctrl+Delete", window.list.view)
    assert window.list.model.rowCount() == 3
    assert "Moved 2 articles" in window.status.message.text()
    choose(window, "Trash\t2")
    click_row(window.list.view, 0)
    QTest.keyClick(window.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(window.list.put_back, Qt.MouseButton.LeftButton)
    assert window.session.library.count() == 5
    press(window, "Ctrl+Z")
    assert window.list.model.rowCount() == 2


def test_the_trash_is_searched_and_sorted_for_itself(window):
    text = window.session.article.text
    to_trash(window)
    choose(window, "Trash\t1")
    search(window, text.split()[0])
    assert window.list.filter.text() == "Found in the trash  ·  1"
    search(window, "Quastenflosser")
    window.top.leave_search()
    choose(window, "By title")
    assert window.list.filter.text() == "Trash  ·  1"
    choose(window, "All articles")
    assert window.list.model.rowCount() == 4


def test_an_article_in_the_trash_is_not_opened_at_the_next_start(window, make_window):
    path = window.session.library.path
    to_trash(window)
    choose(window, "Trash\t1")
    click_row(window.list.view, 0)
    window.close()
    again = make_window(path)
    assert again.session.article.id == 2


def test_the_menu_says_what_is_listed_also_of_another_library(window, tmp_path):
    choose(window, "New")
    window.libraries.create(tmp_path / "leer.leuchtstift")
    menu = window.list.filter.menu()
    menu.aboutToShow.emit()
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    assert ticked == ["All articles", "In the order added"]
