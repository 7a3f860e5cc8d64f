"""What is known of a word by itself: hashed strings, clusters, frequencies, lists and subword vectors."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.extract.ner.arrays import Array
from core.extract.ner.gazetteer import Gazetteer
from core.extract.ner.lexicon import UNKNOWN_LOG_PROBABILITY, Lexicon
from core.extract.ner.priors import Priors
from core.extract.ner.subwords import Subwords
from core.extract.ner.wordlist import COLUMNS, WordList

# Hash tables: name and number of rows. Each string feature below is hashed into one of them.
TABLES = {"word": 12000, "prefix": 3000, "suffix": 4000, "shape": 600, "part": 4000}
STRINGS = ("word", "word", "prefix", "suffix", "suffix", "suffix", "shape", "part")
NGRAM_ROWS = 16000
NGRAM_SIZES = (3, 4, 5)
_MOST_NGRAMS = 24
CLUSTERS = 760
CLUSTER_FORMS = 4
_FREQUENCY_COLUMNS = 4
_MOST_CACHED = 500_000
_LEXICON, _GAZETTEER, _WORDS, _PRIORS = "lexicon.npz", "gazetteer.npz", "words.npz", "priors.npz"


@dataclass(frozen=True, slots=True)
class TypeRows:
    """Features of some word types: strings and clusters as rows of tables, n-grams ragged, the rest as numbers."""

    strings: npt.NDArray[np.int32]
    clusters: npt.NDArray[np.int32]
    ngrams: npt.NDArray[np.int32]
    ngram_counts: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.float32]

    def __len__(self) -> int:
        """Count the word types."""
        return len(self.strings)


class WordFeatures:
    """Computes the features of word types from the hash of their strings and from some resources.

    Without ``priors`` there are no columns for them: so were the components that learned before there were any.
    """

    def __init__(
        self, lexicon: Lexicon, subwords: Subwords, gazetteer: Gazetteer, words: WordList, priors: Priors | None = None
    ) -> None:
        self._lexicon, self._subwords, self._gazetteer, self._words = lexicon, subwords, gazetteer, words
        self._priors = priors

    def with_priors(self, priors: Priors) -> WordFeatures:
        """Give the same features with these priors."""
        return WordFeatures(self._lexicon, self._subwords, self._gazetteer, self._words, priors)

    def without_priors(self) -> WordFeatures:
        """Give the same features without priors."""
        return WordFeatures(self._lexicon, self._subwords, self._gazetteer, self._words)

    @property
    def numbers(self) -> int:
        """The number of columns that are plain numbers."""
        priors = self._priors.columns if self._priors is not None else 0
        return _FREQUENCY_COLUMNS + self._gazetteer.bits + self._subwords.width + COLUMNS + priors

    def rows(self, words: Sequence[str]) -> TypeRows:
        """Compute the features of some different words."""
        grams = [ngram_rows(word) for word in words]
        return TypeRows(
            strings=np.array([string_rows(word) for word in words], np.int32).reshape(len(words), len(STRINGS)),
            clusters=self._clusters(words),
            ngrams=np.fromiter((gram for word in grams for gram in word), np.int32),
            ngram_counts=np.fromiter(map(len, grams), np.int32, len(grams)),
            numbers=self._numbers(words),
        )

    def lists_of(self, word: str) -> int:
        """Give the set of lists of the gazetteer that a word is in."""
        return self._gazetteer.lists_of(word)

    def is_form(self, word: str) -> bool:
        """Tell whether a word, in any case, is in the dictionary."""
        return self._words.is_form(word)

    def _clusters(self, words: Sequence[str]) -> npt.NDArray[np.int32]:
        """Give the Brown clusters of a word (or its form without s), its other case, its last and its first part."""
        look_up = self._lexicon.look_up
        own, _ = look_up(words)
        bare, _ = look_up([without_genitive(word) for word in words])
        other, _ = look_up([other_case(word) for word in words])
        first, _ = look_up([_part(word, 0) for word in words])
        last, _ = look_up([_part(word, -1) for word in words])
        return np.stack([np.where(own > 0, own, bare), other, last, first], axis=1)

    def _numbers(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        _, own = self._lexicon.look_up(words)
        _, lower = self._lexicon.look_up([word.lower() for word in words])
        frequency = np.stack(
            [(own + 14) / 4, (lower + 14) / 4, (own - lower) / 4, own <= UNKNOWN_LOG_PROBABILITY + 0.1], axis=1
        ).astype(np.float32)
        bare = [without_genitive(word) for word in words]
        columns = [frequency, self._gazetteer.look_up(words, bare)]
        columns += [self._subwords.vectors(words), self._words.look_up(words)]
        if self._priors is not None:
            columns.append(self._priors.look_up(words, bare))
        return np.concatenate(columns, axis=1)

    def to_files(self) -> dict[str, bytes]:
        """Give the resources as the bytes of some files."""
        priors = {_PRIORS: self._priors.to_bytes()} if self._priors is not None else {}
        return {
            _LEXICON: self._lexicon.to_bytes(),
            _GAZETTEER: self._gazetteer.to_bytes(),
            _WORDS: self._words.to_bytes(),
            **self._subwords.to_files(),
            **priors,
        }

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> WordFeatures:
        """Read what ``to_files`` gave."""
        return cls(
            Lexicon.from_bytes(files[_LEXICON]),
            Subwords.from_files(files),
            Gazetteer.from_bytes(files[_GAZETTEER]),
            WordList.from_bytes(files[_WORDS]),
            Priors.from_bytes(files[_PRIORS]) if _PRIORS in files else None,
        )


class FeatureCache:
    """Keeps the rows of word types while training, where each type comes back in every pass over the data."""

    def __init__(self, features: WordFeatures) -> None:
        self._features = features
        self._row: dict[str, int] = {}
        self._kept: dict[str, Array] = {}

    def rows(self, words: Sequence[str]) -> TypeRows:
        """Give the features of some different words."""
        if len(self._row) + len(words) > _MOST_CACHED:
            self._row, self._kept = {}, {}
        new = [word for word in words if word not in self._row]
        if new or not self._kept:
            self._append(new)
        chosen = np.fromiter((self._row[word] for word in words), np.int64, len(words))
        strings, clusters, ngrams, counts, numbers = (
            self._kept[name][chosen] for name in ("strings", "clusters", "ngrams", "ngram_counts", "numbers")
        )
        return TypeRows(strings, clusters, ngrams[np.arange(_MOST_NGRAMS) < counts[:, None]], counts, numbers)

    def _append(self, words: list[str]) -> None:
        rows = self._features.rows(words)
        ngrams = np.zeros((len(words), _MOST_NGRAMS), np.int32)
        ngrams[np.arange(_MOST_NGRAMS) < rows.ngram_counts[:, None]] = rows.ngrams
        first, last = len(self._row), len(self._row) + len(words)
        self._row.update({word: first + number for number, word in enumerate(words)})
        added = {
            "strings": rows.strings,
            "clusters": rows.clusters,
            "ngrams": ngrams,
            "ngram_counts": rows.ngram_counts,
            "numbers": rows.numbers,
        }
        for name, values in added.items():
            kept = self._kept.get(name, values[:0])
            if len(kept) < last:  # twice the room: batches bring new words, and all rows would be copied each time
                room = np.zeros((max(last, 2 * first) - len(kept), *values.shape[1:]), values.dtype)
                kept = np.concatenate([kept, room])
            kept[first:last] = values
            self._kept[name] = kept


def row_of(text: str, rows: int, seed: int) -> int:
    """Give the row of a hash table for a string (hashing trick: Weinberger et al. 2009)."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"), _seed(seed)) % rows


