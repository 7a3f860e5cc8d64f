"""A real screen-reader client over AT-SPI, in an X session and on a bus of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.gui.reader.material import rich

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
SYSTEM_PYTHON = "/usr/bin/python3"
SESSION = """
set -e
exec 3>&1
Xvfb -displayfd 4 -screen 0 1000x900x24 4>"$1/display" >/dev/null 2>&1 & server=$!
trap 'kill $server' EXIT
while [ ! -s "$1/display" ]; do sleep 0.05; done
export DISPLAY=:$(cat "$1/display")
mkfifo "$1/stdin"
"$2" -m tests.gui.reader.atspi_app "$4" "$1" <"$1/stdin" >"$1/app.out" 2>"$1/app.err" & app=$!
exec 5>"$1/stdin"
"$3" tests/gui/reader/atspi_client.py reader-under-test Sherman >&3
exec 5>&-
wait $app
"""


def listen(folder: Path, what: str) -> dict:
    """Give what a screen reader found; without a bus, an X server or the client's library there is none to ask.

    Then the test is skipped, but where LEUCHTSTIFT_SCREEN_READER says that it is required, as ``.ci/run`` does.
    """
    missing = [tool for tool in ("Xvfb", "dbus-run-session", SYSTEM_PYTHON) if shutil.which(tool) is None]
    if missing:
        nobody_listens(f"{', '.join(missing)} is missing")
    probe = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True, check=False).returncode:
        nobody_listens("the AT-SPI bindings (python3-gi, gir1.2-atspi-2.0) are missing")
    environment = os.environ | {
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(ROOT),
        "LEUCHTSTIFT_HOME": str(folder / "home"),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", SESSION, "session", str(folder), sys.executable, SYSTEM_PYTHON, what],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    errors = (folder / "app.err").read_text(encoding="utf-8") if (folder / "app.err").exists() else ""
    if "could not connect to display" in errors or 'Could not load the Qt platform plugin "xcb"' in errors:
        nobody_listens(f"Qt finds no X libraries ({errors.strip().splitlines()[-1]})")
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\n{errors}"
    return json.loads(done.stdout.strip().splitlines()[-1])


def nobody_listens(reason: str) -> NoReturn:
    if os.environ.get("LEUCHTSTIFT_SCREEN_READER") == "required":
        pytest.fail(f"no screen-reader session here: {reason}")
    pytest.skip(f"no screen-reader session here: {reason}")


def test_a_screen_reader_reads_moves_selects_and_hears(tmp_path):
    session = listen(tmp_path, "view")
    article, _ = rich()
    text = article.text
    assert session["name"]
    assert session["length"] == len(text)
    # A block separator is a line break to the reader; nothing else differs.
    assert session["text"].replace("\u2029", "\n").replace("\t", " ") == text
    assert session["caret"]
    assert session["word"].strip() == "Sherman"
    assert session["lines"] > 15
    assert "".join(session["read"].split()) == "".join(text.split())  # line by line, nothing left out or said twice
    start = text.index("Sherman")
    assert session["selection"] == [start, start + len("Sherman")]
    assert min(session["box"]) > 0
    assert session["same_paths"]
    assert any("Person" in said and "Wendy Sherman" in said for said in session["announced"])
    assert sum(path.endswith("scroll bar") for path in session["paths"]) >= 1


def test_a_screen_reader_walks_the_whole_window(tmp_path):
    session = listen(tmp_path, "window")
    text = rich()[0].text
    assert session["text"].replace("\u2029", "\n").replace("\t", " ") == text
    assert session["name"] == "Text of the article"
    assert session["caret"]
    assert any("Person, accepted: Wendy Sherman" in said for said in session["announced"])
    assert session["selection"]
    roles = {path.rsplit("/", 1)[-1] for path in session["paths"]}
    assert {"menu bar", "menu item", "text", "scroll bar", "table"} <= roles, roles
    assert not [role for role, name in session["focusable"] if not name], session["focusable"]
