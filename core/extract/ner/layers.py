"""Thinc layers of the tagger: embeddings of word types, the spread from types to tokens, dropout by sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import Model
from thinc.types import Ragged

from core.extract.ner.arrays import (
    Floats,
    Layer,
    Sentences,
    add_gradient,
    lengths_of,
    param,
    ragged,
    rows_of,
    scatter_add,
    set_param,
)
from core.extract.ner.convolution import dropout_mask
from core.extract.ner.features import (
    CLUSTER_FORMS,
    CLUSTERS,
    NGRAM_ROWS,
    STRINGS,
    TABLES,
    TypeRows,
)

_MOST_VECTORS = 12_000  # 10 MB; with 20,000 it is 3 % faster on texts that all differ
_NO_GRADIENT: Floats = np.zeros(0, np.float32)  # the features of words are given, nothing to learn below them


def hashed_strings(width: int, keep: float = 0.75) -> Layer:
    """Sum the rows of a word's hashed strings; while training, the word itself is left out of one in four types.

    Leaving out the word makes the net learn from form and context what it would else learn by heart (word dropout:
    Iyyer et al. 2015).
    """
    return Model(
        "hashed_strings",
        _strings_forward,
        init=_init_tables,
        params=dict.fromkeys(TABLES),
        dims={"nO": width},
        attrs={"keep": keep},
    )


def _init_tables(model: Layer, *_: Any, **__: Any) -> None:
    for name, rows in TABLES.items():
        set_param(model, name, _normal((rows, model.get_dim("nO")), 0.1))


def _strings_forward(model: Layer, types: TypeRows, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
    out = np.zeros((len(types), model.get_dim("nO")), np.float32)
    kept = _keep_mask(len(types), model.attrs["keep"] if is_train else 1.0)
    for column, name in enumerate(STRINGS):
        rows = param(model, name)[types.strings[:, column]]
        out += rows * kept if name == "word" else rows

    def backprop(d_out: Floats) -> Floats:
        for name in TABLES:
            gradient = np.zeros_like(param(model, name))
            for column, table in enumerate(STRINGS):
                if table == name:
                    d_rows = d_out * kept if name == "word" else d_out
                    scatter_add(model, gradient, types.strings[:, column], d_rows)
            add_gradient(model, name, gradient)
        return _NO_GRADIENT

    return out, backprop


def hashed_ngrams(width: int, keep: float = 0.85) -> Layer:
    """Sum a word's character n-grams (Bojanowski et al. 2017, "fastText"), divided by the root of their number."""
    return Model(
        "hashed_ngrams",
        _ngrams_forward,
        init=_init_ngrams,
        params={"E": None},
        dims={"nO": width},
        attrs={"keep": keep},
    )


def _init_ngrams(model: Layer, *_: Any, **__: Any) -> None:
    set_param(model, "E", _normal((NGRAM_ROWS + 1, model.get_dim("nO")), 0.1))


