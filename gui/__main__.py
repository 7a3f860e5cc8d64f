"""Start the window: ``python -m gui``. Imports nothing else, for a spawned worker reads this module again."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the program; gives its exit code."""
    gc.disable()  # importing makes no garbage; ``gui.garbage`` collects it when the window is there
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    from gui.app import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
