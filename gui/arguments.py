"""The arguments of the window's command line."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from core.files import real_path


def parse(arguments: Sequence[str]) -> tuple[Path | None, Path | None]:
    """Give the library to open, and the folder for the results where a demonstration without a screen is wanted."""
    parser = argparse.ArgumentParser(prog="leuchtstift-gui", description="Read, mark and correct articles.")
    parser.add_argument("library", nargs="?", type=Path, help="library file to open")
    parser.add_argument("-L", "--library", dest="named", metavar="FILE", type=Path, help="the same, as in leuchtstift")
    demo = parser.add_mutually_exclusive_group()
    demo.add_argument("--demo", metavar="DIR", type=Path, help="do the main job without a screen, results into DIR")
    demo.add_argument("--smoke", action="store_true", help="the same into a temporary folder: tells whether all works")
    chosen = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="leuchtstift-")) if chosen.smoke else chosen.demo
    library = chosen.library or chosen.named
    return None if library is None else real_path(library), folder
