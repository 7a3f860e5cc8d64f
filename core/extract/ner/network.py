"""The network: word types to vectors, vectors in context by dilated convolutions, scores of tags, a CRF above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from thinc.api import Linear, Model, NumpyOps, add, chain, with_array
from thinc.layers import LayerNorm
from thinc.types import Ragged

from core.extract.ner import crf
from core.extract.ner.arrays import Layer
from core.extract.ner.convolution import convolution
from core.extract.ner.features import FeatureCache, WordFeatures
from core.extract.ner.layers import (
    brown_clusters,
    hashed_ngrams,
    hashed_strings,
    hide_tokens,
    per_type,
    sentence_dropout,
    type_numbers,
)
from core.extract.ner.memory import document_memory
from core.extract.ner.tags import TagScheme

# NumPy's own matrix product is half as fast again as BLIS, Thinc's default, for these sizes.
_OPS = NumpyOps(use_blis=False)
DEFAULT_GAPS = (1, 1, 2, 3)


def build_network(scheme: TagScheme, *, width: int = 128, gaps: Sequence[int] = DEFAULT_GAPS) -> Layer:
    """Build the network: sentences as lists of words in, one row of tag scores a token out.

    The reference ``crf`` is the layer with the chain's weights, ``types`` the one that embeds word types, ``body``
    the convolutions, ``output`` the last projection, ``memory`` the evidence from elsewhere in a text; ``attach``
    gives it the features. ``thinc.api.set_dropout_rate`` sets the dropout between layers.
    """
    numbers = type_numbers(width)
    embed: Layer = chain(
        add(
            hashed_strings(width),
            hashed_ngrams(width),
            brown_clusters(width),
            numbers,
        ),
        LayerNorm(nI=width),
    )
    types = per_type(embed)
    body: Layer = chain(
        hide_tokens(), sentence_dropout(), *[convolution(width, gap) for gap in gaps], sentence_dropout()
    )
    output: Layer = Linear(nO=len(scheme), nI=width)
    top, memory = crf.CRF(scheme), document_memory(scheme)
    network: Layer = chain(types, body, with_array(output), _held(top, memory))
    for layer in network.walk():
        layer.ops = _OPS
    network.set_ref("types", types)
    network.set_ref("body", body)
    network.set_ref("numbers", numbers)
    network.set_ref("output", output)
    network.set_ref("crf", top)
    network.set_ref("memory", memory)
    return network


def attach(network: Layer, features: WordFeatures) -> None:
    """Give a network the features of words that it was or will be trained with."""
    network.get_ref("types").attrs.update(features=features, rows=FeatureCache(features), vectors={})
    network.get_ref("numbers").attrs["numbers"] = features.numbers


def _held(*layers: Layer) -> Layer:
    """Hold layers whose weights belong to the network, but which the component runs by itself, over whole texts."""
    held: Layer = Model("held", _identity, init=_init_held, layers=layers)
    return held


def _identity(model: Layer, tokens: Ragged, is_train: bool) -> tuple[Ragged, Callable[[Ragged], Ragged]]:
    return tokens, lambda d_tokens: d_tokens


def _init_held(model: Layer, *_: Any, **__: Any) -> None:
    for layer in model.layers:
        layer.initialize()
