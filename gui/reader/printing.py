"""The marked article on paper: to a printer or a PDF file, as on the screen, with page breaks between lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, QSaveFile, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from core.errors import Cancelled, ExportError
from core.files import refuse_library
from core.marks import MarkIndex
from core.offsets import OffsetMap
from core.records import Article, LabelSet
from gui.reader.blocks import BlockTable
from gui.reader.inks import Inks
from gui.reader.layout import PAGE_TOP, SIDE_MARGIN, ReaderLayout
from gui.reader.painting import SurfacePainter
from gui.reader.typography import DEFAULT_COLUMN, typography
from gui.theme import load_theme

_SIZE = 19  # the layout is made in pixels of the screen and scaled to the paper
_MARGIN = 18.0  # millimetres
_FOOT = 34  # pixels for the number of the page

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

    The file takes its place in one step, when it is complete. Cancelled leaves an older one as it was.
    """
    refuse_library(path)
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise ExportError(f"{path.name} cannot be written ({file.errorString()}). Choose another place.")
    writer = QPdfWriter(file)
    writer.setTitle(article.info.title)
    writer.setCreator("Leuchtstift")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
            QPageLayout.Unit.Millimeter,
        )
    )
    pages = print_article(writer, article, marks, labels, family=family, column=column, progress=progress)
    if not file.commit():
        raise ExportError(f"{path.name} could not be written completely ({file.errorString()}). Nothing was replaced.")
    return pages


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
    """Paint the article on the pages of a printer or PDF writer, in the light theme; give the number of pages.

    Raises Cancelled where ``progress`` says so.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    layout = _laid_out(document, article, marks, labels, family, column)
    painter = QPainter(device)
    sheet = painter.viewport()
    width = layout.column + 2 * SIDE_MARGIN
    scale = sheet.width() / layout.column
    height = int(sheet.height() / scale) - _FOOT
    count = 0
    for top, bottom in page_spans(layout, height):
        if not progress(top / layout.height):
            painter.end()
            raise Cancelled("Cancelled.")
        if count:
            device.newPage()
        count += 1
        painter.save()
        painter.scale(scale, scale)
        painter.translate(-layout.left, -top)
        area = QRect(0, top, width, bottom - top)
        painter.setClipRect(area)
        layout.surface.paint(painter, layout, [area], None, -1)
        painter.restore()
        _paint_foot(painter, scale, QRect(0, height, layout.column, _FOOT), layout, count)
    painter.end()
    return count


def page_spans(layout: ReaderLayout, height: int) -> Iterator[tuple[int, int]]:
    """Yield top and bottom of each page in pixels of the document: as many whole lines as fit into a height."""
    top = bottom = PAGE_TOP
    for number in range(len(layout.table)):
        y = layout.top(number)
        for line in layout.laid(number).lines:
            if y + line.bottom - top > height and bottom > top:
                yield top, bottom
                top = y + line.top
            bottom = y + line.bottom
    foot = layout.height
    yield top, min(foot, max(bottom, top + 1) + _FOOT)


def _laid_out(
    document: QTextDocument,
    article: Article,
    marks: MarkIndex,
    labels: LabelSet | None,
    family: str,
    column: int,
) -> ReaderLayout:
    theme = load_theme("light")
    types = typography(_SIZE, column, family)
    surface = SurfacePainter(theme, Inks(theme, labels, types.chip_font))
    surface.marks = marks
    surface.show_invisible, surface.on_paper = False, True
    layout = ReaderLayout(document, types, surface)
    document.setDocumentLayout(layout)
    document.setDefaultFont(types.body.font)
    table = BlockTable(article.text, article.zones)
    layout.set_width(types.width + 2 * SIDE_MARGIN)
    layout.is_loading = True
    document.setPlainText(table.display)
    layout.is_loading = False
    layout.set_text(table, OffsetMap(article.text))
    for number in range(len(table)):
        layout.measure(number)
    return layout


def _paint_foot(painter: QPainter, scale: float, box: QRect, layout: ReaderLayout, number: int) -> None:
    painter.save()
    painter.scale(scale, scale)
    font = QFont(layout.typography.sans)
    painter.setFont(font)
    painter.setPen(layout.surface.theme.faint)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()
