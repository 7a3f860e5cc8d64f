"""Layers side by side: figures, hiding all runs of one, and how far two of them agree."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from core import edits
from core.cli import app
from core.errors import Cancelled, EvaluationError
from core.evaluation import library_gold, places
from core.library import Library
from core.library_compare import side_named, sides
from core.library_layers import layer_groups, set_hidden
from core.records import ArticleDraft, ArticleState, DraftSpan, LayerKind, Proposals
from core.review.evaluate_mistakes import ErrorKind
from core.store import layers

TEXT = "Anna Muster sprach in Bern mit der Firma Beispiel."
PERSON, PLACE, FIRM = DraftSpan(0, 11, "PER"), DraftSpan(22, 26, "LOC"), DraftSpan(41, 49, "ORG")


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "test.leuchtstift", person="Anna") as made:
        made.add([ArticleDraft(f"{TEXT} {number}", f"Artikel {number}", uid=f"a{number}") for number in (1, 2, 3)])
        run(made, "eins", {1: (PERSON, PLACE), 2: (PERSON,)})
        run(made, "eins", {3: (PLACE,)})
        run(made, "zwei", {1: (DraftSpan(0, 4, "PER"), PLACE, FIRM), 2: (PERSON,)})
        yield made


def run(library: Library, name: str, found: dict[int, tuple[DraftSpan, ...]], version: str = "1") -> None:
    layer = library.start_run(name, version)
    library.add_proposals(layer, [Proposals(article_id, spans) for article_id, spans in found.items()])
    library.finish_run(layer, complete=True)


def review(library: Library, article_id: int) -> None:
    """Accept all that the first pipeline says, and call the article reviewed."""
    done = edits.set_review(article_id, ArticleState.REVIEWED, library.label_set)
    mine = [mark for mark in library.marks(article_id) if mark.origin == "eins 1"]
    library.do(edits.accept(mine, library.person_layer))
    library.do(done)


def test_runs_of_one_pipeline_are_one_line(library):
    groups = {group.title: group for group in layer_groups(library)}
    assert list(groups) == ["Anna", "zwei 1", "eins 1"]
    assert (groups["eins 1"].articles, groups["eins 1"].spans, len(groups["eins 1"].layers)) == (3, 4, 2)
    assert groups["Anna"].kind is LayerKind.PERSON


def test_counting_stops_when_it_is_told_to(library, monkeypatch):
    monkeypatch.setattr(layers, "_STEPS", 1)
    with pytest.raises(Cancelled):
        layer_groups(library, lambda: True)
    assert layer_groups(library)


def test_hiding_a_line_hides_all_its_runs_and_is_one_step(library):
    group = next(group for group in layer_groups(library) if group.name == "eins")
    library.do(set_hidden(group, True))
    assert next(group for group in layer_groups(library) if group.name == "eins").hidden
    assert {mark.origin for number in (1, 2, 3) for mark in library.marks(number)} == {"zwei 1"}
    library.undo()
    assert len(library.marks(3)) == 1


def test_two_pipelines_agree_where_both_have_read_and_in_what_both_mark(library):
    first, second = (side_named(library.layers(), name) for name in ("eins", "zwei"))
    result = library.compare(first, second)
    assert result.evaluation.articles == 2
    assert set(result.evaluation.strict) == {"PER", "LOC"}
    assert result.evaluation.strict["PER"].f1 == pytest.approx(0.5)
    assert result.evaluation.partial["PER"].f1 == pytest.approx(0.75)
    assert result.kappas["LOC"] == 1.0
    assert 0 < result.kappas["PER"] < 1
    (mistake,) = result.mistakes
    assert (mistake.name, mistake.kind, mistake.wanted, mistake.found) == (
        "1",
        ErrorKind.RANGE,
        (0, 11, "PER"),
        (0, 4, "PER"),
    )
    turned = library.compare(second, first)
    assert turned.evaluation.strict_total.f1 == result.evaluation.strict_total.f1
    assert turned.kappas == result.kappas


def test_every_label_can_be_asked_for(library):
    first, second = (side_named(library.layers(), name) for name in ("eins", "zwei"))
    result = library.compare(first, second, every_label=True)
    assert result.evaluation.strict["ORG"].found == 1
    assert [mistake.kind.value for mistake in result.mistakes] == ["range", "spurious"]


def test_gold_speaks_of_reviewed_articles_only(library):
    gold, pipeline = side_named(library.layers(), "gold"), side_named(library.layers(), "zwei")
    with pytest.raises(EvaluationError, match="no article in common"):
        library.compare(gold, pipeline)
    review(library, 1)
    result = library.compare(gold, pipeline)
    assert result.evaluation.articles == 1
    assert result.evaluation.strict["ORG"].found == 1  # its label set has ORG, so the reader has looked for it
    assert [side.title for side in sides(library.layers())] == ["gold", "zwei 1", "eins 1"]


def test_two_persons_are_compared_where_both_have_decided(library):
    path = library.path
    review(library, 1)
    review(library, 2)
    library.close()
    with Library.open(path, person="Ben") as second:
        second.do(edits.add_mark(second.article(1), second.person_layer, 41, 49, "ORG"))
        anna, ben = (side_named(second.layers(), name) for name in ("Anna", "Ben"))
        result = second.compare(anna, ben)
        assert result.evaluation.articles == 1
        assert {mistake.kind for mistake in result.mistakes} == {ErrorKind.MISSED, ErrorKind.SPURIOUS}


def test_comparing_can_be_cancelled_and_an_unknown_layer_is_said(library):
    first, second = (side_named(library.layers(), name) for name in ("eins", "zwei"))
    with pytest.raises(Cancelled):
        library.compare(first, second, progress=lambda done, total: False)
    with pytest.raises(EvaluationError, match="gold, zwei 1, eins 1"):
        side_named(library.layers(), "drei")


def test_the_reviewed_articles_of_a_library_are_gold_and_found_again(library):
    with pytest.raises(EvaluationError, match="no gold"):
        library_gold(library)
    review(library, 2)
    gold = library_gold(library)
    assert [(article.uid, len(article.spans)) for article in gold.articles] == [("a2", 1)]
    assert places(gold, library) == {"a2": 2}


def test_articles_are_put_together_by_language(library):
    info = library.article(2).info
    library.do(
        edits.set_info(info, type(info)(**{name: getattr(info, name) for name in info.__slots__} | {"lang": "en"}))
    )
    assert library.languages([3, 2, 1, 99]) == {"de": [3, 1], "en": [2]}


def invoke(library: Library, *arguments: object, code: int = 0):
    library.close()
    done = CliRunner().invoke(app, ["--library", str(library.path), *map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done


def test_the_command_line_lists_and_compares(library, tmp_path):
    rows = [line.split("\t") for line in invoke(library, "layers").stdout.splitlines()]
    assert rows[1][:5] == ["zwei 1", "pipeline", "yes", "2", "4"]
    page = tmp_path / "report.md"
    done = invoke(library, "compare", "eins", "zwei", "--report", page)
    assert done.stdout.splitlines()[-1].split("\t")[:2] == ["eins 1 – zwei 1", "all"]
    assert "2 articles, 1 difference" in done.stderr
    text = page.read_text(encoding="utf-8")
    assert "| Article | Difference | eins 1 | zwei 1 | Context |" in text
    assert "Kappa is Cohen's" in text
    assert "two layers or more" in invoke(library, "compare", "eins", code=1).stderr
    review_all = [
        line.split("\t")[0] for line in invoke(library, "compare", "eins", "zwei", "eins").stdout.splitlines()
    ]
    assert list(dict.fromkeys(review_all)) == ["eins 1 – zwei 1", "eins 1 – eins 1", "zwei 1 – eins 1"]
    told = json.loads(invoke(library, "compare", "eins", "zwei", "--json").stdout)
    assert told["sides"] == ["eins 1", "zwei 1"]
    assert told["kappa"]["LOC"] == 1.0


def test_evaluate_without_a_file_scores_on_the_library(library):
    review(library, 1)
    done = invoke(library, "evaluate", "--json")
    assert json.loads(done.stdout)["articles"] == 1
