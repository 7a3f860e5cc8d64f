"""An article with lines from the selected mark to those it is related to; they follow whatever the text does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from core.marks import MarkIndex
from core.records import Article, LabelSet, MarkDelta
from gui.reader.arcs import ArcLayer, Tie
from gui.reader.selectable_view import SelectableView
from gui.theme import Theme


class TiedView(SelectableView):
    """Shows what ``show_ties`` says of the selected mark until another one is selected."""

    def __init__(self, parent: QWidget | None = None, theme: Theme | None = None) -> None:
        super().__init__(parent, theme)
        self._arcs = ArcLayer(self, self._layout, self._surface)

    def set_article(
        self, article: Article | None, marks: MarkIndex | None = None, labels: LabelSet | None = None
    ) -> None:
        """Show an article (None: an empty page) from its top, with its marks and the label set that colours them."""
        self._arcs.set_ties(())
        super().set_article(article, marks, labels)

    def select(self, key: int | None, ensure_visible: bool = True) -> None:
        """Show a mark as the selected one (None: none), and bring it into view if wanted."""
        if key != self._surface.selected:
            self._arcs.set_ties(())  # they were the other one's
        super().select(key, ensure_visible)

    def apply_delta(self, delta: MarkDelta) -> None:
        """Follow a change of the marks, which the index knows already."""
        super().apply_delta(delta)
        self._arcs.update()

    @property
    def arcs(self) -> ArcLayer:
        """The lines between the selected mark and those it is related to."""
        return self._arcs

    def show_ties(self, ties: Sequence[Tie]) -> None:
        """Show what the selected mark is related to."""
        self._arcs.set_ties(ties)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines between marks over the text."""
        super().resizeEvent(event)
        self._arcs.setGeometry(self.viewport().geometry())
