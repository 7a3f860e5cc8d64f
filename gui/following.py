"""How the parts of the window follow the session: its signals say what is to be shown anew, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from core.records import Article, ChangeSet, LabelSet, Mark, MarkDelta, Relation
from gui.actions import Need, by_id
from gui.i18n import tr
from gui.label_keys import LabelKey, assign
from gui.label_look import swatch, title_of
from gui.reader.arcs import Tie
from gui.steps import clip, step_name
from gui.words import relation_title

if TYPE_CHECKING:
    from core.library import Library
    from gui.main_window import MainWindow

NO_LABELS = LabelSet(0, "", 0, ())
_TOLD = 4  # relations in the card of a mark


class Following(QObject):
    """Connects the session, the jobs and the navigation to the views of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._keys: dict[LabelKey, str] = {}
        self._undo = Need.NOTHING
        self._said = ""  # in the status line, before a long step
        self._delta: MarkDelta | None = None  # what the text shows already and the list of marks does not yet
        session = self._session
        session.library_opened.connect(self.show_library)
        session.busy.connect(self._show_busy)
        session.labels_changed.connect(self._show_labels)
        session.article_opened.connect(self._show_article)
        session.article_changed.connect(window.reader.set_zones)
        session.article_changed.connect(lambda article: window.inspector.set_article(article, self._shown()))
        session.marks_replaced.connect(window.reader.set_marks)
        session.marks_replaced.connect(lambda _: self._show_ties())
        session.marks_changed.connect(self._show_delta)
        session.marks_shown.connect(self._show_beside)
        session.selection_changed.connect(self._show_selected)
        session.place_wanted.connect(window.reader.reveal)
        session.articles_changed.connect(self._show_articles)
        session.rows_changed.connect(window.list.model.refresh_rows)
        session.changed.connect(self._show_step)
        window.reader.selectionChanged.connect(self.allow)
        window.navigation.moved.connect(self.allow)
        window.extraction.changed.connect(self.allow)
        window.editing.armed_changed.connect(window.top.labels.set_armed)

    @property
    def label_set(self) -> LabelSet:
        """The labels in use; none without a library."""
        return self._session.library.label_set if self._session.has_library else NO_LABELS

    def knows_key(self, key: LabelKey) -> bool:
        """Tell whether a label key means something now."""
        return key in self._keys and self._session.is_editable

    def press_key(self, key: LabelKey) -> None:
        """Do what a label key does."""
        self._window.editing.label(self._keys[key])

    def allow(self) -> None:
        """Enable what can be done now."""
        session, window = self._session, self._window
        have = self._undo
        for need, is_there in (
            (Need.LIBRARY, session.has_library),
            (Need.WRITABLE, session.is_writable),
            (Need.ARTICLE, session.article is not None),
            (Need.CHOSEN, bool(session.selection)),
            (Need.MARK | Need.TARGET, session.selected is not None),
            (Need.TARGET, window.reader.selected_range() is not None),
            (Need.MARKS, len(session.marks) > 0),
            (Need.BACK, window.navigation.can_go_back),
            (Need.FORWARD, window.navigation.can_go_forward),
            (Need.IDLE, not window.extraction.is_running),
            (Need.IN_SIGHT, session.article is not None and not session.article.info.trashed),
            (Need.TRASHED, session.article is not None and session.article.info.trashed),
        ):
            if is_there:
                have |= need
        window.action_set.allow(have)

    def name_steps(self, done: ChangeSet | None = None) -> None:
        """Say in the menu what undo and redo would do; a new step that was ``done`` need not be asked for again."""
        self._undo = Need.NOTHING
        library = self._session.library if self._session.is_writable else None
        is_new = done is not None and done.direction == "do"
        undo, redo = (done, None) if is_new else library.next_steps() if library else (None, None)
        for action_id, step, need, words in (
            ("undo", undo, Need.UNDO, tr("Undo {step}")),
            ("redo", redo, Need.REDO, tr("Redo {step}")),
        ):
            action: QAction = self._window.action_set[action_id]
            if step is not None:
                self._undo |= need
            name = "" if step is None else step_name(step).replace("&", "&&")
            action.setText(words.format(step=name) if name else tr(by_id(action_id).text))

    def show_library(self) -> None:
        """Show another library; the list follows by itself."""
        window, session = self._window, self._session
        library = session.library if session.has_library else None
        window.setWindowTitle(_title(library))
        self._show_labels(self.label_set)
        if library is not None:
            is_closed = library.read_only
            window.status.say(
                tr("Open for reading only: edits cannot be stored.") if is_closed else tr("All is saved.")
            )
        self.name_steps()
        window.show_emptiness()
        self.allow()

    def _show_busy(self, is_busy: bool) -> None:
        """Say before a step that holds the window up for seconds that it does; what it did is said as of any other."""
        status = self._window.status
        if is_busy:
            self._said = status.message.text()
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            status.say(tr("Many changes are being stored. This takes a moment."))
            status.repaint()
        else:
            QGuiApplication.restoreOverrideCursor()
            if status.message.text() == tr("Many changes are being stored. This takes a moment."):  # it was refused
                status.say(self._said)

    def _show_labels(self, label_set: LabelSet) -> None:
        window = self._window
        self._keys = {key: label.code for key, label in assign(label_set.labels).items()}
        window.top.labels.set_label_set(label_set)
        window.reader.set_label_set(label_set)
        window.inspector.set_look(window.look, label_set)
        window.inspector.set_article(self._session.article, self._shown())
        window.inspector.show_marks(self._session.selection)
        fill_label_menu(window.label_menu, window, label_set)

    def _show_article(self, article: Article | None) -> None:
        window = self._window
        window.reader.set_article(article, self._session.marks, self.label_set)
        window.inspector.set_article(article, self._shown())
        window.list.show_article(None if article is None else article.id)
        if article is not None and article.info.trashed:
            window.status.say(tr("This article is in the trash: it can be read. Put it back to work on it."))
        window.show_emptiness()
        self.allow()

    def _show_articles(self) -> None:
        self._window.list.refresh()
        self._window.show_emptiness()
        self.name_steps()
        self.allow()

    def _show_delta(self, delta: MarkDelta) -> None:
        """Show a change in the text; all else waits until the text has been painted, for there the person looks."""
        self._window.reader.apply_delta(delta)
        self._delta = delta

    def _show_beside(self) -> None:
        """Paint the text, then let what stands beside it follow."""
        window, delta = self._window, self._delta
        assert delta is not None
        window.reader.paint_now()
        self._delta = None
        shown = tuple(mark for mark in delta.added if self._session.is_shown(mark))
        window.inspector.apply_delta(MarkDelta(delta.removed, shown), self._shown)
        self._show_chosen()

    def _show_selected(self, mark: Mark | None) -> None:
        selection = self._session.selection
        if len(selection) > 1:
            self._window.reader.select_many([each.key for each in selection])
            self._window.reader.say(tr("%n mark(s) selected", n=len(selection)))
        else:
            self._window.reader.select(None if mark is None else mark.key)
        if self._delta is None:
            self._show_chosen()

    def _show_chosen(self) -> None:
        self._window.inspector.show_marks(self._session.selection)
        self._show_ties()
        self.allow()

    def _show_ties(self) -> None:
        """Show what the selected mark is related to, in the text and at the side."""
        ties = self.ties_of(self._session.selected)
        self._window.reader.show_ties(ties)
        self._window.inspector.show_ties(ties)

    def card_rows(self, mark: Mark) -> list[tuple[str, str]]:
        """Give what the card of a mark tells beside what the mark itself knows: entity and relations."""
        entity = self._window.linking.entity_of(mark)
        rows = [(tr("Entity"), entity)] if entity else []
        return rows + [(tie.title, tie.words) for tie in self.ties_of(mark)[:_TOLD]]

    def ties_of(self, mark: Mark | None) -> list[Tie]:
        """Give what a mark is related to, in words."""
        if mark is None or mark.key not in self._session.marks:
            return []
        return [
            Tie(
                link.mark.key,
                link.mark.start,
                link.mark.end,
                relation_title(link.type, outward=link.outward),
                clip(link.mark.span.surface),
            )
            for link in self._session.links_of(mark)
        ]

    def _show_step(self, step: ChangeSet) -> None:
        if any(isinstance(change.after or change.before, Relation) for change in step.changes):
            self._show_ties()  # no mark need have changed
        self._window.status.say_saved(step)
        self.name_steps(step)
        self.allow()

    def _shown(self) -> list[Mark]:
        return self._session.shown_marks() if self._session.has_library else []


def _title(library: Library | None) -> str:
    """Give the title of the window: the program's name once, also where the library has it too."""
    parts = [] if library is None else [library.path.stem]
    parts += [tr("Reading only")] if library is not None and library.read_only else []
    return " – ".join([*(part for part in parts if part != "Leuchtstift"), "Leuchtstift"])


def fill_label_menu(menu: QMenu, window: MainWindow, label_set: LabelSet) -> None:
    """Write the labels with their keys into a menu; choosing one does what its key does."""
    menu.clear()
    keys = {label.code: key for key, label in assign(label_set.labels).items()}
    for label in label_set.labels:
        if not label.hidden:
            key = keys.get(label.code)
            text = title_of(label).replace("&", "&&") + (f"\t{key}" if key is not None else "")
            action = menu.addAction(swatch(window.look.theme, label.colour), text)
            action.triggered.connect(lambda _=False, code=label.code: window.editing.label(code))
