"""The tables of a result: scores by label and by zone, and which label was taken for which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.records import LabelSet
from core.review.evaluate import Score
from core.review.evaluate_report import Result
from gui.i18n import number, tr
from gui.label_look import colour_of, swatch
from gui.look import Look
from gui.statistics.mistakes import Pair
from gui.words import role_title

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_AIR = 6  # pixels between a column and the next
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
PAIR_ROLE = Qt.ItemDataRole.UserRole


class FigureTable(QTableWidget):
    """A table to read: names at the left, figures at the right of their columns, nothing to edit."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setStyleSheet("QTableView::item { padding: 0 6px }")
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(_RIGHT)
        self.horizontalHeader().setHighlightSections(False)

    def fit(self) -> None:
        """Make each column as wide as what it has, with some air."""
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            self.setColumnWidth(column, self.columnWidth(column) + _AIR)

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        """Give a cell that was filled."""
        item = self.item(row, column)
        assert item is not None
        return item

    def fill(self, heads: Sequence[str], rows: Sequence[Sequence[str]], bold: int = -1) -> None:
        """Show rows; the first column has names, ``bold`` is the row that sums up (-1: none)."""
        self.clear()
        self.setColumnCount(len(heads))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(heads))
        name = QTableWidgetItem(heads[0])
        name.setTextAlignment(_LEFT)
        self.setHorizontalHeaderItem(0, name)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(_RIGHT)
                if row == bold:
                    font = QFont(self.font())
                    font.setWeight(QFont.Weight.DemiBold)
                    item.setFont(font)
                self.setItem(row, column, item)
        self.fit()
        self.resizeRowsToContents()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)


def fill_labels(table: FigureTable, result: Result, look: Look, label_set: LabelSet) -> None:
    """Show precision, recall and F1 by label, strict and partial, all labels together last."""
    evaluation = result.evaluation
    scores = [(label, score, evaluation.partial[label]) for label, score in evaluation.strict.items()]
    if evaluation.foreign:
        scores.append((tr("its labels"), evaluation.own_total, evaluation.own_partial))
    scores.append((tr("all"), evaluation.strict_total, evaluation.partial_total))
    heads = [tr("Label"), *_share_heads(), tr("F1"), tr("95 %"), tr("F1, partial")]
    if result.is_comparison:
        heads.append(tr("Kappa"))
    heads += _count_heads(result)
    rows = []
    for label, strict, partial in scores:
        cells = [label, *_shares(strict), _interval(strict, evaluation.articles), _percent(partial.f1)]
        if result.is_comparison:
            key = label if label in result.kappas and label in evaluation.strict else "all"
            cells.append(number(result.kappas[key], 2))
        rows.append([*cells, *_counts(strict, result)])
    table.fill(heads, rows, bold=len(rows) - 1)
    for row, label in enumerate(evaluation.strict):
        table.cell(row, 0).setIcon(swatch(look.theme, colour_of(label_set, label)))
    table.fit()


def fill_zones(table: FigureTable, result: Result) -> None:
    """Show the scores of all labels together by zone."""
    rows = [
        [role_title(role), *_shares(score), *_counts(score, result)] for role, score in result.evaluation.zones.items()
    ]
    table.fill([tr("Zone"), *_share_heads(), tr("F1"), *_count_heads(result)], rows)


def fill_relations(table: FigureTable, result: Result) -> bool:
    """Show the scores by type of relation; right only with both marks. Tells whether there are any."""
    rows = [[type_, *_shares(score), *_counts(score, result)] for type_, score in result.evaluation.relations.items()]
    table.fill([tr("Relation"), *_share_heads(), tr("F1"), *_count_heads(result)], rows)
    return bool(rows)


def fill_values(table: FigureTable, result: Result) -> bool:
    """Show how often marks that are right also have the right value. Tells whether there are any with a value."""
    values = result.evaluation.values.items()
    rows = [[label, number(same), number(total), _percent(same / total)] for label, (same, total) in values]
    table.fill([tr("Label"), tr("same value"), tr("of"), "%"], rows)
    return bool(rows)


def fill_confusion(table: FigureTable, result: Result) -> None:
    """Show how often a label was taken for another; each cell knows its pair."""
    labels = sorted({label for pair in result.confusion for label in pair if label})
    rows_of, columns_of = _names(result)
    nothing = tr("nothing")
    columns: list[str] = [*labels, ""]
    rows = [
        [wanted or nothing, *(str(result.confusion.get((wanted, found), "")) for found in columns)]
        for wanted in columns
    ]
    heads = [f"{rows_of} ↓  {columns_of} →", *labels, nothing]
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectItems)
    table.fill(heads, rows if labels else [])
    for row, wanted in enumerate(columns if labels else []):
        for column, found in enumerate(columns, 1):
            pair: Pair = (wanted, found)
            item = table.cell(row, column)
            item.setData(PAIR_ROLE, pair)
            if wanted == found and wanted:
                font = QFont(table.font())
                font.setWeight(QFont.Weight.DemiBold)
                item.setFont(font)


def _names(result: Result) -> tuple[str, str]:
    return result.sides if result.is_comparison else (tr("wanted"), tr("found"))


def _share_heads() -> list[str]:
    return [tr("Precision"), tr("Recall")]


def _count_heads(result: Result) -> list[str]:
    if result.is_comparison:
        return [tr("both"), tr("only first"), tr("only second")]
    return [tr("right"), tr("found"), tr("wanted")]


def _shares(score: Score) -> list[str]:
    return [_percent(score.precision), _percent(score.recall), _percent(score.f1)]


def _counts(score: Score, result: Result) -> list[str]:
    right = int(score.right)
    if result.is_comparison:
        return [number(right), number(score.wanted - right), number(score.found - right)]
    return [number(int(score.right)), number(score.found), number(score.wanted)]


def _interval(score: Score, articles: int) -> str:
    """Give the bounds; drawing from one article again and again says nothing of others."""
    return f"{_percent(score.low)} – {_percent(score.high)}" if articles > 1 else "–"


def _percent(share: float) -> str:
    return number(100 * share, 1)