def _ngrams_forward(model: Layer, types: TypeRows, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
    scale = _keep_mask(len(types), model.attrs["keep"] if is_train else 1.0)
    scale = (scale / np.sqrt(types.ngram_counts + 1)[:, None]).astype(np.float32)
    table = param(model, "E")
    # Every word has at least one n-gram, so no stretch is empty, as reduceat needs it.
    starts = np.cumsum(types.ngram_counts) - types.ngram_counts
    out = np.add.reduceat(table[types.ngrams], starts, axis=0) * scale if len(types) else np.zeros((0, table.shape[1]))

    def backprop(d_out: Floats) -> Floats:
        gradient = np.zeros_like(table)
        scatter_add(model, gradient, types.ngrams, np.repeat(d_out * scale, types.ngram_counts, axis=0))
        add_gradient(model, "E", gradient)
        return _NO_GRADIENT

    return out.astype(np.float32), backprop


def brown_clusters(width: int, keep: float = 0.9) -> Layer:
    """Embed the Brown clusters of a word's forms: one table, one matrix a form, summed; cluster 0 stands for unknown.

    While training, the clusters of one type in ten are taken for unknown, so that the net learns to do without.
    """
    return Model(
        "brown_clusters",
        _clusters_forward,
        init=_init_clusters,
        params={"E": None, "W": None},
        dims={"nO": width},
        attrs={"keep": keep},
    )


def _init_clusters(model: Layer, *_: Any, **__: Any) -> None:
    width = model.get_dim("nO")
    set_param(model, "E", _normal((CLUSTERS, width), 0.1))
    set_param(model, "W", _normal((CLUSTER_FORMS, width, width), 0.5 / width**0.5))


def _clusters_forward(model: Layer, types: TypeRows, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
    table, matrices = param(model, "E"), param(model, "W")
    kept = _keep_mask(len(types), model.attrs["keep"] if is_train else 1.0).astype(np.int32)
    clusters = types.clusters * kept
    chosen = [table[clusters[:, form]] for form in range(CLUSTER_FORMS)]
    out: Floats = np.sum([rows @ matrix for rows, matrix in zip(chosen, matrices, strict=True)], axis=0)

    def backprop(d_out: Floats) -> Floats:
        gradient = np.zeros_like(table)
        for form in range(CLUSTER_FORMS):
            scatter_add(model, gradient, clusters[:, form], d_out @ matrices[form].T)
        add_gradient(model, "E", gradient)
        add_gradient(model, "W", np.stack([rows.T @ d_out for rows in chosen]))
        return _NO_GRADIENT

    return out, backprop


def type_numbers(width: int, keep: float = 0.9) -> Layer:
    """Project the plain numbers of a word (frequencies, lists, subword vector); some are left out while training."""
    return Model(
        "type_numbers",
        _numbers_forward,
        init=_init_numbers,
        params={"W": None, "b": None},
        dims={"nO": width},
        attrs={"numbers": 0, "keep": keep},
    )


def _init_numbers(model: Layer, *_: Any, **__: Any) -> None:
    width, numbers = model.get_dim("nO"), model.attrs["numbers"]
    set_param(model, "W", _normal((numbers, width), numbers**-0.5))
    set_param(model, "b", np.zeros(width, np.float32))


def _numbers_forward(model: Layer, types: TypeRows, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
    numbers = types.numbers
    if is_train:
        keep = np.float32(model.attrs["keep"])
        numbers = numbers * ((np.random.random(numbers.shape) < keep) / keep).astype(np.float32)
    weights = param(model, "W")

    def backprop(d_out: Floats) -> Floats:
        add_gradient(model, "W", numbers.T @ d_out)
        add_gradient(model, "b", d_out.sum(axis=0))
        return _NO_GRADIENT

    return numbers @ weights + param(model, "b"), backprop


def per_type(embed: Layer) -> Layer:
    """Embed each different word once and spread the vectors over the tokens.

    ``attrs["features"]`` computes the features and ``attrs["rows"]`` keeps them (set by ``network.attach``). Outside
    training the vectors are kept until a weight changes, so a word costs a dictionary look-up from the second time
    on; features are kept while training, where weights change at every step.
    """
    attrs: dict[str, Any] = {"features": None, "rows": None, "vectors": {}, "stamp": b""}
    return Model(
        "per_type", _types_forward, init=_init_types, layers=[embed], attrs=attrs, dims={"nO": embed.get_dim("nO")}
    )


def _init_types(model: Layer, *_: Any, **__: Any) -> None:
    model.layers[0].initialize()


def _types_forward(model: Layer, sentences: Sentences, is_train: bool) -> tuple[Ragged, Callable[[Ragged], Sentences]]:
    numbers: dict[str, int] = {}
    tokens = [numbers.setdefault(word, len(numbers)) for sentence in sentences for word in sentence]
    inverse = np.array(tokens, np.int32)
    lengths = np.array([len(sentence) for sentence in sentences], np.int32)
    words = list(numbers)
    if not is_train:
        return ragged(_cached_vectors(model, words)[inverse], lengths), lambda d_tokens: sentences
    vectors, backprop_embed = model.layers[0](model.attrs["rows"].rows(words), is_train)

    def backprop(d_tokens: Ragged) -> Sentences:
        d_vectors = np.zeros_like(vectors)
        scatter_add(model, d_vectors, inverse, rows_of(d_tokens))
        backprop_embed(d_vectors)
        return sentences

    return ragged(vectors[inverse], lengths), backprop


def _cached_vectors(model: Layer, words: list[str]) -> Floats:
    cache: dict[str, Floats] = model.attrs["vectors"]
    stamp = b"".join(
        param(layer, name).tobytes() for layer in model.walk() for name in ("G", "b") if layer.has_param(name)
    )
    # Biases change with every step of training and with every exchange of weights: cheap to compare, no hook needed.
    if stamp != model.attrs["stamp"] or len(cache) + len(words) > _MOST_VECTORS:
        cache.clear()
        model.attrs["stamp"] = stamp
    new = [word for word in words if word not in cache]
    if new:
        cache.update(zip(new, model.layers[0].predict(model.attrs["features"].rows(new)), strict=True))
    if not words:
        return np.zeros((0, model.get_dim("nO")), np.float32)
    return np.stack([cache[word] for word in words])


def hide_tokens(keep: float = 0.95) -> Layer:
    """Leave one token in twenty empty while training, so that the net learns to tell a name from what is around it."""
    return Model("hide_tokens", _hide_forward, attrs={"keep": keep})


def _hide_forward(model: Layer, tokens: Ragged, is_train: bool) -> tuple[Ragged, Callable[[Ragged], Ragged]]:
    if not is_train:
        return tokens, lambda d_tokens: d_tokens
    rows, lengths = rows_of(tokens), lengths_of(tokens)
    kept = _keep_mask(len(rows), model.attrs["keep"])
    return ragged(rows * kept, lengths), lambda d_tokens: ragged(rows_of(d_tokens) * kept, lengths)


def sentence_dropout() -> Layer:
    """Drop the same columns at all tokens of a sentence."""
    return Model("sentence_dropout", _dropout_forward, attrs={"dropout_rate": 0.0})


def _dropout_forward(model: Layer, tokens: Ragged, is_train: bool) -> tuple[Ragged, Callable[[Ragged], Ragged]]:
    rows, lengths = rows_of(tokens), lengths_of(tokens)
    mask = dropout_mask(lengths, rows.shape[1], model.attrs["dropout_rate"]) if is_train else None
    if mask is None:
        return tokens, lambda d_tokens: d_tokens
    return ragged(rows * mask, lengths), lambda d_tokens: ragged(rows_of(d_tokens) * mask, lengths)


def _normal(shape: tuple[int, ...], scale: float) -> Floats:
    return (np.random.standard_normal(shape) * scale).astype(np.float32)


def _keep_mask(count: int, keep: float) -> Floats:
    """Give a column of ones, zeros where a row is to be left out."""
    if keep >= 1.0:
        return np.ones((count, 1), np.float32)
    return (np.random.random((count, 1)) < keep).astype(np.float32)