def _seed(number: int) -> int:
    return number * 0x9E3779B1 & 0xFFFFFFFF


def string_rows(word: str) -> tuple[int, ...]:
    """Give the rows of a word's strings in their tables, in the order of ``STRINGS``.

    The word itself has two hashes in one table, so that two words rarely share both (Bloom embeddings: Serrà and
    Karatzoglou 2017). A word without a hyphen has row 0 of the table of parts.
    """
    lower = word.lower()
    head = _part(word, 0)
    return (
        row_of(lower, TABLES["word"], 1),
        row_of(lower, TABLES["word"], 2),
        row_of(lower[:3], TABLES["prefix"], 3),
        row_of(lower[-3:], TABLES["suffix"], 4),
        row_of(lower[-4:], TABLES["suffix"], 5),
        row_of(word[:1] + word[-2:], TABLES["suffix"], 6),
        row_of(shape(word), TABLES["shape"], 7),
        row_of(head.lower(), TABLES["part"] - 1, 9) + 1 if head else 0,
    )


def ngram_rows(word: str) -> list[int]:
    """Give the rows of a word's character n-grams with boundary signs; a long word keeps its first and last ones."""
    framed = f"<{word[:60]}>"
    crc32, seed = zlib.crc32, _seed(8)  # as row_of does, but without its calls: n-grams are most of a new word's cost
    rows = [
        crc32(framed[at : at + size].encode("utf-8", "surrogatepass"), seed) % NGRAM_ROWS + 1
        for size in NGRAM_SIZES
        for at in range(len(framed) - size + 1)
    ]
    if len(rows) > _MOST_NGRAMS:
        half = _MOST_NGRAMS // 2
        rows = rows[:half] + rows[-half:]
    return rows


def shape(word: str) -> str:
    """Give the shape of a word: X for capitals, x for small letters, d for digits, runs cut at three."""
    signs: list[str] = []
    for char in word[:40]:
        sign = "X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char
        if signs[-3:] != [sign] * 3:
            signs.append(sign)
    return "".join(signs)


def without_genitive(word: str) -> str:
    """Give a word without its final s, where that may be a genitive: ``Moskaus`` to ``Moskau``."""
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def other_case(word: str) -> str:
    """Give ``GENF`` as ``Genf``, another capitalised word in small letters, all others with a capital."""
    if len(word) > 1 and word.isupper():
        return word.capitalize()
    return word.lower() if word[:1].isupper() else word[:1].upper() + word[1:]


def _part(word: str, which: int) -> str:
    """Give the first (0) or last (-1) part of a word with an inner hyphen, else nothing."""
    return word.split("-")[which] if "-" in word[1:-1] else ""
