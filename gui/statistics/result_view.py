"""A result to look through: the figures in tables, the errors in their context, one click away in the reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTableWidgetItem, QTabWidget, QVBoxLayout, QWidget

from core.records import LabelSet
from core.review.evaluate_report import Result
from gui.dialogs.fields import Choice
from gui.empty import EmptyState
from gui.i18n import number, tr
from gui.list_view import ListView
from gui.look import Look, label
from gui.statistics.mistakes import MistakeDelegate, MistakeModel, Pair, pair_title
from gui.statistics.tables import (
    PAIR_ROLE,
    FigureTable,
    fill_confusion,
    fill_labels,
    fill_relations,
    fill_values,
    fill_zones,
)


class ResultView(QWidget):
    """Shows one of several results; ``mistake_wanted`` carries the error that the person chose."""

    mistake_wanted = Signal(object)

    def __init__(self, look: Look, label_set: LabelSet, empty: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._label_set = label_set
        self.results: Sequence[Result] = ()
        self.which = Choice(self)
        self.which.setAccessibleName(tr("Result of"))
        self.which.currentIndexChanged.connect(lambda _: self._show())
        self.summary = label(role="muted", parent=self)
        self.summary.setWordWrap(True)
        self.labels = FigureTable(tr("Scores by label"), self)
        self.zones = FigureTable(tr("Scores by zone"), self)
        self.relations = FigureTable(tr("Scores by relation"), self)
        self.values = FigureTable(tr("Values"), self)
        self.confusion = FigureTable(tr("Confusion"), self)
        self.confusion.itemClicked.connect(self._choose_pair)
        self.confusion.itemActivated.connect(self._choose_pair)
        self.model = MistakeModel()
        self.errors = ListView(self)
        self.errors.setModel(self.model)
        self.errors.setAccessibleName(tr("Errors"))
        self.errors.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.errors.selectionModel().currentRowChanged.connect(lambda current, _: self._open(current.row()))
        self.errors.clicked.connect(lambda index: self._open(index.row()))
        self.filter = Choice(self)
        self.filter.setAccessibleName(tr("Which errors"))
        self.filter.currentIndexChanged.connect(lambda _: self._filter())
        self.tabs = QTabWidget(self)
        self._empty = EmptyState(self, width=320)
        self._empty.show_text(*empty)
        self._stack = QStackedWidget(self)
        self._build()

    def show_results(self, results: Sequence[Result]) -> None:
        """Show results, the first one at first."""
        self.results = results
        self.which.blockSignals(True)
        self.which.clear()
        for number_of, result in enumerate(results):
            self.which.addItem(result.pipeline, number_of)
        self.which.blockSignals(False)
        self.which.setVisible(len(results) > 1)
        self._stack.setCurrentIndex(1 if results else 0)
        if results:
            self._show()

    @property
    def result(self) -> Result | None:
        """The result that is shown."""
        row = self.which.currentIndex()
        return self.results[row] if 0 <= row < len(self.results) else None

    def _show(self) -> None:
        result = self.result
        if result is None:
            return
        self.summary.setText(_in_words(result))
        fill_labels(self.labels, result, self._look, self._label_set)
        fill_zones(self.zones, result)
        fill_confusion(self.confusion, result)
        for place, fill, table in ((4, fill_relations, self.relations), (5, fill_values, self.values)):
            self.tabs.setTabVisible(place, fill(table, result))
        self.model.set_result(result)
        self.filter.blockSignals(True)
        self.filter.clear()
        count = len(result.mistakes) + result.more
        listed = tr(" (the first {count})", count=number(len(result.mistakes))) if result.more else ""
        self.filter.addItem(tr("All {count}", count=number(count)) + listed, None)
        for pair, times in self.model.pairs():
            self.filter.addItem(f"{pair_title(pair)}   {number(times)}", pair)
        self.filter.blockSignals(False)
        delegate = MistakeDelegate(self._look, self._label_set, result, self)
        self.errors.setItemDelegate(delegate)
        self.errors.set_row_height(delegate.row_height)
        title = tr("Differences") if result.is_comparison else tr("Errors")
        self.tabs.setTabText(3, f"{title} {number(count)}")

    def _filter(self) -> None:
        pair = self.filter.currentData()
        self.model.set_result(self.result, None if pair is None else (pair[0], pair[1]))

    def _choose_pair(self, item: QTableWidgetItem) -> None:
        """Show the errors behind a cell of the confusion table."""
        found = item.data(PAIR_ROLE)
        if not found:
            return
        pair: Pair = (found[0], found[1])
        rows = [row for row in range(1, self.filter.count()) if tuple(self.filter.itemData(row)) == pair]
        if rows:
            self.filter.setCurrentIndex(rows[0])
            self.tabs.setCurrentIndex(3)

    def _open(self, row: int) -> None:
        mistake = self.model.mistake(row)
        if mistake is not None:
            self.mistake_wanted.emit(mistake)

    def _build(self) -> None:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addWidget(self.summary, 1)
        layout.addLayout(head)
        listed = QWidget(self)
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 8, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.filter)
        line.addWidget(label(tr("Choose a line to see it in the reader."), "muted", self))
        line.addStretch()
        column.addLayout(line)
        column.addWidget(self.errors, 1)
        pairs = QWidget(self)
        below = QVBoxLayout(pairs)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.confusion, 1)
        diagonal = tr("A mark of the right label with other bounds stands in the diagonal too.")
        below.addWidget(label(diagonal, "muted", self))
        for title, widget in (
            (tr("By label"), self.labels),
            (tr("By zone"), self.zones),
            (tr("Confusion"), pairs),
            (tr("Errors"), listed),
            (tr("Relations"), self.relations),
            (tr("Values"), self.values),
        ):
            self.tabs.addTab(widget, title)
        layout.addWidget(self.tabs, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.which.hide()
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Expanding)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def _in_words(result: Result) -> str:
    """Sum a result up in a line."""
    total = result.evaluation.strict_total
    words = [tr("F1 {share}", share=number(100 * total.f1, 1))]
    if result.evaluation.articles > 1:
        words.append(tr("95 %: {low} to {high}", low=number(100 * total.low, 1), high=number(100 * total.high, 1)))
    if result.is_comparison:
        words.append(tr("kappa {value}", value=number(result.kappas["all"], 2)))
    if result.evaluation.foreign:
        words.append(tr("F1 of its labels {share}", share=number(100 * result.evaluation.own_total.f1, 1)))
        words.append(tr("cannot give {labels}", labels=", ".join(result.evaluation.foreign)))
    words.append(tr("%n article(s)", n=result.evaluation.articles))
    return "  ·  ".join(words)
