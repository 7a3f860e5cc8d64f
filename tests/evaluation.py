"""Score the embedded pipeline on our gold set and on GermEval's development part: ``make eval``.

Prints a table and writes build/eval.md, build/eval.json, and build/eval_development.html with the errors that rules may
be tuned on. Ends with 1 if a figure fell by more than one point below tests/eval_baseline.json; ``--accept`` makes
today's figures the baseline. ``--data FOLDER`` names the folder that holds ``germeval2014``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from core.evaluation import Gold, proposals
from core.extract import PipelineInfo, available_pipelines
from core.learn.corpus import read_germeval
from core.learn.evaluation import Score as TokenScore
from core.learn.evaluation import counts_by_sentence, score
from core.records import ArticleDraft, DraftSpan, Proposals
from core.review.evaluate import Judged, Score, judged
from core.review.evaluate_report import Result, as_json, judge
from core.review.report_html import html
from tests.conftest import ROOT
from tests.gold.export import LABEL_SET
from tests.gold.loader import GoldArticle, load_gold

BASELINE = Path(__file__).parent / "eval_baseline.json"
BUILD = ROOT / "build"
DATA = ROOT.parent / "shared" / "data"
FEWEST = 50  # gold spans that a figure must rest on to be held: of fewer, one span is worth more than a point
MOST_LOST = 1.0  # points
PARTS = ("development", "held out", "all")
GERMEVAL = "GermEval dev"

Figures = dict[str, float]


def judge_parts(articles: Sequence[GoldArticle], found: Sequence[Proposals]) -> dict[str, Result]:
    """Score what was found in the gold set: its two halves and all of it."""
    labels = {label.code for label in LABEL_SET.labels}
    sides: dict[str, list[Judged]] = {part: [] for part in PARTS}
    for article, each in zip(articles, found, strict=True):
        both = judged(article.draft(), each, labels)
        for part in ("held out" if article.is_held_out else "development", "all"):
            sides[part].append(both)
    return {part: judge(part, sides[part]) for part in PARTS}


def widen_parts(draft: ArticleDraft, found: Proposals) -> tuple[ArticleDraft, Proposals]:
    """Widen names inside words to the words, as GermEval marks them; our gold marks only their characters."""

    def wide(spans: Iterable[DraftSpan]) -> tuple[DraftSpan, ...]:
        return tuple(_widened(span, draft.text) for span in spans if span.label.endswith("part"))

    return replace(draft, spans=wide(draft.spans or ()), relations=()), Proposals(0, wide(found.spans))


def _widened(span: DraftSpan, text: str) -> DraftSpan:
    start, end = span.start, span.end
    while start and _of_word(text[start - 1]):
        start -= 1
    while end < len(text) and _of_word(text[end]):
        end += 1
    return span._replace(start=start, end=end)


def _of_word(character: str) -> bool:
    return character.isalnum() or character in "-\u2010\u2011"


def figures_of(result: Result) -> Figures:
    """Give the figures of a part that are held to the baseline: points, 0 to 100."""
    scores = {"all labels": result.evaluation.strict_total, **result.evaluation.strict, **result.evaluation.relations}
    figures = {name: _points(score.f1) for name, score in scores.items() if score.wanted >= FEWEST}
    for label, (same, total) in result.evaluation.values.items():
        if total >= FEWEST:
            figures[f"{label}, same value"] = _points(same / total)
    return figures


def score_germeval(pipeline: PipelineInfo, data: Path) -> dict[str, TokenScore]:
    """Score the recogniser of a pipeline folder on GermEval's development part, with the words given."""
    import spacy

    from core.extract.ner.component import EntityRecogniser  # importing it registers the components
    from core.learn.training import find_spans

    sentences = read_germeval(data, "dev")
    ner = spacy.load(pipeline.source).get_pipe("ner")
    assert isinstance(ner, EntityRecogniser)
    found = [[span[:3] for span in spans] for spans in find_spans(ner, sentences)]
    wanted = [sentence.spans for sentence in sentences]
    main, side = ner.scheme.labels, ner.scheme.side_labels
    groups = {"main labels": set(main), "side labels": set(side)} | {label: {label} for label in (*main, *side)}
    return {name: score(counts_by_sentence(found, wanted, labels)) for name, labels in groups.items()}


def fallen(figures: Mapping[str, float], baseline: Mapping[str, float], skipped: Sequence[str] = ()) -> list[str]:
    """Say which figures fell by more than a point, or are gone; names that begin as ``skipped`` says are left."""
    sentences = []
    for name, before in baseline.items():
        now = figures.get(name)
        if name.startswith(tuple(skipped)):
            continue
        if now is None:
            sentences.append(f"{name} was {before:.1f} and is no longer measured")
        elif now < before - MOST_LOST:
            sentences.append(f"{name} fell from {before:.1f} to {now:.1f}")
    return sentences


