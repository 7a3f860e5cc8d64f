"""An article with its marks on a scrolling page: text, theme, type, selected mark, changes. No mouse, no keys.

All positions are code points of ``Article.text``; UTF-16 appears where Qt is asked or told, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPaintEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from core.marks import MarkIndex
from core.offsets import OffsetMap
from core.records import Article, LabelSet, Mark, MarkDelta
from gui.fonts import system_scale
from gui.reader.blocks import BlockTable
from gui.reader.folds import Folds
from gui.reader.inks import Inks
from gui.reader.layout import ReaderLayout
from gui.reader.minimap import Minimap
from gui.reader.painting import SurfacePainter
from gui.reader.repainting import Repainter
from gui.reader.scrolling import Place, Scroller
from gui.reader.selection import Range, graphemes_around
from gui.reader.typography import DEFAULT_COLUMN, DEFAULT_SIZE, Typography, typography
from gui.theme import Theme, load_theme, palette

_BULK = 200  # changed marks from which everything is painted anew
_MAP_PAUSE = 120  # milliseconds before the mini-map follows a resize or corrected heights


class ArticleView(QTextEdit):
    """Shows one article. ``settled`` says that the scroll bar has become exact."""

    settled = Signal()

    def __init__(self, parent: QWidget | None = None, theme: Theme | None = None) -> None:
        super().__init__(parent)
        self.article: Article | None = None
        self.text = ""
        self.label_set: LabelSet | None = None
        self._theme = theme or load_theme("system")
        self._size, self._column, self._family, self._plain = DEFAULT_SIZE, DEFAULT_COLUMN, "", False
        self._scale = system_scale()
        self._typography = self._typed()
        self._inks = Inks(self._theme, None, self._typography.chip_font)
        self._surface = SurfacePainter(self._theme, self._inks)
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        self._layout = ReaderLayout(document, self._typography, self._surface)
        document.setDocumentLayout(self._layout)
        self._scroller = Scroller(self, self._layout)
        self._repainter = Repainter(self, self._layout)
        self._exposed: list[QRect] = []
        self._layout.areas = lambda: self._exposed
        self._minimap = Minimap(self)
        self._map_timer = QTimer(self)
        self._map_timer.setSingleShot(True)
        self._map_timer.timeout.connect(self.refresh_minimap)
        self.settled.connect(self._map_timer.start)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(self._minimap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setDocument(document)
        self.set_theme(self._theme)
        self._set_document_font()
        self._minimap.setSingleStep(self._typography.body.pitch)

    # What is shown

    def set_article(
        self, article: Article | None, marks: MarkIndex | None = None, labels: LabelSet | None = None
    ) -> None:
        """Show an article (None: an empty page) from its top, with its marks and the label set that colours them."""
        self.article = article
        self.text = article.text if article else ""
        table = BlockTable(self.text, article.zones if article else ())
        self._surface.marks, self._surface.selected, self._surface.hovered = marks, None, None
        self._surface.preview, self._surface.hits, self._surface.chosen = None, (), frozenset()
        if labels is not None and labels is not self.label_set:
            self._set_labels(labels)
        with QSignalBlocker(self):  # who is told of the caret asks for lines, and the text is not the table's yet
            self._layout.set_text(table, OffsetMap(self.text), self._folds_of(table))
        self._scroller.holding = True
        self.setTextCursor(QTextCursor(self.document()))  # the old one was pushed to the end
        self._scroller.holding = False
        self._scroller.restart()
        self._scroller.go_home()
        self.viewport().update()
        self._map_timer.start(0)

    def set_marks(self, marks: MarkIndex | None) -> None:
        """Show another index of the same article, as after a run."""
        self._surface.marks = marks
        self._repaint_marks()

    def set_label_set(self, labels: LabelSet) -> None:
        """Colour the marks by another label set or version."""
        self._set_labels(labels)
        self._repaint_marks()

    def set_zones(self, article: Article) -> None:
        """Show the same text set anew, after its zones or information changed; the reader stays where they are."""
        place, selected, marks = self._scroller.place(), self._surface.selected, self._surface.marks
        self.set_article(article, marks, self.label_set)
        self._surface.selected = selected
        self._scroller.go_to(place)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = self._surface.theme = theme
        colours = palette(theme)
        for widget in (self, self.viewport()):  # under a style sheet the viewport does not follow
            widget.setPalette(colours)
        self._renew_inks()
        self.viewport().update()

    def set_type_size(self, pixels: int) -> None:
        """Set the type size of the body in pixels; it grows with that of the whole system."""
        self._size = pixels
        self._retype()

    def set_column(self, characters: int) -> None:
        """Set the width of the column in characters."""
        self._column = characters
        self._retype()

    def set_family(self, family: str) -> None:
        """Set the reading face; an empty name is the one that comes with the program."""
        self._family = family
        self._retype()

    def set_plain(self, *, plain: bool) -> None:
        """Set all zones as body text, or each as what it is."""
        self._plain = plain
        self._retype()

    def set_marks_visible(self, visible: bool) -> None:  # a slot for a checkable action
        """Show or hide all marks."""
        self._surface.marks_visible = visible
        self.viewport().update()
        self.refresh_minimap()

    def apply_delta(self, delta: MarkDelta) -> None:
        """Follow a change of the marks, which the index knows already. Only the lines touched are painted anew."""
        if self._surface.selected in delta.removed and self.selected_mark() is None:
            self._surface.selected = None
        if len(delta.removed) + len(delta.added) > _BULK:
            self._repaint_marks()
            return
        self._repainter.marks_changed(delta)
        if self._surface.marks_visible:
            hidden = self._inks.hidden
            shown = tuple(mark for mark in delta.added if mark.label not in hidden)
            self._minimap.apply(MarkDelta(delta.removed, shown), self._layout.share_of)

    def paint_now(self) -> None:
        """Paint what has changed without waiting for the other widgets of the window."""
        self._repainter.paint_now()

    def select(self, key: int | None, ensure_visible: bool = True) -> None:
        """Show a mark as the selected one (None: none), and bring it into view if wanted."""
        before, self._surface.selected = self._surface.selected, key
        for each in {before, key} - {None}:
            self._repainter.mark(each)
        self._show_chosen(frozenset())
        mark = self.selected_mark()
        if mark is not None and ensure_visible:
            self.reveal(mark.start, mark.end)

    def select_many(self, keys: Iterable[int]) -> None:
        """Show several marks as selected together; none of them has handles."""
        self.select(None)
        self._show_chosen(frozenset(keys))

    def _show_chosen(self, keys: frozenset[int]) -> None:
        if keys != self._surface.chosen:
            self._surface.chosen = keys
            self.viewport().update()

    def mark(self, key: int | None) -> Mark | None:
        """Give the shown mark with a key."""
        marks = self._surface.marks
        return marks.get(key) if marks is not None and key is not None else None

    def selected_mark(self) -> Mark | None:
        """Give the mark that is shown as selected."""
        return self.mark(self._surface.selected)

    def show_hits(self, hits: Sequence[Range]) -> None:
        """Show where a search found something, in the text and in the mini-map; sorted."""
        self._surface.hits = hits
        self.viewport().update()
        share_of = self._layout.share_function()
        self._minimap.set_hits(share_of(start) for start, _ in hits)

    @property
    def inks(self) -> Inks:
        """The inks of the labels in the present theme."""
        return self._inks

    def ui_font(self) -> QFont:
        """Give the sans face for small widgets over the text."""
        return self._typography.sans

    # Places

    def position_at(self, point: QPoint) -> int:
        """Give the position between two graphemes that is nearest to a point of the viewport."""
        position = self.to_position(self._layout.position16_at(self.to_document(point)))
        low, high = graphemes_around(self.text, position)  # Qt's idea of a grapheme is another Unicode's at the edges
        return low if position - low < high - position else high

    def to_position(self, position16: int) -> int:
        """Convert a position of the document (UTF-16) to code points."""
        return self._layout.offsets.from_utf16(min(position16, self._layout.offsets.utf16_length))

    def to_position16(self, position: int) -> int:
        """Convert a position to UTF-16 units of the document; one outside the text goes to its nearest end."""
        return self._layout.offsets.to_utf16(min(max(0, position), len(self.text)))

    def to_document(self, point: QPoint) -> QPointF:
        """Convert a point of the viewport to the document."""
        return QPointF(point.x(), point.y() + self._minimap.value())

    def reading_place(self) -> Place:
        """Give the text at the top of the view, to come back to."""
        return self._scroller.place()

    def go_to_place(self, place: Place) -> None:
        """Come back to a place."""
        self._scroller.go_to(place)

    def text_range_visible(self, start: int, end: int) -> bool:
        """Tell whether all lines of a range are in view."""
        return self._scroller.shows(self._layout.range_rect(start, end))

    def reveal(self, start: int, end: int) -> None:
        """Bring a range into view, in the upper third; nothing moves if it is there already."""
        if not self.text_range_visible(start, end):
            self._scroller.bring_to_upper_third(start)

    def bring_up(self, position: int) -> None:
        """Bring the line of a position into the upper third, wherever it is."""
        self._scroller.bring_to_upper_third(position)

    def bring_into_view(self, position: int) -> None:
        """Scroll as little as is needed to show the line of a position."""
        self._scroller.bring_in(self._layout.range_rect(position, position + 1))

    def settle(self) -> None:
        """Measure the whole text now: afterwards the scroll bar is exact."""
        self._scroller.settle()

    # Painting

    def refresh_minimap(self) -> None:
        """Show all marks in the mini-map anew."""
        marks = self._surface.marks if self._surface.marks_visible else None
        hidden = self._inks.hidden
        shown: Iterable[Mark] = () if marks is None else (mark for mark in marks if mark.label not in hidden)
        share_of = self._layout.share_function()
        self._minimap.set_marks(shown, share_of)
        self._minimap.set_hits(share_of(start) for start, _ in self._surface.hits)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is exposed, after the blocks in view have their true heights."""
        self._scroller.prepare()
        value = self._minimap.value()
        self._exposed = [rect.translated(0, value) for rect in event.region()]  # type: ignore[attr-defined]
        if len(self._exposed) > 8:
            self._exposed = [event.rect().translated(0, value)]
        super().paintEvent(event)
        self._exposed = []

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lay out what comes into view first: corrected heights move the scroll bar, never the text."""
        if self._scroller.holding:
            return
        as_asked = self._scroller.scrolled(dy)
        super().scrollContentsBy(dx, dy)
        if not as_asked:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text at the top of the view where it is."""
        place = self._scroller.place()
        self._layout.set_width(self.viewport().width())
        self._layout.view_height = self.viewport().height()
        self._scroller.holding = True
        super().resizeEvent(event)
        self._scroller.holding = False
        self._scroller.restart()
        self._scroller.go_to(place)
        self._map_timer.start(_MAP_PAUSE)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the reading face: Qt gives the document the widget's font when that changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange}:
            self._set_document_font()
            if system_scale() != getattr(self, "_scale", system_scale()):  # Qt changes fonts while it makes a widget
                self._scale = system_scale()
                self._retype()

    def _folds_of(self, table: BlockTable) -> Folds:
        return Folds(table)

    def _set_document_font(self) -> None:
        document = self.document()
        if document is not None and document.defaultFont() != self._typography.body.font:
            document.setDefaultFont(self._typography.body.font)

    def _repaint_marks(self) -> None:
        self._layout.forget_marks()
        self.viewport().update()
        self.refresh_minimap()

    def _set_labels(self, labels: LabelSet) -> None:
        self.label_set = labels
        self._renew_inks()

    def _renew_inks(self) -> None:
        self._inks = self._surface.inks = Inks(self._theme, self.label_set, self._typography.chip_font)
        self._minimap.set_inks(self._theme, self._inks)

    def _retype(self) -> None:
        place = self._scroller.place()
        self._apply_typography()
        self._scroller.go_to(place)
        self.refresh_minimap()

    def _typed(self) -> Typography:
        return typography(round(self._size * self._scale), self._column, self._family, plain=self._plain)

    def _apply_typography(self) -> None:
        self._typography = self._typed()
        self._renew_inks()
        self._set_document_font()
        self._layout.set_typography(self._typography)
        self._minimap.setSingleStep(self._typography.body.pitch)
        self._scroller.restart()
