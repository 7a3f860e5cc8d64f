"""The extraction runner against a bare ``nlp.pipe``: throughput, cancel, and the loading of a word list."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from core.errors import Cancelled
from core.extract import ExtractionJob, Extractor, PipelineInfo, available_pipelines
from tests.benchmarks.measure import Result
from tests.gold.loader import load_gold

if TYPE_CHECKING:
    from spacy.language import Language

ARTICLES, PARAGRAPHS, ROUNDS = 300, 6, 3
WORDS_ON_LIST = 100_000


def run() -> Iterable[Result]:
    """Measure with the embedded pipeline, rules included."""
    texts = made_texts(ARTICLES)
    with Extractor(available_pipelines()[0]) as extractor:
        extractor.start()
        yield throughput(extractor, texts)
        yield cancel(extractor, texts)
    yield word_list()


def made_texts(number: int, seed: int = 3) -> list[str]:
    """Make articles of the paragraphs of the gold set, shuffled."""
    random = Random(seed)
    paragraphs = [part for article in load_gold() for part in article.text.split("\n\n") if len(part) > 100]
    return ["\n\n".join(random.sample(paragraphs, PARAGRAPHS)) for _ in range(number)]


def jobs_of(texts: Iterable[str]) -> Iterator[ExtractionJob]:
    """Make jobs of texts."""
    return (ExtractionJob(number, text, published="2022-01-10") for number, text in enumerate(texts, 1))


def throughput(extractor: Extractor, texts: list[str]) -> Result:
    """Compare the worker's CPU time with that of a script which does nothing but ``nlp.pipe``, by turns.

    The script runs in a process of its own with the worker's priority: on a busy machine that matters more than either.
    """
    ours, theirs = [], []
    with multiprocessing.get_context("spawn").Pool(
        1, initializer=be_the_script, initargs=(extractor.pipeline,)
    ) as script:
        for _ in range(ROUNDS + 1):
            theirs.append(script.apply(bare_seconds, (texts,)))
            start = worker_seconds(extractor)
            for _batch in extractor.run(jobs_of(texts)):
                pass
            ours.append(worker_seconds(extractor) - start)
    own, bare = min(ours[1:]), min(theirs[1:])
    words = sum(len(text.split()) for text in texts)
    note = f"{words / own:,.0f} against {words / bare:,.0f} words a CPU second"
    return Result("extraction: words a second, runner to bare nlp.pipe", bare / own, 0.9, more=True, note=note)


_script: list[Language] = []


def be_the_script(pipeline: PipelineInfo) -> None:
    """Load the pipeline in the process that plays the bare script, which gives way as the worker does."""
    from core.extract import worker

    worker.give_way()
    from core.extract import loading

    _script.append(loading.load(pipeline))


def bare_seconds(texts: list[str]) -> float:
    """Time ``nlp.pipe`` alone."""
    start = time.process_time()
    for _doc in _script[0].pipe(texts, batch_size=16):
        pass
    return time.process_time() - start


def worker_seconds(extractor: Extractor) -> float:
    """Give the CPU seconds that the worker has used (Linux; elsewhere the wall clock has to do)."""
    stat = Path(f"/proc/{extractor.process_id}/stat")
    if not stat.exists():
        return time.perf_counter()
    fields = stat.read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int | None) -> int:
    """Give the resident memory of a process in kB (Linux; 1 elsewhere)."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 1
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


def cancel(extractor: Extractor, texts: list[str]) -> Result:
    """Measure the seconds from a cancel to the end of the run."""
    slowest = 0.0
    for _ in range(ROUNDS):
        extractor.start()
        run = extractor.run(jobs_of(texts))
        asked: list[float] = []
        timer = threading.Timer(0.5, lambda run=run, asked=asked: (asked.append(time.perf_counter()), run.cancel()))
        timer.start()
        try:
            for _batch in run:
                pass
        except Cancelled:
            slowest = max(slowest, time.perf_counter() - asked[0])
        timer.join()
    return Result("extraction: seconds from cancel to its end", slowest, 0.5)


def word_list() -> Result:
    """Compare loading 100,000 names with giving them to a PhraseMatcher."""
    import tempfile

    import spacy
    from spacy.matcher import PhraseMatcher

    from core.extract.rules.word_list import WordList

    names = made_names(WORDS_ON_LIST)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.csv"
        path.write_text("".join(f"{name};ORG;e{number}\n" for number, name in enumerate(names)), encoding="utf-8")
        ours, theirs = [], []
        for _ in range(ROUNDS):
            nlp = spacy.blank("de")
            start = time.process_time()
            WordList(nlp, str(path))
            ours.append(time.process_time() - start)
            nlp = spacy.blank("de")
            start = time.process_time()
            PhraseMatcher(nlp.vocab).add("ORG", list(nlp.tokenizer.pipe(names)))
            theirs.append(time.process_time() - start)
    note = f"{min(ours):.2f} s against {min(theirs):.2f} s"
    return Result("word list: loading 100,000 names to PhraseMatcher alone", min(ours) / min(theirs), 1.0, note=note)


def made_names(number: int) -> list[str]:
    """Make names of one to three made-up words; one in ten has a character that is no letter."""
    random = Random(5)
    syllables = (
        "ber",
        "lin",
        "gen",
        "fer",
        "schu",
        "le",
        "wahl",
        "kreis",
        "rat",
        "haus",
        "stadt",
        "ver",
        "trag",
        "tal",
    )
    names: dict[str, None] = {}
    while len(names) < number:
        words = [
            "".join(random.choices(syllables, k=random.randint(2, 4))).capitalize() for _ in range(random.randint(1, 3))
        ]
        names[("-" if random.random() < 0.1 else " ").join(words)] = None
    return list(names)
