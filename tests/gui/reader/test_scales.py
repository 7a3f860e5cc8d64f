"""The same page at 1.0, 1.5 and 2.0: the same lines, the same fills, no stale pixels."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCALES = ("1", "1.5", "2")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the program tells at each scale; all run at once."""
    home = str(tmp_path_factory.mktemp("home"))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LEUCHTSTIFT_HOME": home}
    command = [sys.executable, "-m", "tests.gui.reader.render_scaled"]
    running = [
        subprocess.Popen(command, cwd=ROOT, env={**environment, "QT_SCALE_FACTOR": scale}, stdout=subprocess.PIPE)
        for scale in SCALES
    ]
    outputs = [process.communicate(timeout=300)[0] for process in running]
    return {scale: json.loads(out.splitlines()[-1]) for scale, out in zip(SCALES, outputs, strict=True)}


@pytest.mark.parametrize("scale", SCALES)
def test_parts_are_repainted_to_the_pixel(told, scale):
    assert told[scale]["ratio"] == float(scale)
    assert told[scale]["stale"] == [False] * 4


@pytest.mark.parametrize("scale", SCALES[1:])
def test_lines_break_where_they_do_at_scale_one(told, scale):
    assert told[scale]["lines"] == told["1"]["lines"]
    assert abs(told[scale]["height"] / told["1"]["height"] - 1) < 0.03  # the system's sans is hinted to whole pixels


@pytest.mark.parametrize("scale", SCALES[1:])
def test_the_mouse_means_the_same_letters(told, scale):
    """But at the edge of one, for letters stand a fraction of a pixel elsewhere."""
    off = [abs(here - there) for here, there in zip(told[scale]["hits"], told["1"]["hits"], strict=True)]
    assert max(off) <= 1
    assert sum(off) < len(off) // 20


@pytest.mark.parametrize("scale", SCALES[1:])
def test_marks_fill_the_same_share_of_the_page(told, scale):
    for label, share in told["1"]["filled"].items():
        assert abs(told[scale]["filled"][label] - share) <= 0.15 * share, label
    assert sum(told[scale]["filled"].values()) > 0.02
