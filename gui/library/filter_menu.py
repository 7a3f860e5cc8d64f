"""The menu of the list: which articles it shows, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.library_records import ArticleQuery
from core.records import ArticleState
from gui.i18n import later, tr
from gui.words import state_title

_ORDERS = (
    ("added", later("In the order added")),
    ("title", later("By title")),
    ("source", later("By source")),
    ("published", later("By date")),
    ("marks", later("By number of marks")),
)


class FilterMenu(QMenu):
    """Keeps the query that is chosen, and hands each other one to ``show``."""

    def __init__(self, query: ArticleQuery, show: Callable[[ArticleQuery], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._query = query
        self._show = show
        states = QActionGroup(self)
        self._add(states, tr("All articles"), not query.states, states=())
        for state in ArticleState:
            self._add(states, state_title(state), query.states == (state,), states=(state,))
        self.addSeparator()
        orders = QActionGroup(self)
        for order, title in _ORDERS:
            self._add(orders, tr(title), query.order == order, order=order, descending=order == "marks")

    def _add(self, group: QActionGroup, title: str, checked: bool, **values: object) -> None:
        action = QAction(title, self)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _=False: self._choose(**values))
        group.addAction(action)
        self.addAction(action)

    def _choose(self, **values: object) -> None:
        self._query = replace(self._query, **values)  # type: ignore[arg-type]
        self._show(self._query)
