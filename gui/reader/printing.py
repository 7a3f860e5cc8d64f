"""The marked article on paper: to a printer or a PDF file, set as on the screen and broken into pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QPointF, QRect, QRectF, QSaveFile, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from core.errors import Cancelled, ExportError
from core.files import refuse_library
from core.marks import MarkIndex
from core.offsets import OffsetMap
from core.records import Article, LabelSet
from gui.i18n import tr
from gui.reader.blocks import BlockTable
from gui.reader.inks import Inks
from gui.reader.layout import SIDE_MARGIN, ReaderLayout
from gui.reader.legend import PaintedLegend, legend
from gui.reader.pages import page_spans
from gui.reader.paper import PaperPainter, paint_words, without_ligatures
from gui.reader.pdf_text import Glyph, mended
from gui.reader.typography import DEFAULT_COLUMN, typography
from gui.theme import load_theme

_SIZE = 19  # pixels: the layout is made as on the screen and scaled to the paper
_BODY = 12.5  # points of the body on paper, less where the column is too wide for it
_MARGIN = 20.0  # millimetres
_FOOT = 40  # pixels for the number of the page

Progress = Callable[[float], bool]
"""Hears what share of the article (0 to 1) is on pages; False cancels."""


def go_on(_: float) -> bool:
    """Let nobody hear of it."""
    return True


def write_pdf(
    path: Path,
    article: Article,
    marks: MarkIndex,
    labels: LabelSet | None,
    *,
    family: str = "",
    column: int = DEFAULT_COLUMN,
    progress: Progress = go_on,
) -> int:
    """Write the article with its marks as PDF (A4) and give the number of pages; ExportError if it cannot be written.

    Its text is the article's, and nothing else: that is what who searches or copies finds. The file takes its place in
    one step, when it is complete. Cancelled leaves an older one as it was.
    """
    refuse_library(path)
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise ExportError(f"{path.name} cannot be written ({file.errorString()}). Choose another place.")
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(article.info.title)
    writer.setAuthor(article.info.author)
    writer.setCreator("Leuchtstift")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
            QPageLayout.Unit.Millimeter,
        )
    )
    pages = Pages(article, marks, labels, family=family, column=column)
    count = pages.paint(writer, progress)
    pdf = mended(bytes(buffer.data().data()), pages.glyphs(), article.info.lang)
    if file.write(pdf) != len(pdf) or not file.commit():
        raise ExportError(f"{path.name} could not be written completely ({file.errorString()}). Nothing was replaced.")
    return count


def print_article(
    device: QPagedPaintDevice,
    article: Article,
    marks: MarkIndex,
    labels: LabelSet | None,
    *,
    family: str = "",
    column: int = DEFAULT_COLUMN,
    progress: Progress = go_on,
) -> int:
    """Paint the article on the pages of a printer, give their number; raises Cancelled where ``progress`` says so."""
    return Pages(article, marks, labels, family=family, column=column).paint(device, progress)


class Pages:
    """An article set for paper, in the light theme."""

    def __init__(
        self, article: Article, marks: MarkIndex, labels: LabelSet | None, *, family: str, column: int
    ) -> None:
        self._article = article
        theme = load_theme("light")
        types = without_ligatures(typography(_SIZE, column, family))
        inks = Inks(theme, labels, types.chip_font)
        self._surface = PaperPainter(theme, inks, marks)
        self._legend = PaintedLegend(legend(marks, labels, inks.hidden), inks, types)
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self.layout = ReaderLayout(self._document, types, self._surface)
        self._document.setDocumentLayout(self.layout)
        self._document.setDefaultFont(types.body.font)
        table = BlockTable(article.text, article.zones)
        self.layout.set_width(types.width + 2 * SIDE_MARGIN)
        self.layout.set_text(table, OffsetMap(article.text))

    def spans(self, height: int, progress: Progress = go_on) -> list[tuple[int, int]]:
        """Give top and bottom of all pages of a height, in pixels of the document; the first has the legend too."""
        spans = []
        for span in page_spans(self.layout, height, height - self._legend.height):
            spans.append(span)
            self._tell(progress, span, 0)
        return spans

    def glyphs(self) -> dict[str, list[Glyph]]:
        """Give what was painted, as ``mended`` takes it."""
        text = self._article.text
        return self._surface.glyphs.named(set(text) | set(text.upper()))  # kickers are set in capitals

    def paint(self, device: QPagedPaintDevice, progress: Progress = go_on) -> int:
        """Paint all pages and give their number; raises Cancelled where ``progress`` says so."""
        layout = self.layout
        painter = QPainter(device)
        try:
            sheet = painter.viewport()
            scale = min(sheet.width() / layout.column, _BODY / 72 * device.logicalDpiX() / _SIZE)
            height = int(sheet.height() / scale) - _FOOT
            spans = self.spans(height, progress)
            painter.scale(scale, scale)
            painter.translate((sheet.width() / scale - layout.column) / 2, 0)
            for number, span in enumerate(spans):
                self._tell(progress, span, 0.5)
                if number:
                    device.newPage()
                self._paint_page(painter, span)
                if not number:
                    self._legend.paint(painter, height - self._legend.height)
                self._paint_foot(painter, QRectF(0, height, layout.column, _FOOT), number + 1, len(spans))
        finally:
            painter.end()
        return len(spans)

    def _tell(self, progress: Progress, span: tuple[int, int], done: float) -> None:
        if not progress(done + span[0] / self.layout.height / 2):
            raise Cancelled("Cancelled.")

    def _paint_page(self, painter: QPainter, span: tuple[int, int]) -> None:
        layout, (top, bottom) = self.layout, span
        painter.save()
        painter.translate(-layout.left, -top)
        area = QRect(0, top, layout.column + 2 * SIDE_MARGIN, bottom - top)
        painter.setClipRect(area)
        self._surface.paint(painter, layout, [area], None, -1)
        painter.restore()

    def _paint_foot(self, painter: QPainter, box: QRectF, number: int, count: int) -> None:
        """Paint the number of the page, and on further ones what it is a page of."""
        font = QFont(self.layout.typography.sans)
        metrics = QFontMetricsF(font)
        painter.setPen(self._surface.theme.faint)
        baseline = box.bottom() - metrics.descent()
        words = tr("{page} of {count}", page=number, count=count)
        left = box.right() - metrics.horizontalAdvance(words)
        paint_words(painter, QPointF(left, baseline), words, font)
        if number > 1:
            title = metrics.elidedText(self._article.info.title, Qt.TextElideMode.ElideRight, left - 2 * _SIZE)
            paint_words(painter, QPointF(0, baseline), title, font)
