"""Screens of 1, 1.5 and 2 pixels a point: the same lines, the same under the mouse, the same picture, sharper."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[3]


def shown(ratio: float, folder: Path) -> tuple[dict, QImage]:
    picture = folder / f"{ratio}.png"
    environment = os.environ | {"QT_SCALE_FACTOR": str(ratio), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.gui.reader.screen_app", str(picture)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout.splitlines()[-1]), QImage(str(picture))


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return shown(1.0, tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("ratio", [1.5, 2.0])
def test_a_denser_screen_shows_the_same_sharper(ratio, plain, tmp_path):
    facts, picture = plain
    denser, sharper = shown(ratio, tmp_path)
    assert (facts["ratio"], denser["ratio"]) == (1.0, ratio)
    count = min(len(facts["lines"]), len(denser["lines"]))  # line boxes are whole pixels: a dense one fits more
    assert count > 12
    assert [line[0] for line in facts["lines"][:count]] == [line[0] for line in denser["lines"][:count]]
    hits = [
        (one, other)
        for row, other_row in zip(facts["hit"][:count], denser["hit"][:count], strict=True)
        for one, other in zip(row, other_row, strict=True)
    ]
    # A point on the edge of a letter may mean its neighbour where letters stand a fraction of a pixel elsewhere.
    assert max(abs(one - other) for one, other in hits) <= 1
    assert sum(one != other for one, other in hits) < len(hits) // 20
    same = sum(one == other for one, other in zip(facts["marks"][:count], denser["marks"][:count], strict=True))
    assert same >= count - 2
    for line, other in zip(facts["lines"][:count], denser["lines"][:count], strict=True):
        assert difference(strip(picture, line, 1), strip(sharper, other, ratio)) < 0.03


def strip(picture: QImage, line: tuple[int, int, int, int], ratio: float) -> QImage:
    """Give the letters of a line, in the pixels of a plain screen."""
    _, baseline, rise, _ = line
    box = QRectF(0, (baseline - rise + 2) * ratio, 720 * ratio, (rise - 2) * ratio).toRect()
    small = picture.copy(box).scaled(720, rise - 2, mode=Qt.TransformationMode.SmoothTransformation)
    return small.convertToFormat(QImage.Format.Format_Grayscale8)


def difference(one: QImage, other: QImage) -> float:
    """Give the share of pixels that are far lighter or darker in one of two pictures."""
    places = [(x, y) for x in range(one.width()) for y in range(min(one.height(), other.height()))]
    far = sum(abs(one.pixelColor(*place).lightness() - other.pixelColor(*place).lightness()) > 120 for place in places)
    return far / len(places)
