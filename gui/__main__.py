"""Start the window: ``python -m gui``. Imports nothing else, for a spawned worker reads this module again."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run the program; gives its exit code."""
    multiprocessing.freeze_support()
    from gui.app import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
