"""Show the rich article on a screen of some density and tell what is where: test_density.py runs it on its own."""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from gui.reader.view import ReaderView
from gui.theme import load_theme
from tests.gui.reader.material import LABELS, rich


def main(picture: str) -> None:
    app = QApplication(["screen"])
    app.setStyle("Fusion")
    view = ReaderView(None, load_theme("light"))
    view.resize(760, 700)
    article, index = rich()
    view.set_article(article, index, LABELS)
    view.show()
    view.settle()
    view.select(next(iter(index)).key)
    app.processEvents()
    view.grab().save(picture)
    layout = view._layout
    lines = [
        (laid.start + line.start, layout.top(laid.number) + line.baseline, laid.style.rise, laid.style.drop)
        for laid in layout.laid_between(0, view.viewport().height())
        for line in laid.lines
        if layout.top(laid.number) + line.bottom < view.viewport().height()
    ]
    hit = [[view.position_at(QPoint(x, baseline - 4)) for x in range(60, 700, 23)] for _, baseline, _, _ in lines]
    marks = [[view.marks_at(QPoint(x, baseline - 4)) for x in range(60, 700, 23)] for _, baseline, _, _ in lines]
    facts = {"ratio": view.devicePixelRatioF(), "lines": lines, "hit": hit, "marks": marks}
    print(json.dumps(facts))


if __name__ == "__main__":
    main(*sys.argv[1:])
