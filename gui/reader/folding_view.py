"""An article whose boilerplate can be folded away; what is asked for opens it: a mark, a hit, the caret."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from gui.reader.article_view import ArticleView
from gui.reader.blocks import BlockTable
from gui.reader.fold_line import is_on_fold
from gui.reader.folds import Folds
from gui.theme import Theme


class FoldingView(ArticleView):
    """Remembers for each article which stretches are not as all others; ``folded`` tells of a change to a stretch."""

    folded = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None, theme: Theme | None = None) -> None:
        super().__init__(parent, theme)
        self._is_folding = False
        self._others: dict[int, set[int]] = {}  # by the id of the article

    def fold_all(self, folded: bool) -> None:  # a slot for a checkable action
        """Fold all boilerplate of all articles, or open it."""
        self._is_folding = folded
        self._others.clear()
        folds = self._layout.folds
        folds.closed, folds.others = folded, set()
        self._refold(folds.stretches)

    @property
    def folds(self) -> Folds:
        """The stretches of boilerplate of the article that is shown."""
        return self._layout.folds

    def stretch_at(self, position: int) -> range | None:
        """Give the blocks of the boilerplate around a position (code points), or None."""
        return self._layout.folds.at(self._layout.table.index(position))

    def toggle_fold(self, stretch: range) -> None:
        """Fold a stretch of boilerplate, or open it."""
        folds = self._layout.folds
        folds.toggle(stretch)
        if self.article is not None:
            self._others[self.article.id] = folds.others
        self._refold([stretch])
        self.folded.emit(folds.lines(stretch.start), folds.is_folded(stretch.start))

    def fold_at(self, point: QPoint) -> range | None:
        """Give the stretch whose triangle, or folded line, is at a point of the viewport."""
        layout, place = self._layout, self.to_document(point)
        number = layout.number_at(place.y())
        stretch = layout.folds.at(number)
        if stretch is None or stretch.start != number:
            return None
        laid = layout.laid(number)
        return stretch if is_on_fold(laid, place.x() - layout.left, place.y() - layout.top(number)) else None

    def unfold(self, start: int, end: int) -> None:
        """Open what is folded in a range (code points)."""
        layout = self._layout
        for number in (layout.table.index(start), layout.table.index(max(start, end - 1))):
            stretch = layout.folds.at(number)
            if stretch is not None and layout.folds.is_folded(number):
                self.toggle_fold(stretch)

    def set_plain(self, *, plain: bool) -> None:
        """Set all zones as body text, and nothing folded; or each as what it is."""
        self._layout.folds.is_active = not plain
        super().set_plain(plain=plain)

    def text_range_visible(self, start: int, end: int) -> bool:
        """Tell whether all lines of a range are in view, and not folded away."""
        layout = self._layout
        if any(layout.folds.is_folded(layout.table.index(each)) for each in (start, max(start, end - 1))):
            return False
        return super().text_range_visible(start, end)

    def reveal(self, start: int, end: int) -> None:
        """Bring a range into view, in the upper third; nothing moves if it is there already."""
        self.unfold(start, end)
        super().reveal(start, end)

    def bring_into_view(self, position: int) -> None:
        """Scroll as little as is needed to show the line of a position."""
        self.unfold(position, position)
        super().bring_into_view(position)

    def _folds_of(self, table: BlockTable) -> Folds:
        others = self._others.get(self.article.id, ()) if self.article is not None else ()
        folds = Folds(table, closed=self._is_folding, others=others)
        folds.is_active = not self._plain
        return folds

    def _refold(self, stretches: list[range]) -> None:
        """Show stretches as they now are; the text at the top of the view stays there."""
        place = self._scroller.place()
        for stretch in stretches:
            self._layout.refold(stretch)
        self._scroller.restart()
        self._scroller.go_to(place)
        self.refresh_minimap()
