"""The free room around each block: neighbours' margins collapse, the parts of a panel or a paragraph touch."""

from __future__ import annotations

from typing import NamedTuple

from core.records import ZoneRole
from gui.reader.blocks import BlockTable
from gui.reader.typography import Typography

_SECOND_BLANK = 12  # pixels
_PANEL_PADDING = 10


class Margins(NamedTuple):
    """Free room of a block in pixels: ``above`` it, ``padding`` inside its panel at the top, ``foot`` at the bottom."""

    above: int
    padding: int
    foot: int


def margins(table: BlockTable, typography: Typography, number: int) -> Margins:
    """Give the free room of a block of a text."""
    if number in table.continued:
        return Margins(0, 0, 0)
    role = table.role(number)
    style = typography.style(role)
    before = number - 1
    blanks = 0
    while before >= 0 and blanks < 3 and table.is_blank(before):
        before, blanks = before - 1, blanks + 1
    if table.is_blank(number):
        return Margins(_SECOND_BLANK if blanks else 0, 0, 0)
    foot = _PANEL_PADDING if style.panel and table.roles.get(number + 1) is not role else 0
    if before < 0:
        return Margins(0, _PANEL_PADDING if style.panel else 0, foot)
    previous = table.role(before)
    if style.panel and previous is role:
        return Margins(0, 0, foot)
    if role is ZoneRole.CREDIT and previous is ZoneRole.CAPTION:
        return Margins(0, 0, 0)
    above = max(typography.style(previous).after, style.before)
    return Margins(above, _PANEL_PADDING if style.panel else 0, foot)
