"""What a record's ``meta`` says of its article: the known fields where they are well formed, the rest kept as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypedDict

from core.errors import FormatError
from core.formats.base import clip
from core.records import ArticleDraft

FIELDS = ("title", "source", "author", "place", "url", "published")
BYTES_HASH = "bytes_sha256"
CATS = "cats"  # a record's top-level categories; they travel in the draft's meta and go back to their place on export

_PUBLISHED = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d\d:\d\d)?)?)?)?"
)
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_HASH = re.compile(r"[0-9a-f]{64}")


class Info(TypedDict):
    """Keyword arguments for an ArticleDraft."""

    title: str
    source: str
    author: str
    place: str
    url: str
    published: str
    bytes_sha256: str
    meta: dict[str, Any]


def info_of(value: object) -> Info:
    """Read a ``meta`` value; a known field that is no single line of text (or no ISO date) stays in the extra meta."""
    if value is None:
        value = {}
    if not isinstance(value, Mapping):
        raise FormatError(f'"meta" must be an object, not {clip(value)}.')
    extra = {key: item for key, item in value.items() if not (key in FIELDS and item is None)}
    known = {key: extra.pop(key) for key in FIELDS if _is_known(key, extra.get(key))}
    digest = extra.get(BYTES_HASH)
    if isinstance(digest, str) and _HASH.fullmatch(digest):
        extra.pop(BYTES_HASH)
    else:
        digest = ""
    return Info(
        title=known.get("title", ""),
        source=known.get("source", ""),
        author=known.get("author", ""),
        place=known.get("place", ""),
        url=known.get("url", ""),
        published=known.get("published", ""),
        bytes_sha256=digest,
        meta=extra,
    )


def meta_of(draft: ArticleDraft) -> dict[str, Any]:
    """Give the ``meta`` object of a draft: the known fields that are set, then the rest."""
    known = {key: getattr(draft, key) for key in FIELDS if getattr(draft, key)}
    if draft.bytes_sha256:
        known[BYTES_HASH] = draft.bytes_sha256
    return known | {key: item for key, item in draft.meta.items() if key not in known and key != CATS}


def lang_of(value: object) -> str:
    """Give a language code from a file, or an empty text where it is none."""
    return value if isinstance(value, str) and _LANG.fullmatch(value) else ""


def _is_known(key: str, value: object) -> bool:
    if not isinstance(value, str) or "\n" in value or "\r" in value:
        return False
    return key != "published" or value == "" or _PUBLISHED.fullmatch(value) is not None
