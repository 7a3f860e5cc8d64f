"""The view's own part of the context menu: copy, and what the paragraph is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from core.records import ZoneRole
from gui.i18n import tr
from gui.words import role_title

if TYPE_CHECKING:
    from gui.reader.blocks import BlockTable
    from gui.reader.view import ReaderView


def add_copy(menu: QMenu, view: ReaderView) -> None:
    """Add copying and selecting everything."""
    if not menu.isEmpty():
        menu.addSeparator()
    copy = menu.addAction(tr("Copy"), view.copy_text)
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    marked = menu.addAction(tr("Copy with marks"), view.copy_marked)
    for action in (copy, marked):
        action.setEnabled(view.selected_range() is not None or view.selected_mark() is not None)
    everything = menu.addAction(tr("Select all"), view.selectAll)
    everything.setShortcut(QKeySequence.StandardKey.SelectAll)
    everything.setEnabled(bool(view.text))


def add_zone_menu(menu: QMenu, view: ReaderView, table: BlockTable, position: int) -> None:
    """Add the roles that the paragraph at a position, or each selected one, can have; the present one is ticked."""
    start, end = paragraph_range(table, *(view.selected_range() or (position, position)))
    if start == end:
        return
    menu.addSeparator()
    zones = menu.addMenu(tr("This paragraph is"))
    group = QActionGroup(zones)
    present = table.role(table.index(start))
    for role in ZoneRole:
        action = zones.addAction(role_title(role), partial(view.zone_role_requested.emit, start, end, str(role)))
        action.setCheckable(True)
        action.setChecked(role is present)
        group.addAction(action)


def add_fold(menu: QMenu, view: ReaderView, position: int) -> None:
    """Add folding, where the paragraph at a position is boilerplate."""
    stretch = view.stretch_at(position)
    if stretch is not None:
        is_folded = view.folds.is_folded(stretch.start)
        words = tr("Show the boilerplate") if is_folded else tr("Fold the boilerplate")
        menu.addAction(words, partial(view.toggle_fold, stretch))


def paragraph_range(table: BlockTable, start: int, end: int) -> tuple[int, int]:
    """Give the range of the paragraphs that a range touches, without the white space around them."""
    first = table.paragraph(table.index(start))[0]
    last = table.paragraph(table.index(max(start, end - 1)))[-1]
    low, high = table.starts[first], table.end(last)
    while low < high and table.text[low].isspace():
        low += 1
    while high > low and table.text[high - 1].isspace():
        high -= 1
    return low, high
