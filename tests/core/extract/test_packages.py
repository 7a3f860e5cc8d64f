"""A wheel of a pipeline becomes an installed one, found and run; what is no such wheel leaves nothing."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from core import paths
from core.errors import ExtractionError
from core.extract import ExtractionJob, ExtractionRun, PipelineKind, available_pipelines, packages
from tests.core.extract.packed import wheel_of


def own() -> list[str]:
    return [info.name for info in available_pipelines() if packages.is_own(info.name)]


def test_a_wheel_is_installed_found_and_extracts(tmp_path):
    assert packages.install(wheel_of(tmp_path)) == "de_firms"
    info = next(info for info in available_pipelines() if info.name == "de_firms")
    assert (info.version, info.lang, info.kind, info.title) == ("0.1.0", "de", PipelineKind.INSTALLED, "Knows Beispiel")
    (batch,) = ExtractionRun(info, [ExtractionJob(1, "Die Firma Beispiel baut.")])
    assert [(span.start, span.end, span.label) for span in batch.proposals[0].spans] == [(10, 18, "ORG")]


def test_installing_again_replaces_and_removing_leaves_nothing(tmp_path):
    wheel = wheel_of(tmp_path)
    packages.install(wheel)
    (paths.packages_folder() / "de_firms" / "old.txt").write_text("of an older version")
    packages.install(wheel)
    assert not (paths.packages_folder() / "de_firms" / "old.txt").exists()
    assert packages.remove("de_firms")
    assert not packages.remove("de_firms")
    assert list(paths.packages_folder().iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "..", "../letters", "{absolute}"])
def test_only_a_package_can_be_deleted_never_what_a_path_leads_to(tmp_path, name):
    packages.install(wheel_of(tmp_path))
    letters = paths.packages_folder().parent / "letters"
    letters.mkdir()
    assert not packages.remove(name.format(absolute=letters))
    assert letters.is_dir()
    assert packages.is_own("de_firms")


@pytest.mark.parametrize(
    ("member", "said"),
    [("../evil.py", "outside its own folder"), ("spacy/__init__.py", "outside its own folder")],
)
def test_a_wheel_that_reaches_elsewhere_is_refused(tmp_path, member, said):
    with pytest.raises(ExtractionError, match=said):
        packages.install(wheel_of(tmp_path, **{member: "import os"}))
    assert own() == []
    assert not (paths.packages_folder().parent / "evil.py").exists()


def test_a_wheel_for_another_spacy_is_refused_before_it_is_there(tmp_path):
    with pytest.raises(ExtractionError, match=r"is for spaCy >=4.0.0; here is 3"):
        packages.install(wheel_of(tmp_path, needs=">=4.0.0"))
    assert own() == []


def test_what_is_no_wheel_of_a_pipeline_is_refused(tmp_path):
    notes = tmp_path / "notes.zip"
    notes.write_bytes(b"PK")
    damaged = tmp_path / "de_firms-0.1.0-py3-none-any.whl"
    damaged.write_bytes(b"no zip at all")
    other = tmp_path / "other-1.0-py3-none-any.whl"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("other/__init__.py", "")
        archive.writestr("other-1.0.dist-info/METADATA", "Name: other\n")
    for wheel, said in ((notes, "is no wheel"), (damaged, "is damaged"), (other, "is no spaCy pipeline")):
        with pytest.raises(ExtractionError, match=said):
            packages.install(wheel)
    with pytest.raises(ExtractionError, match="cannot be opened"):
        packages.install(tmp_path / "missing-1.0-py3-none-any.whl")
    assert list(paths.packages_folder().iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_what_never_ends_is_no_wheel(tmp_path):
    fifo, device = (tmp_path / f"de_{kind}-0.1.0-py3-none-any.whl" for kind in ("fifo", "device"))
    os.mkfifo(fifo)
    device.symlink_to(Path("/dev/zero"))
    for wheel in (fifo, device):
        with pytest.raises(ExtractionError, match=rf"{wheel.name} is no regular file; choose the file of a wheel"):
            packages.install(wheel)
