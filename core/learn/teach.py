"""Let a teacher on a frozen transformer learn GermEval and label all texts: what it says is kept with the model."""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Sequence
from pathlib import Path

from thinc.api import fix_random_seed

from core.learn.corpus import Sentence
from core.learn.curriculum import GOLD, Curriculum, read_curriculum
from core.learn.distil import Lesson
from core.learn.encoder import Encoder
from core.learn.guesses import guess_priors
from core.learn.lessons import write_chain, write_lessons
from core.learn.teacher import PLAN, Read, Teacher
from core.learn.wheel_data import build_features, encoder_file

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[2]
DATA = _ROOT.parent / "shared" / "data"
LESSONS = _ROOT / "resources" / "lessons" / "de_news"
_AT_ONCE = 2000  # sentences; the transformer's states of all would take gigabytes


def train_teacher(teacher: Teacher, gold: Sequence[Read], held_out: Sequence[Read], seed: int) -> None:
    """Train a teacher on annotated sentences."""
    fix_random_seed(seed)
    teacher.train(gold, PLAN, watch=held_out)


def lessons_on(teacher: Teacher, sentences: Sequence[Sentence]) -> list[Lesson]:
    """Let a teacher label sentences."""
    lessons = []
    for first in range(0, len(sentences), _AT_ONCE):
        lessons += teacher.lessons(teacher.read(sentences[first : first + _AT_ONCE]))
    return lessons


def teach(curriculum: Curriculum, encoder: Encoder, out: Path, *, seed: int = 0) -> None:
    """Write what the model learns from a transformer: priors of words, and a teacher's lessons on each text."""
    out.mkdir(parents=True, exist_ok=True)
    gold = curriculum.texts[GOLD]
    (out / "priors.npz").write_bytes(guess_priors(encoder, gold, curriculum.names).to_bytes())
    _LOG.info("priors written after %.1f CPU-minutes", time.process_time() / 60)
    teacher = Teacher(encoder, build_features())
    read = teacher.read(gold)
    train_teacher(teacher, read, teacher.read(curriculum.held_out), seed)
    write_chain(out / "chain.npz", teacher.chain)
    for name, sentences in curriculum.texts.items():
        lessons = teacher.lessons(read) if name == GOLD else lessons_on(teacher, sentences)
        write_lessons(out / f"{name}.npz", lessons, teacher.ner.scheme, teacher.chain)
        _LOG.info("%s: %d lessons after %.1f CPU-minutes", name, len(lessons), time.process_time() / 60)


def main() -> None:
    """Teach from the command line: ``python -m core.learn.teach``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with germeval2014 and bundestag20")
    parser.add_argument("--out", type=Path, default=LESSONS, help="folder for the lessons")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    teach(read_curriculum(given.data), Encoder.read(encoder_file()), given.out, seed=given.seed)


if __name__ == "__main__":
    main()
