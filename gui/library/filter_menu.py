"""The menu of the list: which articles it shows, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.library_records import ArticleQuery
from core.records import ArticleState
from gui.i18n import later, number, tr
from gui.words import state_title

_ORDERS = (
    ("added", later("In the order added")),
    ("title", later("By title")),
    ("source", later("By source")),
    ("published", later("By date")),
    ("marks", later("By number of marks")),
)


class FilterMenu(QMenu):
    """Filled anew each time it opens.

    ``query`` gives what is listed then and ``trashed`` how many articles are in the trash; ``show`` takes what is
    chosen.
    """

    def __init__(
        self,
        query: Callable[[], ArticleQuery],
        trashed: Callable[[], int],
        show: Callable[[ArticleQuery], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._query = query
        self._trashed = trashed
        self._show = show
        self._groups: list[QActionGroup] = []
        self.aboutToShow.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for group in self._groups:
            group.deleteLater()
        which, orders = self._groups = [QActionGroup(self), QActionGroup(self)]
        query, count = self._query(), self._trashed()
        is_all = not query.states and not query.trashed
        self._add(which, tr("All articles"), is_all, states=(), trashed=False)
        for state in ArticleState:
            self._add(which, state_title(state), query.states == (state,), states=(state,), trashed=False)
        self.addSeparator()
        title = tr("Trash") + (f"\t{number(count)}" if count else "")
        self._add(which, title, query.trashed, states=(), trashed=True)
        self.addSeparator()
        for order, name in _ORDERS:
            self._add(orders, tr(name), query.order == order, order=order, descending=order == "marks")

    def _add(self, group: QActionGroup, title: str, checked: bool, **values: object) -> None:
        action = QAction(title, self)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _=False: self._show(replace(self._query(), **values)))  # type: ignore[arg-type]
        group.addAction(action)
        self.addAction(action)
