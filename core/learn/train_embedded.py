"""Train the embedded German pipeline from GermEval, the wheels' data and a teacher's lessons; measure it on dev."""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import fix_random_seed

from core.extract.ner.component import MAIN_LABELS, EntityRecogniser
from core.extract.ner.priors import Priors
from core.learn import calibration
from core.learn.card import reliability_svg, score_table
from core.learn.corpus import Sentence, read_germeval
from core.learn.curriculum import FIRST_ROUND, GOLD, SECOND_ROUND, Curriculum, read_curriculum
from core.learn.distil import PLAN, SECOND_PLAN, Lesson, distil, with_gold
from core.learn.evaluation import Score, counts_by_sentence, reliability, score
from core.learn.lessons import read_chain, read_lessons
from core.learn.remembering import teach_memory
from core.learn.teach import DATA, LESSONS
from core.learn.training import GAPS, WIDTH, Plan, find_spans
from core.learn.wheel_data import build_features

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[2]
_OUT = _ROOT / "resources" / "models" / "de_news"
_KEPT_FILES = ("README.md", "NOTICE")
_MEMORY_DROPOUT = 0.4
_META = {
    "name": "de_news",
    "version": "1.2.0",
    "description": "People, organisations, places and other names in German news",
    "license": "MIT; trained on GermEval 2014 (CC BY 4.0); see NOTICE",
    "author": "The Leuchtstift developers",
}


def build_pipeline() -> Language:
    """Make the pipeline without weights: tokenizer, sentences, entity recogniser."""
    nlp = spacy.blank("de")
    nlp.add_pipe("leuchtstift_sentences", name="sentences")
    nlp.add_pipe("leuchtstift_ner", name="ner", config={"width": WIDTH, "gaps": list(GAPS)})
    nlp.meta.update(_META)
    return nlp


def learn(ner: EntityRecogniser, curriculum: Curriculum, kept: Path, plan: Plan) -> None:
    """Train the network on a teacher's kept lessons, then the document memory; fit decoding on what was held out."""
    gold, held_out = curriculum.texts[GOLD], curriculum.held_out
    ner.features = build_features().with_priors(Priors.from_bytes((kept / "priors.npz").read_bytes()))
    ner.initialize(list, labels=[])
    chain = read_chain(kept / "chain.npz")

    def lessons(name: str) -> list[Lesson]:
        return read_lessons(kept / f"{name}.npz", curriculum.texts[name], ner.scheme)

    annotated = [with_gold(lesson, ner.scheme) for lesson in lessons(GOLD)]
    for names, of_round in ((FIRST_ROUND, plan), (SECOND_ROUND, SECOND_PLAN)):
        others = [lesson for name in names for lesson in lessons(name)]
        distil(ner, annotated + others, chain, replace(of_round, seed=of_round.seed + plan.seed), watch=held_out)
        _LOG.info("a round is over after %.1f CPU-minutes", time.process_time() / 60)
    teach_memory(ner, gold, dropout=_MEMORY_DROPOUT, seed=plan.seed)
    calibration.fit(ner, held_out)


def scores_by_label(ner: EntityRecogniser, sentences: Sequence[Sentence]) -> dict[str, Score]:
    """Score each label, the main labels together and the side labels together."""
    found = [[span[:3] for span in spans] for spans in find_spans(ner, sentences)]
    wanted = [sentence.spans for sentence in sentences]
    groups = {"all main labels": set(ner.scheme.labels), **{label: {label} for label in ner.scheme.labels}}
    groups["all side labels"] = set(ner.scheme.side_labels)
    groups |= {label: {label} for label in ner.scheme.side_labels}
    return {name: score(counts_by_sentence(found, wanted, labels)) for name, labels in groups.items()}


def measure(ner: EntityRecogniser, sentences: Sequence[Sentence], out: Path) -> None:
    """Write scores and reliability on sentences that were not learned from into the model's folder."""
    scores = scores_by_label(ner, sentences)
    said, right = [], []
    for sentence, spans in zip(sentences, find_spans(ner, sentences), strict=True):
        for span in spans:
            if span[2] in MAIN_LABELS:
                said.append(span[3])
                right.append(span[:3] in sentence.spans)
    diagram = reliability(said, right)
    (out / "reliability.svg").write_text(reliability_svg(diagram), encoding="utf-8", newline="\n")
    figures = {"scores": {name: asdict(value) for name, value in scores.items()}, "calibration_error": diagram.error}
    (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
    _LOG.info("%s\n\nexpected calibration error %.3f", score_table(scores), diagram.error)


def replace_folder(nlp: Language, out: Path) -> Path:
    """Write a pipeline beside its place, then put it there; the card and the notice stay."""
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    for name in _KEPT_FILES:
        if (out / name).exists():
            shutil.copy2(out / name, fresh / name)
    old = out.with_name(out.name + ".old")
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
    return out


def main() -> None:
    """Train from the command line: ``python -m core.learn.train_embedded``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with germeval2014 and bundestag20")
    parser.add_argument("--lessons", type=Path, default=LESSONS, help="folder with a teacher's lessons")
    parser.add_argument("--out", type=Path, default=_OUT, help="the pipeline's folder; it is replaced at the end")
    parser.add_argument("--passes", type=int, default=PLAN.passes)
    parser.add_argument("--seed", type=int, default=PLAN.seed)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    fix_random_seed(given.seed)
    nlp = build_pipeline()
    ner = nlp.get_pipe("ner")
    assert isinstance(ner, EntityRecogniser)
    learn(ner, read_curriculum(given.data), given.lessons, replace(PLAN, passes=given.passes, seed=given.seed))
    out = replace_folder(nlp, given.out)
    stored = spacy.load(out).get_pipe("ner")
    assert isinstance(stored, EntityRecogniser)
    measure(stored, read_germeval(given.data, "dev"), out)


if __name__ == "__main__":
    main()
