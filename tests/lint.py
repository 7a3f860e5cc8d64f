"""Run every static check and tell which of them failed: ``make lint``."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS = {
    "ruff": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import contracts": ["-c", IMPORTS, "--no-logo"],
    "layout": ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_layout.py"],
}


def main() -> int:
    """Run the checks one after another, all of them; give 1 if any failed."""
    failed = []
    for name, arguments in CHECKS.items():
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
