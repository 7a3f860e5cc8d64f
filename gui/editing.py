"""What a person does to marks and articles, by key, menu or mouse: each is a change set handed to the session.

Dialogs are imported when they are first opened: the window must not wait for them at the start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QMenu

from core import edits, linking
from core.records import ArticleState, ChangeSet, LabelSet, Layer, Mark, ZoneRole
from gui.i18n import tr
from gui.jobs import Jobs
from gui.label_list import LabelList
from gui.reader.selection import moved_edge
from gui.reader.view import ReaderView
from gui.session import Session

if TYPE_CHECKING:
    from gui.dialogs.base import Dialog
    from gui.main_window import MainWindow


class Editing(QObject):
    """Turns wishes into change sets; ``armed_changed`` carries the label that dragging sets, or None."""

    armed_changed = Signal(object)
    next_wanted = Signal()

    def __init__(self, session: Session, reader: ReaderView, jobs: Jobs, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._reader = reader
        self._jobs = jobs
        self._window = window
        self.armed: str | None = None
        reader.range_selected.connect(self._text_selected)
        session.selection_changed.connect(self._mark_selected)
        reader.range_drawn.connect(self._drawn)
        reader.edge_moved.connect(self._edge_dragged)
        reader.zone_role_requested.connect(self.set_zone_role)

    # Marks

    def label(self, code: str) -> None:
        """Label the selected marks, else mark the selected text, else arm the label (again: disarm it)."""
        session = self._session
        marks, chosen = session.selection, self._reader.range_to_mark()
        if not session.is_editable:
            return
        if marks:
            if all(mark.label == code for mark in marks):
                session.do(edits.accept(marks, self._layer))
            else:
                session.do(linking.relabel(marks, code, self._layer, links=session.links, marks=session.marks))
        elif chosen is not None:
            self._add(*chosen, code)
        elif self._reader.selected_range() is None:  # not only blanks, of which nobody makes a mark
            self.arm(None if self.armed == code else code)

    def _text_selected(self) -> None:
        """Let go of the selected mark: a label key now means the text, which was selected last."""
        self._session.select(None)

    def _mark_selected(self) -> None:
        """Let go of the selected text: a label key now means the mark, which was selected last."""
        if self._session.selection and self._reader.selected_range() is not None:
            self._reader.clear_selection()

    def arm(self, code: str | None) -> None:
        """Choose the label that dragging sets, or none."""
        if code != self.armed:
            self.armed = code
            self._reader.arm(code)
            self.armed_changed.emit(code)

    def ask_label(self) -> None:
        """Let the person type the label, beside what it is for."""
        popup = LabelList(self._window.look, self._session.library.label_set, self._window)
        popup.label_chosen.connect(self.label)
        popup.open_at(self.place_below())

    def accept(self) -> None:
        """Accept the selected marks; with none selected accept all and mark the article as reviewed."""
        marks = self._session.selection
        if marks:
            self._session.do(edits.accept(marks, self._layer))
        else:
            self.accept_all()

    def accept_all(self) -> None:
        """Accept every shown mark and mark the article as reviewed, in one step."""
        session = self._session
        if session.article is None:
            return
        shown = {mark.label for mark in session.shown_marks()}
        review = self._review(ArticleState.REVIEWED)
        change_set = review
        if shown:
            change_set = edits.accept_all(session.article, session.marks, self._layer, review=review, labels=shown)
        if change_set.changes:
            session.do(change_set)
        else:
            self._window.status.say(tr("All marks are accepted already, and the article is reviewed."))

    def ask_sure(self) -> None:
        """Let the person accept at once what is surer than they say; then the least sure of the others is selected."""
        session, settings = self._session, self._window.settings
        from gui.dialogs.sure import SureDialog

        dialog = SureDialog(
            [mark for mark in session.shown_marks() if not mark.is_decided], settings.sure, self._window
        )

        def accept(marks: list[Mark], least: int) -> None:
            settings.sure = least
            if session.do(edits.accept(marks, self._layer)) is None:
                dialog.refuse()
            elif left := [mark for mark in session.marks.undecided() if session.is_shown(mark)]:
                session.select(left[0].key)

        dialog.chosen.connect(accept)
        dialog.open()

    def reject(self) -> None:
        """Reject the selected marks."""
        self._take_away(edits.reject)

    def remove(self) -> None:
        """Remove the selected marks."""
        self._take_away(edits.remove)

    def _take_away(self, edit: Callable[..., ChangeSet]) -> None:
        """Take the selected marks away and select the next one: with nothing selected, ``a`` would accept them all."""
        session = self._session
        marks = session.selection
        if not marks:
            return
        keys = {mark.key for mark in marks}
        others = [each for each in session.shown_marks() if each.key not in keys]
        behind = [each for each in others if _place(each) > _place(marks[-1])]
        change_set = linking.without_loose_ends(edit(marks, self._layer, marks=session.marks), session.links)
        if session.do(change_set) is not None and others:
            session.select((behind[:1] or others[-1:])[0].key)

    def move_edge(self, edge: str, unit: str, direction: int) -> None:
        """Move an edge of the selected mark by a token or a character."""
        mark, article = self._session.selected, self._session.article
        if mark is not None and article is not None:
            self._move(mark, *moved_edge(article.text, mark.start, mark.end, edge, unit, direction))

    def ask_note(self) -> None:
        """Let the person write a note to the selected mark."""
        mark = self._session.selected
        if mark is not None:
            from gui.dialogs.note import NoteDialog

            dialog = NoteDialog(mark, self._window)
            dialog.written.connect(lambda note: self._store(edits.set_note(mark, note, self._layer), dialog))
            dialog.open()

    def ask_occurrences(self) -> None:
        """Let the person choose which other places of the same words to mark as well."""
        session, article = self._session, self._session.article
        mark, chosen = session.selected, self._reader.range_to_mark()
        if article is None or (mark is None and chosen is None):
            return
        words = mark.span.surface if mark is not None else article.text[slice(*(chosen or (0, 0)))]
        label = mark.label if mark is not None else self.armed or ""
        from gui.dialogs.occurrences import OccurrencesDialog

        dialog = OccurrencesDialog(session, self._jobs, self._window.look, words, label, self._window)
        dialog.open()

    def fill_menu(self, menu: QMenu, key: int | None) -> None:
        """Put what can be done to the mark or text under the mouse into the context menu; such a mark is selected."""
        if key is not None and key not in {mark.key for mark in self._session.selection}:
            self._session.select(key)
        if not self._session.is_editable or (key is None and self._reader.selected_range() is None):
            return
        menu.addMenu(self._window.label_menu)
        for action_id in ("accept_mark", "reject", "remove", "note", "entity", "relation", "occurrences"):
            action = self._window.action_set[action_id]
            if action.isEnabled():
                menu.addAction(action)

    # Articles

    def review_and_next(self) -> None:
        """Mark the article as reviewed and go to the next one; say how many marks are left out of gold by that."""
        review = self._review(ArticleState.REVIEWED)
        left = sum(not mark.is_decided for mark in self._session.shown_marks())
        self._session.do(replace(review, params={**review.params, "undecided": left}))
        self.next_wanted.emit()

    def skip_and_next(self) -> None:
        """Skip the article and go to the next one."""
        self._session.do(self._review(ArticleState.SKIPPED))
        self.next_wanted.emit()

    def reopen(self) -> None:
        """Take back that the article is reviewed or skipped."""
        self._session.do(self._review(ArticleState.IN_PROGRESS))

    def ask_information(self) -> None:
        """Let the person correct what is known of the article."""
        article = self._session.article
        if article is not None:
            from gui.dialogs.information import InformationDialog

            dialog = InformationDialog(article, self._window)
            dialog.changed.connect(lambda info: self._store(edits.set_info(article.info, info), dialog))
            dialog.open()

    def set_zone_role(self, start: int, end: int, role: ZoneRole) -> None:
        """Say what part a paragraph plays."""
        if self._session.article is not None and self._session.is_editable:
            self._session.do(edits.set_zone_role(self._session.article, start, end, role))

    def trash(self) -> None:
        """Take the article out of sight and go to the next one, or all that are chosen in the list."""
        self._move_chosen(trashed=True)

    def put_back(self) -> None:
        """Take the article out of the trash and go to the next one there, or all that are chosen in the list."""
        self._move_chosen(trashed=False)

    def ask_label_set(self) -> None:
        """Let the person edit the labels."""
        library = self._session.library
        before = library.label_set
        from gui.dialogs.label_set import LabelSetDialog

        dialog = LabelSetDialog(before, library.reopened_by, self._window.look, self._window)

        def store(after: LabelSet) -> None:
            change_set = edits.set_label_set(before, after)
            params = {**change_set.params, "reopened": dialog.reopened()}
            self._store(replace(change_set, params=params), dialog)

        dialog.changed.connect(store)
        dialog.open()

    # How it is done

    @property
    def _layer(self) -> Layer:
        return self._session.library.person_layer

    def _move_chosen(self, *, trashed: bool) -> None:
        session, chosen = self._session, self._window.list.chosen()
        assert session.article is not None
        infos = [session.article.info]
        if len(chosen) > 1:
            infos = session.library.infos(chosen)
        else:
            self.next_wanted.emit()
        session.do(edits.trash(infos, trashed=trashed))

    def _review(self, state: ArticleState) -> ChangeSet:
        library, article = self._session.library, self._session.article
        assert article is not None
        return edits.set_review(
            article.id, state, library.label_set, before=library.review(article.id), person=library.person
        )

    def _add(self, start: int, end: int, code: str) -> None:
        """Mark a stretch and select the mark, so that its edges and label are at hand."""
        session = self._session
        assert session.article is not None
        session.do(edits.add_mark(session.article, self._layer, start, end, code, marks=session.marks), choose=True)
        made = session.marks.find(start, end, code)
        if made:
            session.select(made[0].key)  # which lets go of the text
        else:
            self._reader.clear_selection()

    def _drawn(self, start: int, end: int) -> None:
        if self.armed is not None and self._session.is_editable:
            self._add(start, end, self.armed)

    def _edge_dragged(self, key: int, start: int, end: int) -> None:
        mark = self._session.marks.get(key)
        if mark is not None and self._session.is_editable:
            self._move(mark, start, end)

    def _move(self, mark: Mark, start: int, end: int) -> None:
        article = self._session.article
        if article is not None:
            links, marks = self._session.links, self._session.marks
            self._session.do(linking.move(mark, start, end, article, self._layer, links=links, marks=marks))

    def _store(self, change_set: ChangeSet, dialog: Dialog) -> None:
        """Store what a dialog hands over; it stays open where that is refused."""
        if change_set.changes and self._session.do(change_set) is None:
            dialog.refuse()

    def place_below(self) -> QPoint:
        """Give the place on the screen below the selected mark or text, for a pop-up."""
        viewport = self._reader.viewport()
        marks = self._session.selection
        boxes = self._reader.mark_boxes(marks[0].key) if marks else []
        rect = boxes[-1] if boxes else self._reader.cursorRect()
        if not viewport.rect().contains(rect.bottomLeft()):  # what it is about was scrolled away
            rect = QRect(viewport.width() // 4, viewport.height() // 4, 1, 1)
        return viewport.mapToGlobal(rect.bottomLeft() + QPoint(0, 6))


def _place(mark: Mark) -> tuple[int, int, int]:
    """Give the place of a mark in the order of the text."""
    return mark.start, -mark.end, mark.key
