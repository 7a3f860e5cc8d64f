"""The second step of building the main window: reader, inspector, what can be done, and how all hear of each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from core.errors import ReaderError
from gui.action_set import ActionSet, LabelKeyFilter
from gui.choosing import Choosing
from gui.closing import Closing
from gui.editing import Editing
from gui.extraction import Extraction
from gui.following import NO_LABELS, Following
from gui.history.flow import History
from gui.i18n import tr
from gui.inspector.panel import Inspector
from gui.jobs import Jobs
from gui.libraries import Libraries
from gui.linking import Linking
from gui.measuring import Measuring
from gui.navigation import Navigation
from gui.publishing import Publishing
from gui.reader.view import ReaderView
from gui.reading import Reading
from gui.searching import Searching
from gui.tasks import Tasks
from gui.watching import Watching

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def assemble(window: MainWindow) -> None:
    """Build what the frame of the window lacks."""
    session, look = window.session, window.look
    window.top.complete(look)
    window.jobs = Jobs(window)
    window.reader = ReaderView(window, look.theme)
    window.inspector = Inspector(look, NO_LABELS, window)
    window.middle.addWidget(window.reader)
    window.side.addWidget(window.inspector)
    window.tasks = Tasks(session, window.jobs, window)
    window.extraction = Extraction(session, window.jobs, window)
    window.editing = Editing(session, window.reader, window.jobs, window)
    window.linking = Linking(window)
    window.choosing = Choosing(session, window.reader, window)
    window.navigation = Navigation(session, window.reader, window.list, window)
    window.publishing = Publishing(window)
    window.history = History(session, window.jobs, window)
    window.measuring = Measuring(session, window.reader, window.jobs, window)
    window.libraries = Libraries(session, window.tasks, window.reader, window)
    window.closing = Closing(window)
    window.panes = (window.list.view, window.reader, window.inspector.view)
    window.reading = Reading(window)
    window.action_set = ActionSet(window, window.panes, window.reader)
    window.label_menu = QMenu(tr("Label"), window)
    file_menu, mark_menu = window.action_set.menus["file"], window.action_set.menus["mark"]
    file_menu.insertMenu(window.action_set["settings"], window.libraries.recent_menu(window))
    mark_menu.insertMenu(mark_menu.actions()[0], window.label_menu)
    window.action_set.menus["extraction"].insertMenu(
        window.action_set["extract_chosen"], window.extraction.menu(window)
    )
    window.following = Following(window)
    window.searching = Searching(window)
    window.watching = Watching(window)
    window.put_below_top(window.watching.bar)
    LabelKeyFilter(window.panes, window.following.knows_key, window.following.press_key, window)
    window.status.complete(window.jobs, window.action_set)
    window.list.complete(window.jobs, window.action_set["put_back"])
    for before, after in pairwise((window.list.filter, window.list.view, window.list.put_back, window.reader)):
        window.setTabOrder(before, after)
    _connect(window)
    window.following.show_library()


def _connect(window: MainWindow) -> None:
    """Connect the parts that ask to those that answer; how views follow the session stands in ``Following``."""
    session, tasks, editing, reader = window.session, window.tasks, window.editing, window.reader
    session.failed.connect(window.tell)
    window.jobs.failed.connect(lambda _job, error: _job_failed(window, error))
    for speaker in (tasks, window.extraction, window.publishing):
        speaker.said.connect(window.status.say)
    window.list.search_left.connect(window.top.leave_search)
    window.top.entered.connect(window.list.open_first)
    window.top.labels.label_chosen.connect(editing.label)
    window.top.labels.more_wanted.connect(editing.ask_label)
    reader.mark_clicked.connect(session.select)
    reader.mark_toggled.connect(window.choosing.toggle)
    reader.mark_reached.connect(window.choosing.extend_to)
    reader.marks_framed.connect(window.choosing.choose)
    reader.zoom_requested.connect(window.reading.change_size)
    reader.width_requested.connect(window.reading.change_column)
    reader.card_rows = window.following.card_rows
    window.inspector.can_extract = lambda: session.is_editable
    window.inspector.entity_of = window.linking.entity_of
    reader.menu_requested.connect(editing.fill_menu)
    reader.caret_toggled.connect(window.action_set["caret"].setChecked)
    window.inspector.marks_wanted.connect(session.select_many)
    window.inspector.extraction_wanted.connect(window.extraction.extract_open)
    editing.next_wanted.connect(lambda: window.navigation.step_article(1))
    window.list.width_changed.connect(window.top.set_brand_width)
    window.top.set_brand_width(window.list.width())


def _job_failed(window: MainWindow, error: BaseException) -> None:
    if isinstance(error, ReaderError):
        window.tell(error)
    else:
        window.crashed.emit(error)
