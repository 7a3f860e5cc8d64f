"""The panel at the right: what is known of the selected mark, and all marks of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.records import Article, LabelSet, Mark, MarkDelta
from gui.empty import EmptyState
from gui.i18n import moment, number, tr
from gui.inspector.delegate import MarkDelegate
from gui.inspector.links import LinkList
from gui.inspector.model import MarkModel
from gui.inspector.several import SeveralMarks
from gui.label_look import Chip, colour_of, title_of
from gui.list_view import ListView
from gui.look import ElidedLabel, Look, Paragraph, heading, label, rule
from gui.plain import tip
from gui.reader.arcs import Tie

_SIDE = 18
_TITLES = 70  # pixels that the column of titles has at least
_GAP, _LEADING = 10, 5  # pixels between the words and what is known of them, and between its lines
_LINES = 3  # who accepted it, who proposed it, where it stands


class Inspector(QWidget):
    """Shows marks; ``marks_wanted`` carries the keys of those that the person chose in the list."""

    marks_wanted = Signal(object)
    extraction_wanted = Signal()

    def __init__(self, look: Look, label_set: LabelSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "panel")
        self._look = look
        self._label_set = label_set
        self._has_article = False
        self._article_id = 0
        self._is_following = False
        self.model = MarkModel()
        self._shown: tuple[Mark, ...] = ()
        self.entity_of: Callable[[Mark], str] = lambda _: ""
        self.can_extract: Callable[[], bool] = lambda: True
        self._told = QWidget(self)
        self._details = QWidget(self)
        self._several = SeveralMarks(self)
        self._links = LinkList(self)
        self._links.hide()
        self._links.wanted.connect(self.marks_wanted)
        self._nothing = Paragraph("muted", self)
        self._nothing.setText(tr("Click on a mark, or press Tab in the text, to see what is known of it."))
        self.view = ListView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(tr("Marks in this article"))
        self.view.setStyleSheet("selection-background-color: transparent")  # the delegate paints a rounded one
        self.view.setSelectionMode(ListView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._choose())
        self._count = label(role="muted", parent=self)
        self._empty = EmptyState(self)
        self._empty.acted.connect(self.extraction_wanted)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._build_details()
        self._lay_out()
        self.set_look(look, label_set)
        self.show_marks(())

    def set_look(self, look: Look, label_set: LabelSet) -> None:
        """Show in other colours, fonts and labels from now on."""
        self._look, self._label_set = look, label_set
        delegate = MarkDelegate(look.theme, label_set, look.serif(1.13), look.sans, self)
        self.view.setItemDelegate(delegate)
        self.view.set_row_height(delegate.row_height)
        self._surface.setFont(look.serif(1.5, QFont.Weight.DemiBold))
        # Room for what is known of most marks, whether one is selected or not: the list below stays where it is.
        line = self.fontMetrics().height()
        self._told.setMinimumHeight(self._surface.fontMetrics().height() + _GAP + _LINES * (line + _LEADING))

    def set_article(self, article: Article | None, marks: list[Mark]) -> None:
        """List the marks of another article."""
        self._has_article = article is not None
        self._nothing.setVisible(self._has_article and not self._shown)
        self._is_following = True
        self.model.set_marks(marks)
        self._is_following = False
        if article is not None and article.id != self._article_id:
            self._article_id = article.id
            self.view.scrollToTop()
        self._tell()

    def apply_delta(self, delta: MarkDelta, marks: Callable[[], Iterable[Mark]]) -> None:
        """Follow a change of the marks; ``marks`` gives all of them after it."""
        self._is_following = True
        self.model.apply(delta, marks)
        self._is_following = False
        self._choose_rows()
        self._tell()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show what is known of the selected mark, or how many of what are selected, and choose them in the list."""
        self._shown = tuple(marks)
        mark = marks[0] if len(marks) == 1 else None
        if mark is not None:
            self._fill(mark)
        elif marks:
            self._several.show_marks(self._look, self._label_set, marks)
        parts = (self._details, mark is not None), (self._several, len(marks) > 1), (self._nothing, not marks)
        for part, is_shown in sorted(parts, key=itemgetter(1)):  # hide first: with two of them the list would move
            part.setVisible(is_shown and self._has_article)
        self._choose_rows()

    def show_ties(self, ties: Sequence[Tie]) -> None:
        """Show what the selected mark is related to."""
        self._links.show_ties(ties)

    def _choose_rows(self) -> None:
        """Choose the rows of the selected marks, where the person has not done so in the list."""
        rows = [row for row in map(self.model.row_of, (mark.key for mark in self._shown)) if row is not None]
        if rows == self._chosen_rows() and (rows or not self.view.currentIndex().isValid()):
            return
        self._is_following = True
        if len(rows) == 1:
            self.view.go_to(rows[0])
        else:
            self.view.choose_rows(rows)
        self._is_following = False

    def _chosen_rows(self) -> list[int]:
        chosen = self.view.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.count()))
        return sorted(row for each in ranges for row in range(each.top(), each.bottom() + 1))

    def _fill(self, mark: Mark) -> None:
        colour = colour_of(self._label_set, mark.label)
        known = self._label_set.get(mark.label)
        self._chip.show_label(self._look.theme, mark.label, colour)
        self._chip.setToolTip(tip(mark.label if known is None else title_of(known)))
        self._surface.show_text(" ".join(mark.span.surface.split()))
        rows = {
            "state": self._accepted(mark),
            "origin": self._proposed(mark),
            "place": tr("characters {start} – {end}", start=number(mark.start), end=number(mark.end)),
            "entity": self.entity_of(mark),
            "value": mark.span.value,
            "note": mark.span.note,
        }
        for name, value in rows.items():
            title, shown = self._rows[name]
            title.setVisible(bool(value))
            shown.setVisible(bool(value))
            if isinstance(shown, ElidedLabel):
                shown.show_text(value)
            else:
                shown.setText(value)

    def _accepted(self, mark: Mark) -> str:
        if not mark.is_decided:
            return tr("not yet")
        at = mark.span.updated_at or mark.span.created_at
        return tr("by you, {time}", time=moment(at)) if at else tr("by you")

    def _proposed(self, mark: Mark) -> str:
        if not mark.origin:
            return ""
        if mark.score is None:
            return mark.origin
        return tr("{origin} · {score} sure", origin=mark.origin, score=number(mark.score, 2))

    def _tell(self) -> None:
        count = self.model.rowCount()
        done = tr("{decided} of {all} decided", decided=number(self.model.decided), all=number(count))
        self._count.setText(done if count else "")
        self._stack.setCurrentWidget(self.view if count else self._empty)
        if count:
            return
        if self._has_article and self.can_extract():
            words = tr("Let the program propose some, or select words and press a label key.")
            self._empty.show_text(tr("No marks yet"), words, tr("Extract"))
        else:
            self._empty.show_text(tr("No marks") if self._has_article else "", "")

    def _build_details(self) -> None:
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(_GAP)
        head = QHBoxLayout()
        head.setSpacing(12)
        self._chip = Chip(self._look.theme, self)
        self._surface = ElidedLabel(self)
        head.addWidget(self._chip)
        head.addWidget(self._surface, 1)
        details.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(_LEADING)
        grid.setColumnStretch(1, 1)
        self._rows = {}
        titles = {
            "state": tr("Accepted"),
            "origin": tr("Proposed"),
            "place": tr("Stands"),
            "entity": tr("Entity"),
            "value": tr("Value"),
            "note": tr("Note"),
        }
        for row, (name, title) in enumerate(titles.items()):
            # One line each for what most marks have: wrapped ones take several attempts to find their height.
            is_line = name in {"state", "origin", "place"}
            head_label, value = label(title, "muted", self), ElidedLabel(self) if is_line else label(parent=self)
            value.setWordWrap(not is_line)
            value.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)  # level with its title
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rows[name] = (head_label, value)
            head_label.setVisible(is_line)
            value.setVisible(is_line)
            grid.addWidget(head_label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        width = max(_TITLES, *(head_label.sizeHint().width() for head_label, _ in self._rows.values()))
        grid.setColumnMinimumWidth(0, width)
        self._links.set_title_width(width)  # one column for both
        details.addLayout(grid)
        details.addWidget(self._links)

    def _lay_out(self) -> None:
        above = QVBoxLayout()
        above.setContentsMargins(_SIDE, 20, _SIDE, 0)
        above.setSpacing(12)
        above.addWidget(heading(tr("Selected mark"), self))
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        for widget in (self._details, self._several, self._nothing):
            told.addWidget(widget)
        told.addStretch()
        above.addWidget(self._told)
        above.addWidget(rule(self))
        line = QHBoxLayout()
        line.addWidget(heading(tr("Marks in this article"), self))
        line.addStretch()
        self._count.setFont(self._look.small())
        line.addWidget(self._count)
        above.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(above)
        layout.addWidget(self._stack, 1)

    def _choose(self) -> None:
        if not self._is_following:
            marks = (self.model.mark_at(row) for row in self._chosen_rows())
            self.marks_wanted.emit([mark.key for mark in marks if mark is not None])
