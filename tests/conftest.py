"""Fixtures for every test: offscreen Qt, folders of its own, the real seeds where they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent
REAL_SEEDS = ROOT.parent / "shared" / "seeds"

# How fast a machine makes examples up says nothing of the program.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory, monkeypatch):
    """Keep settings, data and caches of a test away from the person's own (core.paths reads LEUCHTSTIFT_HOME)."""
    monkeypatch.setenv("LEUCHTSTIFT_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def real_seeds() -> list[Path]:
    """The five real articles beside the project; a checkout without them has an empty list."""
    return sorted(REAL_SEEDS.glob("*.txt"))
