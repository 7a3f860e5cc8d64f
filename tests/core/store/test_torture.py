"""A short form of ``python -m tests.torture``: the long one has a thousand rounds."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the torture forks its victims")
def test_nothing_is_lost_when_the_program_is_killed():
    command = [sys.executable, "-m", "tests.torture", "--rounds", "15", "--cuts", "0", "--seed", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    figures = dict(line.split("\t") for line in done.stdout.splitlines() if "\t" in line)
    assert (done.returncode, done.stderr, figures["broken promises"]) == (0, "", "0"), done.stdout
    assert int(figures["acknowledged"]) > 0
