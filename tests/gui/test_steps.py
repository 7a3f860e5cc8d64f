"""Every kind of step has a name, in the menu and in the status line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import core
from core.records import ArticleState, ChangeSet
from gui import i18n
from gui.steps import clip, step_done, step_name

CORE = Path(core.__file__).parent


def step(kind: str, **params) -> ChangeSet:
    return ChangeSet(kind, (), 1, params)


@pytest.fixture(autouse=True)
def _english(qapp):
    i18n.install("en")
    yield
    i18n.install("en")


def kinds() -> set[str]:
    """All kinds of change sets that core can make."""
    sources = [path.read_text(encoding="utf-8") for path in (CORE / "edits.py", CORE / "library_import.py")]
    found = {kind for source in sources for kind in re.findall(r"(?:ChangeSet|_?of_marks)\(\s*\"([a-z-]+)\"", source)}
    return found | {"trash", "restore", "hide-layer", "show-layer"}


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_kind_has_a_name_of_its_own(language):
    i18n.install(language)
    assert {"add-mark", "relabel", "set-review", "import", "accept-all", "rename-label"} <= kinds()
    other = step_name(step("nobody knows"))
    names = {kind: (step_name(step(kind, count=1)), step_done(step(kind, count=1))) for kind in kinds()}
    assert all(other not in pair for pair in names.values())
    assert len(set(names.values())) == len(names)


def test_the_step_of_the_design():
    kreml = step("relabel", surface="Kreml", before="ORG", after="LOC", count=1, label="ORG")
    assert step_name(kreml) == "relabel “Kreml” ORG → LOC"
    assert step_done(kreml) == "Relabelled “Kreml” ORG → LOC"
    i18n.install("de")
    assert step_done(kreml) == "Label von „Kreml“ geändert ORG → LOC"


@pytest.mark.parametrize(
    ("made", "name", "done"),
    [
        (step("accept", surface="a", count=1), "accept “a”", "Accepted “a”"),
        (step("accept", surface="a", count=7), "accept 7 marks", "Accepted 7 marks"),
        (step("remove", surface="a", count=2), "remove 2 marks", "Removed 2 marks"),
        (step("relabel", surface="a", count=3, before="", after="X"), "relabel 3 marks", "Relabelled 3 marks"),
        (step("add-mark", surface="a", label="PER"), "mark “a” as PER", "Marked “a” as PER"),
        (step("add-mark", surface="a", label="PER", count=4), "mark 4 occurrences", "Marked 4 occurrences"),
        (step("import", count=1, title="T"), "import of 1 article", "Imported 1 article"),
        (step("trash", count=2, title=""), "move 2 articles", "Moved 2 articles"),
        (step("set-zone-role", role="caption"), "paragraph as Caption", "Set the paragraph as Caption"),
        (step("set-zone-role", role="novel"), "paragraph as novel", "Set the paragraph as novel"),
        (step("set-review", state=str(ArticleState.REVIEWED)), "mark as reviewed", "Marked as reviewed"),
        (step("set-review", state=str(ArticleState.SKIPPED)), "skip", "Skipped"),
        (step("set-review", state="in-progress"), "take back the review", "Took back the review"),
        (
            step("accept-all", count=5, reviewed=True),
            "accept 5 marks and mark as reviewed",
            "Accepted 5 marks, reviewed",
        ),
        (step("accept-all", count=1, reviewed=False), "accept 1 mark", "Accepted 1 mark"),
        (step("from the future"), "last step", "Changed"),
    ],
)
def test_names(made, name, done):
    assert (step_name(made), step_done(made)) == (name, done)


def test_braces_and_long_texts_do_no_harm():
    assert "{surface}" in step_name(step("accept", surface="{surface}", count=1))
    assert len(step_name(step("accept", surface="x" * 500, count=1))) < 60
    assert clip("eins\nzwei\u00a0drei") == "eins zwei drei"
    assert step_name(step("relabel")) == "relabel “…” … → …"


def test_a_review_says_what_it_leaves_undecided():
    assert step_done(step("set-review", state=ArticleState.REVIEWED, undecided=0)) == "Marked as reviewed"
    done = step_done(step("set-review", state=ArticleState.REVIEWED, undecided=3))
    assert done == "Marked as reviewed; 3 undecided marks will not be gold"
