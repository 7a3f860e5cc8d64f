"""Texts that come from files, shown as they are: they turn no direction, and Qt takes none of them for HTML."""

from __future__ import annotations

import html

from PySide6.QtGui import Qt

OVERRIDES = {"\u202d": "▸", "\u202e": "◂"}
"""What turns the direction of all that follows is shown, not obeyed: with it a program can pose as a picture."""
_UPRIGHT = str.maketrans(OVERRIDES)


def upright(text: str) -> str:
    """Give a title or a name such that nothing in it changes the direction of what stands beside it."""
    return text.translate(_UPRIGHT)


def tip(text: str) -> str:
    """Give a tool tip that shows a text as it is; as HTML it could load pictures from anywhere on the disk."""
    text = upright(text)
    return f"<p style='white-space: pre-wrap'>{html.escape(text)}</p>" if Qt.mightBeRichText(text) else text
