"""Render the surface at the scale of ``QT_SCALE_FACTOR``: a program of its own, for a scale cannot change.

Prints where lines begin, what is under the mouse, the height of the page, how much of the picture each label fills, and
whether repainting a part left stale pixels.
"""

from __future__ import annotations

import json
from collections import Counter

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from gui.reader.arcs import Tie
from gui.reader.view import ReaderView
from gui.theme import load_theme
from tests.gui.reader.material import LABELS, relabel, rich


def main() -> None:
    """Show an article, change it in parts, and tell."""
    app = QApplication(["leuchtstift"])
    app.setStyle("Fusion")
    view = ReaderView(None, load_theme("light"))
    view.resize(760, 1100)
    article, index = rich()
    view.set_article(article, index, LABELS)
    view.show()
    view.settle()
    app.processEvents()
    layout = view._layout
    lines = [[line.start for line in layout.laid(number).lines] for number in range(len(layout.table))]
    baselines = [
        layout.top(laid.number) + line.baseline
        for laid in layout.laid_between(0, view.viewport().height() - 40)
        for line in laid.lines
    ]
    hits = [view.position_at(QPoint(x, baseline - 4)) for baseline in baselines[:20] for x in range(60, 700, 23)]
    marks = [mark for mark in index if mark.is_decided]
    stale = []

    def screen() -> QImage:
        app.processEvents()
        ratio = view.devicePixelRatioF()
        width, height = round(view.viewport().width() * ratio), round(view.height() * ratio)  # without the mini-map
        return QGuiApplication.primaryScreen().grabWindow(view.winId(), 0, 0, width, height).toImage()

    def check() -> None:
        before = screen()
        view.viewport().update()
        stale.append(before != screen())

    view.select(marks[8].key)
    check()
    view.apply_delta(relabel(index, marks[3].key, "QUOTE"))
    check()
    view.show_ties([Tie(marks[2].key, marks[2].start, marks[2].end, "Speaker", "Moskau")])
    check()
    view.select_many([mark.key for mark in marks[3:9]])
    view.verticalScrollBar().setValue(37)
    check()
    view.verticalScrollBar().setValue(0)
    view.select(None)
    view.resize(760, layout.height)
    picture = view.grab().toImage()
    found = Counter(picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height()))
    pixels = picture.width() * picture.height()
    filled = {label.code: found[view.inks.of(label.code).fill.rgb()] / pixels for label in LABELS.labels}
    told = {
        "ratio": view.devicePixelRatioF(),
        "height": layout.height,
        "lines": lines,
        "hits": hits,
        "filled": filled,
        "stale": stale,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