def gold_table(parts: Mapping[str, Result], widened: Result) -> list[str]:
    """Give the scores on the gold set as a Markdown table, rows by label and relation."""
    lines = [
        "| strict | wanted | development F1 | held out F1 | P | R | partial F1 | all F1 | 95 % |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    development, held_out, both = (parts[part].evaluation for part in PARTS)
    nothing = Score(0, 0, 0)
    for label, total in both.strict.items():
        row = (development.strict.get(label, nothing), held_out.strict.get(label, nothing))
        lines.append(_row(label, *row, held_out.partial.get(label, nothing), total))
    lines.append(
        _row("**all**", development.strict_total, held_out.strict_total, held_out.partial_total, both.strict_total)
    )
    for kind, total in both.relations.items():
        lines.append(
            _row(kind, development.relations.get(kind, nothing), held_out.relations.get(kind, nothing), None, total)
        )
    lines += ["", "| whole words of … | wanted | P | R | F1 |", "|---|--:|--:|--:|--:|"]
    lines += [
        f"| {label} | {s.wanted} | {_shares(s)} | {_points(s.f1)} |" for label, s in widened.evaluation.strict.items()
    ]
    lines += ["", "| same value | development | held out |", "|---|--:|--:|"]
    for label in both.values:
        lines.append(f"| {label} | {_share(development.values.get(label))} | {_share(held_out.values.get(label))} |")
    return lines


def quotation_table(articles: Sequence[GoldArticle], found: Sequence[Proposals]) -> list[str]:
    """Give the scores of direct and indirect quotations by themselves as a Markdown table."""
    lines = ["| QUOTE | development P | R | F1 | held out P | R | F1 |", "|---|--:|--:|--:|--:|--:|--:|"]
    for kind in ("direct", "indirect"):
        shares: list[object] = []
        for held_out in (False, True):
            hits = proposed = wanted = 0
            for article, each in zip(articles, found, strict=True):
                if article.is_held_out is held_out:
                    gold = {(s.start, s.end) for s in article.labelled("QUOTE") if s.value == kind}
                    ours = {(s.start, s.end) for s in each.spans if s.label == "QUOTE" and s.value == kind}
                    hits, proposed, wanted = hits + len(gold & ours), proposed + len(ours), wanted + len(gold)
            shares += [_points(part) for part in (hits / proposed, hits / wanted, 2 * hits / (proposed + wanted))]
        lines.append(f"| {kind} | " + " | ".join(map(str, shares)) + " |")
    return lines


def _row(name: str, development: Score, held_out: Score, partial: Score | None, total: Score) -> str:
    halves = f"{_points(development.f1)} | {_points(held_out.f1)} | {_shares(held_out)}"
    partly = _points(partial.f1) if partial else "–"
    interval = f"{_points(total.low)}–{_points(total.high)}"
    return f"| {name} | {total.wanted} | {halves} | {partly} | {_points(total.f1)} | {interval} |"


def _shares(score: Score) -> str:
    return f"{_points(score.precision)} | {_points(score.recall)}"


def _share(same: tuple[int, int] | None) -> str:
    return f"{same[0]} of {same[1]}" if same else "–"


def germeval_table(scores: Mapping[str, TokenScore]) -> list[str]:
    """Give the scores on GermEval as a Markdown table."""
    return [
        f"| {GERMEVAL}, strict | wanted | P | R | F1 | 95 % |",
        "|---|--:|--:|--:|--:|--:|",
        *(
            f"| {name} | {s.wanted} | {_points(s.precision)} | {_points(s.recall)} | {_points(s.f1)} "
            f"| {_points(s.low)}–{_points(s.high)} |"
            for name, s in scores.items()
        ),
    ]


def _points(share: float) -> float:
    return round(100 * share, 1)


def run(data: Path) -> tuple[Figures, list[str], list[str]]:
    """Measure everything and write the reports; gives the figures, the lines of the table, and what was skipped."""
    articles = load_gold()
    drafts = [replace(article.draft(), label_set=LABEL_SET) for article in articles]
    pipeline = available_pipelines()[0].fitting(Gold(tuple(drafts)).labels)
    found, problems = proposals(pipeline, drafts)
    if problems:
        sys.exit("\n".join(map(str, problems)))
    parts = judge_parts(articles, found)
    wide = [widen_parts(draft, each) for draft, each in zip(drafts, found, strict=True)]
    labels = {label.code for label in LABEL_SET.labels}
    widened = judge("whole words", [judged(draft, each, labels) for draft, each in wide])
    figures = {f"{part}: {name}": value for part in PARTS for name, value in figures_of(parts[part]).items()}
    lines = [f"{pipeline.name} {pipeline.version} on {len(articles)} gold articles", ""]
    lines += [*gold_table(parts, widened), "", *quotation_table(articles, found)]
    skipped = []
    report: dict[str, object] = {part: as_json(parts[part]) | {"errors": len(parts[part].mistakes)} for part in PARTS}
    if not pipeline.source:
        skipped.append("There is no trained model here, so GermEval was skipped.")
    elif not (data / "germeval2014" / "dev.jsonl").is_file():
        skipped.append(f"GermEval is not here ({data / 'germeval2014' / 'dev.jsonl'}), so it was skipped.")
    else:
        scores = score_germeval(pipeline, data)
        figures |= {f"{GERMEVAL}: {name}": _points(s.f1) for name, s in scores.items() if s.wanted >= FEWEST}
        lines += ["", *germeval_table(scores)]
    _write(
        report | {"pipeline": f"{pipeline.name} {pipeline.version}", "figures": figures}, lines, parts["development"]
    )
    return figures, lines, skipped


def _write(report: Mapping[str, object], lines: Sequence[str], development: Result) -> None:
    BUILD.mkdir(exist_ok=True)
    (BUILD / "eval.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (BUILD / "eval.md").write_text("\n".join([*lines, ""]), encoding="utf-8")
    page = html("the half of the gold set that rules may be tuned on", [development])
    (BUILD / "eval_development.html").write_text(page, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, compare with the baseline; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="make today's figures the baseline")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder that holds germeval2014")
    asked = parser.parse_args(arguments)
    figures, lines, skipped = run(asked.data)
    print("\n".join([*lines, "", *skipped]))
    if asked.accept:
        if skipped:
            sys.exit("The baseline was left as it is: it must have all figures.")
        BASELINE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        print(f"{len(figures)} figures are the baseline now.")
        return 0
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    lost = fallen(figures, baseline, (GERMEVAL,) if skipped else ())
    print("\n".join(lost) if lost else f"No figure fell by more than {MOST_LOST:g} point.")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
