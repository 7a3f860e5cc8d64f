"""A shown reader view, and hands that move the mouse over its text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.reader.view import ReaderView
from gui.theme import load_theme
from tests.gui.reader.material import LABELS, make_article, make_index

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Moves mouse and keys over one view; places are positions in code points."""

    def __init__(self, view: ReaderView) -> None:
        self.view = view
        self.port = view.viewport()

    def point(self, position: int, dx: float = 0) -> QPoint:
        """Where the gap before a character is."""
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self.view.to_position16(position))
        box = self.view.cursorRect(cursor)
        return QPointF(box.left() + dx, box.center().y()).toPoint()

    def over(self, position: int) -> QPoint:
        """The middle of a character."""
        here, there = self.point(position), self.point(position + 1)
        return QPoint((here.x() + there.x()) // 2, here.y()) if here.y() == there.y() else here + QPoint(3, 0)

    def press(self, point: QPoint, modifiers=NONE) -> None:
        QTest.mousePress(self.port, LEFT, modifiers, point)

    def move(self, point: QPoint, modifiers=NONE) -> None:
        # QTest.mouseMove knows neither buttons nor modifiers.
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(point), QPointF(self.port.mapToGlobal(point)), LEFT, LEFT, modifiers
        )
        QApplication.sendEvent(self.port, event)

    def hover(self, point: QPoint) -> None:
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(point), QPointF(self.port.mapToGlobal(point)), none, none, NONE
        )
        QApplication.sendEvent(self.port, event)

    def release(self, point: QPoint, modifiers=NONE) -> None:
        QTest.mouseRelease(self.port, LEFT, modifiers, point)

    def drag(self, start: int, end: int, modifiers=NONE) -> None:
        self.drag_points(self.point(start), self.point(end), modifiers)

    def drag_points(self, start: QPoint, end: QPoint, modifiers=NONE) -> None:
        self.press(start, modifiers)
        self.move((start + end) / 2, modifiers)
        self.move(end, modifiers)
        self.release(end, modifiers)

    def click(self, position: int) -> None:
        QTest.mouseClick(self.port, LEFT, NONE, self.over(position))

    def double_click(self, position: int) -> None:
        """What a hand does: click, and press and let go again (QTest sends the double click alone)."""
        point = self.over(position)
        QTest.mouseClick(self.port, LEFT, NONE, point)
        QTest.mouseDClick(self.port, LEFT, NONE, point)
        self.release(point)

    def triple_click(self, position: int) -> None:
        self.double_click(position)
        self.click(position)

    def key(self, key: Qt.Key, modifiers=NONE) -> None:
        QTest.keyClick(self.view, key, modifiers)


@pytest.fixture
def make_view(qtbot):
    """Give a function that shows an article in a view of its own, and the hands for it."""
    views = []  # else nobody holds a view once its test has ended, and it may be collected while it is being painted

    def make(text: str = "", marks=(), zones=(), *, article=None, index=None, width=760, height=700, theme="light"):
        view = ReaderView(None, load_theme(theme))
        views.append(view)
        qtbot.addWidget(view)
        view.resize(width, height)
        index = make_index(text, marks) if index is None else index
        view.set_article(article or make_article(text, zones), index, LABELS)
        view.show()
        qtbot.waitExposed(view)
        QApplication.processEvents()
        return view, Hands(view)

    yield make
    views.clear()
