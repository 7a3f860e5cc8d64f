"""What a teacher said of sentences, kept in a file of a few bytes a name: the tags that it holds to be possible."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.extract.ner import crf
from core.extract.ner.arrays import Floats
from core.extract.ner.tags import OUTSIDE, TagScheme
from core.learn.corpus import Sentence
from core.learn.distil import Lesson

_STEP = 0.25  # nats: what is kept of a score
_UNLIKELY = 1e-3  # a tag with a smaller marginal is not kept
_ABSENT = -12.0  # nats below the best tag: the score of one that is not kept
_AT_ONCE = 500  # sentences


def write_lessons(path: Path, lessons: Sequence[Lesson], scheme: TagScheme, chain: crf.Weights) -> None:
    """Keep a teacher's scores in a file: for each token those of the tags that it gives a thousandth or more.

    They are kept in steps of a quarter of a nat below the token's best. A token that can only be outside of a name
    takes a bit or so; the sentences themselves are not kept, only their digest.
    """
    scores = np.concatenate([lesson.scores for lesson in lessons]).astype(np.float32)
    possible = _marginals(lessons, chain) >= _UNLIKELY
    possible[possible[:, scheme.index[OUTSIDE]] & (possible.sum(axis=1) == 1)] = False
    steps = np.round((scores.max(axis=1, keepdims=True) - scores) / _STEP)
    arrays = {
        "tags_by_token": possible.sum(axis=1).astype(np.uint8),
        "tags": np.nonzero(possible)[1].astype(np.uint8),
        "steps": np.minimum(steps[possible], 255).astype(np.uint8),
        "digest": _digest(lesson.words for lesson in lessons),
    }
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)
    path.write_bytes(stream.getvalue())


def read_lessons(path: Path, sentences: Sequence[Sentence], scheme: TagScheme) -> list[Lesson]:
    """Read what was kept of the lessons on these sentences; raises ValueError if they were other ones."""
    with np.load(path, allow_pickle=False) as stored:
        counts, tags, steps, digest = (stored[name] for name in ("tags_by_token", "tags", "steps", "digest"))
    if not np.array_equal(digest, _digest(sentence.words for sentence in sentences)):
        raise ValueError(f"{path.name} has lessons on other sentences. Let the teacher make it anew: make teacher.")
    scores = np.full((len(counts), len(scheme)), _ABSENT, np.float16)
    scores[counts == 0, scheme.index[OUTSIDE]] = 0.0
    scores[np.repeat(np.arange(len(counts)), counts), tags] = -steps.astype(np.float32) * _STEP
    rows = np.split(scores, np.cumsum([len(sentence.words) for sentence in sentences])[:-1])
    return [Lesson(sentence, part) for sentence, part in zip(sentences, rows, strict=True)]


def write_chain(path: Path, chain: crf.Weights) -> None:
    """Keep the weights of a teacher's chain, which its scores go with."""
    stream = io.BytesIO()
    np.savez(stream, follow=chain.follow, start=chain.start, end=chain.end)
    path.write_bytes(stream.getvalue())


def read_chain(path: Path) -> crf.Weights:
    """Read what ``write_chain`` kept."""
    with np.load(path, allow_pickle=False) as stored:
        return crf.Weights(**{name: stored[name] for name in stored.files})


def _digest(sentences: Iterable[Sequence[str]]) -> npt.NDArray[np.uint8]:
    """Give the SHA-256 of all words."""
    text = "\n".join("\t".join(words) for words in sentences)
    return np.frombuffer(hashlib.sha256(text.encode()).digest(), np.uint8)


def _marginals(lessons: Sequence[Lesson], chain: crf.Weights) -> Floats:
    """Give the probability of each tag at each token, one row a token."""
    parts = []
    for first in range(0, len(lessons), _AT_ONCE):
        batch = lessons[first : first + _AT_ONCE]
        rows = np.concatenate([lesson.scores for lesson in batch]).astype(np.float32)
        parts.append(crf.forward_backward(rows, np.array([len(lesson.words) for lesson in batch]), chain).marginals)
    return np.concatenate(parts)
