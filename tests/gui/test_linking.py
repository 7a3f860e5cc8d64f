"""Entities, relations and speakers by key in the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core import edits
from core.library import Library
from core.records import ArticleDraft
from gui.inspector.links import LinkList
from tests.gui.conftest import press
from tests.gui.test_editing import free_words


def popup():
    return QApplication.activePopupWidget()


def rows(shown):
    return [shown.model.pick_at(row).text for row in range(shown.model.rowCount())]


def take(text, *, times_down=0):
    shown = popup()
    shown.line.setText(text)
    for _ in range(times_down):
        QTest.keyClick(shown.line, Qt.Key.Key_Down)
    QTest.keyClick(shown.line, Qt.Key.Key_Return)


def first(window, label):
    return next(mark for mark in window.session.shown_marks() if mark.label == label)


def links(window):
    return {(link.type, link.mark.span.surface) for link in window.session.links_of(window.session.selected)}


def test_a_bare_surname_is_offered_the_full_name_of_the_article(window):
    bare = next(mark for mark in window.session.shown_marks() if mark.span.surface == "Sherman")
    window.session.select(bare.key)
    press(window, "e")
    assert popup().line.text() == "Sherman"
    assert rows(popup()) == ["Wendy Sherman", "Sherman"]
    QTest.keyClick(popup().line, Qt.Key.Key_Return)
    assert window.linking.entity_of(window.session.selected) == "Wendy Sherman"
    assert ("Entity", "Wendy Sherman") in window.following.card_rows(window.session.selected)
    title, shown = window.inspector._rows["entity"]
    assert (title.isVisible(), shown.text()) == (True, "Wendy Sherman")
    assert "Set the entity of “Sherman”: Wendy Sherman" in window.status.message.text()


def test_a_name_is_the_same_however_its_accents_are_written(make_window, tmp_path):
    path = tmp_path / "spelt.leuchtstift"
    spellings = ["Zu\u0308rich", "Zürich", "Zü\u00adrich"]
    with Library.create(path) as library:
        library.add([ArticleDraft(" ".join(spellings), "Drei Mal")])
        for spelling in spellings:
            start = " ".join(spellings).index(spelling)
            article, marks = library.article(1), library.marks(1)
            library.do(edits.add_mark(article, library.person_layer, start, start + len(spelling), "LOC", marks=marks))
    window = make_window(path)
    split, composed, hyphened = window.session.shown_marks()
    window.session.select(split.key)
    press(window, "e")
    assert rows(popup()) == ["Zürich"]  # one new name
    QTest.keyClick(popup().line, Qt.Key.Key_Return)
    assert window.linking.entity_of(window.session.selected) == "Zürich"
    for other in (composed, hyphened):
        window.session.select(other.key)
        press(window, "e")
        assert rows(popup()) == ["Zürich"]  # the one of the register
        QTest.keyClick(popup().line, Qt.Key.Key_Return)
    assert len(window.session.library.entities()) == 1
    assert [mark.span.surface for mark in window.session.shown_marks()] == spellings


def test_the_register_is_offered_next_time_and_an_entity_can_be_taken_away(window):
    marks = [mark for mark in window.session.shown_marks() if mark.span.surface == "Sherman"][:2]
    window.session.select_many([mark.key for mark in marks])
    press(window, "e")
    take("Wendy R. Sherman")
    assert [entity.name for entity in window.session.library.entities()] == ["Wendy R. Sherman"]
    assert len({mark.span.entity_id for mark in window.session.selection}) == 1
    window.session.select(window.session.selection[0].key)
    press(window, "e")
    assert rows(popup()) == ["Wendy R. Sherman", "Wendy Sherman", "Sherman", "Nobody and nothing in particular"]
    take("Sherman", times_down=3)
    assert window.session.selected.span.entity_id is None
    press(window, "Ctrl+Z")
    assert window.session.selected.span.entity_id is not None
    press(window, "Ctrl+Z")
    assert window.session.library.entities() == []


def quotation(window):
    """The first quotation whose speaker is known."""
    session = window.session
    return next(
        mark
        for mark in session.shown_marks()
        if mark.label == "QUOTE" and any(link.type == "speaker" for link in session.links_of(mark))
    )


def test_a_machines_relation_can_be_taken_back_and_returns_with_undo(window):
    quote = quotation(window)
    window.session.select(quote.key)
    before = links(window)
    press(window, "r")
    assert rows(popup())[0].startswith("Not: ")
    QTest.keyClick(popup().line, Qt.Key.Key_Return)
    assert len(links(window)) == len(before) - 1
    press(window, "Ctrl+Z")
    window.session.select(quote.key)
    assert links(window) == before


def test_a_quotation_that_becomes_something_else_has_no_speaker_until_undo(window, tmp_path):
    quote = quotation(window)
    window.session.select(quote.key)
    before = links(window)
    press(window, "6")
    assert window.session.selected.label == "MISC"
    assert links(window) == set()
    assert not window.following.ties_of(window.session.selected)
    press(window, "Ctrl+Z")
    window.session.select(quote.key)
    assert links(window) == before


def test_a_relation_that_labels_do_not_tell_gets_a_name(window):
    place, person = first(window, "LOC"), first(window, "PER")
    window.session.select(place.key)
    press(window, "r")
    take(person.span.surface)
    take("born_in")
    assert links(window) == {("born_in", person.span.surface)}
    window.session.select(first(window, "DATE").key)
    press(window, "r")
    take(person.span.surface)
    assert "born_in" in rows(popup())
    popup().close()


def test_a_tie_of_two_decided_marks_is_shown_at_once_and_goes_with_undo(window):
    place, person = first(window, "LOC"), first(window, "PER")
    window.session.do(edits.accept([place, person], window.session.library.person_layer))
    window.session.select(first(window, "LOC").key)
    press(window, "r")
    take(person.span.surface)
    take("born_in")
    (button,) = window.inspector.findChild(LinkList).buttons
    assert button.accessibleName() == f"born_in: {person.span.surface}"
    press(window, "Ctrl+Z")
    assert window.inspector.findChild(LinkList).buttons == []


def test_selected_text_becomes_a_quotation_and_its_speaker_is_asked(window, hands):
    at = free_words(window)
    hands.double_click(at + 2)
    press(window, "q")
    assert window.session.selected.label == "QUOTE"
    named = rows(popup())
    assert named
    assert {mark.label for mark in window.session.shown_marks() if mark.span.surface in named} <= {"PER", "ORG", "ROLE"}
    QTest.keyClick(popup().line, Qt.Key.Key_Return)
    assert links(window) == {("speaker", named[0])}


def test_q_on_a_speaker_asks_for_the_quotation_and_esc_changes_nothing(window):
    person = first(window, "PER")
    window.session.select(person.key)
    press(window, "q")
    assert {mark.label for mark in window.session.shown_marks() if mark.span.surface in rows(popup())} == {"QUOTE"}
    QTest.keyClick(popup().line, Qt.Key.Key_Escape)
    assert window.session.selected == person
    press(window, "q")
    chosen = rows(popup())[0]
    QTest.keyClick(popup().line, Qt.Key.Key_Return)
    assert [type_ for type_, _ in links(window)] == ["speaker"]
    assert next(iter(links(window)))[1].startswith(chosen.rstrip("…")[:20])
    window.session.select(first(window, "DATE").key)
    press(window, "q")
    assert popup() is None
    assert "who speaks" in window.status.message.text()


def test_the_list_opens_beside_the_mark_wherever_the_text_was_scrolled(window):
    last = window.session.shown_marks()[-1]
    window.session.select(last.key)
    window.session.place_wanted.emit(last.start, last.end)
    press(window, "r")
    box = window.reader.mark_boxes(last.key)[-1]
    below = window.reader.viewport().mapToGlobal(box.bottomLeft())
    room = popup().screen().availableGeometry()
    assert abs(popup().x() - max(room.left(), min(below.x(), room.right() - popup().width()))) <= 4  # a frame
    assert room.contains(popup().geometry().topLeft())
    popup().close()
    window.reader.verticalScrollBar().setValue(0)
    press(window, "r")
    top = window.reader.viewport().mapFromGlobal(popup().geometry().topLeft()).y()
    assert 0 < top < window.reader.viewport().height()
    popup().close()


def test_without_the_label_for_quotations_it_says_so(window):
    library = window.session.library
    labels = tuple(label for label in library.label_set.labels if label.code != "QUOTE")
    before = library.label_set
    window.session.do(edits.set_label_set(before, type(before)(0, "short", 1, labels)))
    window.session.select(first(window, "PER").key)
    press(window, "q")
    assert "QUOTE" in window.status.message.text()
    assert popup() is None


def test_a_mark_can_be_deleted_with_its_relations_and_comes_back_with_them(window, hands):
    at = free_words(window)
    hands.double_click(at + 2)
    press(window, "q")
    QTest.keyClick(popup().line, Qt.Key.Key_Return)
    key, said = window.session.selected.key, links(window)
    press(window, "Delete")
    assert key not in window.session.marks
    press(window, "Ctrl+Z")
    window.session.select(key)
    assert links(window) == said


def test_only_kinds_that_fit_the_labels_are_offered_and_others_when_they_are_typed(window):
    quote, place = first(window, "QUOTE"), first(window, "LOC")
    window.session.select(quote.key)
    press(window, "r")
    take(place.span.surface)
    shown = popup()
    assert rows(shown) == []
    shown.line.setText("Role")
    assert rows(shown) == ["Role of", "Role"]
    take("about")
    assert links(window) >= {("about", place.span.surface)}
    window.session.select(first(window, "DATE").key)
    press(window, "r")
    take(place.span.surface)
    assert rows(popup()) == ["about"]
    popup().close()


def test_a_mark_that_becomes_equal_to_another_leaves_it_its_relations(window):
    person, quote = first(window, "PER"), first(window, "QUOTE")
    layer = window.session.library.person_layer
    window.session.do(edits.accept(person, layer))
    window.session.do(edits.add_mark(window.session.article, layer, person.start, person.end, "MISC"))
    twin = window.session.marks.find(person.start, person.end, "MISC")[0]
    window.session.select(twin.key)
    press(window, "r")
    take(quote.span.surface[:30])
    take("about")
    window.session.select(twin.key)
    press(window, "1")
    window.session.select(window.session.marks.find(person.start, person.end, "PER")[0].key)
    assert "about" in {type_ for type_, _ in links(window)}
    press(window, "Ctrl+Z")
    window.session.select(twin.key)
    assert {type_ for type_, _ in links(window)} == {"about"}
