"""Reads the TOML files of the themes; ``python -m gui.theme_files`` keeps their parsed form in step.

The window needs a theme for its first paint, and importing Python's TOML parser takes longer than all that is done
with it: so ``parsed.json`` beside the files says what each holds. A file that was changed since is parsed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from core.assets import resource

_PARSED = "parsed.json"


def content_of(name: str) -> Mapping[str, Any]:
    """Give what the file of a theme says; raises FileNotFoundError for a name that no theme has."""
    written = resource("themes", f"{name}.toml").read_bytes()
    known = json.loads(resource("themes", _PARSED).read_text(encoding="utf-8")).get(name, {})
    if known.get("crc32") == crc32(written):
        return known["content"]  # type: ignore[no-any-return]
    return _parse(written)


def parsed_themes(folder: Path) -> str:
    """Give what ``parsed.json`` must say of a folder's themes."""
    themes = {
        path.stem: {"crc32": crc32(path.read_bytes()), "content": _parse(path.read_bytes())}
        for path in sorted(folder.glob("*.toml"))
    }
    return json.dumps(themes, ensure_ascii=False, indent=1) + "\n"


def _parse(written: bytes) -> Mapping[str, Any]:
    import tomllib

    return tomllib.loads(written.decode("utf-8"))


if __name__ == "__main__":
    target = resource("themes", _PARSED)
    target.write_text(parsed_themes(target.parent), encoding="utf-8", newline="\n")
