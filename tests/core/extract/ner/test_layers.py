"""Gradients of the layers against differences, on few words."""

import numpy as np
import pytest
from thinc.api import fix_random_seed
from thinc.types import Ragged

from core.extract.ner import convolution, layers
from core.extract.ner.features import FeatureCache

WORDS = ["Lawrow", "in", "Genf", "die", "US-Regierung"]
WIDTH = 6


@pytest.fixture
def rows(features):
    return features.rows(WORDS)


@pytest.mark.parametrize(
    "make", [layers.hashed_strings, layers.hashed_ngrams, layers.brown_clusters, layers.type_numbers]
)
def test_embeddings_have_the_right_gradient(make, rows, features):
    layer = make(WIDTH, keep=1.0)
    layer.attrs["numbers"] = features.numbers
    layer.initialize()
    weight = np.random.default_rng(0).normal(size=(len(WORDS), WIDTH)).astype("f")
    _, backprop = layer(rows, is_train=True)
    backprop(weight)
    for name in layer.param_names:
        values = layer.get_param(name)
        gradient = layer.get_grad(name)
        for place in zip(*np.nonzero(gradient), strict=True) if gradient.any() else ():
            if hash(place) % 37:
                continue
            slopes = []
            for step in (0.05, -0.05):
                values[place] += step
                slopes.append((layer.predict(rows) * weight).sum())
                values[place] -= step
            assert gradient[place] == pytest.approx((slopes[0] - slopes[1]) / 0.1, rel=2e-2, abs=2e-3)
        assert gradient.any()


@pytest.mark.parametrize("gap", [1, 2, 3])
def test_neighbours_stay_inside_the_sentence(gap):
    lengths = np.array([3, 1, 4], np.int32)
    tokens = np.arange(1, 9, dtype="f")[:, None]
    seen = convolution.neighbours(tokens, convolution.same_sentence(lengths, gap), gap)
    sentence = [0, 0, 0, 1, 2, 2, 2, 2]
    for token in range(8):
        wanted = []
        for place in (token - gap, token, token + gap):
            inside = 0 <= place < 8 and sentence[place] == sentence[token]
            wanted.append(tokens[place, 0] if inside else 0.0)
        assert seen[token].tolist() == wanted


@pytest.mark.parametrize("gap", [1, 2, 5])
@pytest.mark.parametrize("lengths", [[4, 1, 3], [2]])
def test_convolution_has_the_right_gradient(gap, lengths):
    fix_random_seed(0)
    lengths = np.array(lengths, np.int32)
    layer = convolution.convolution(WIDTH, gap)
    layer.initialize()
    random = np.random.default_rng(4)
    tokens = random.normal(size=(lengths.sum(), WIDTH)).astype("f")
    weight = random.normal(size=tokens.shape).astype("f")
    _, backprop = layer(Ragged(tokens, lengths), is_train=True)
    d_tokens = backprop(Ragged(weight, lengths)).data

    def slope(values, place, step=2e-3):
        ends = []
        for sign in (step, -step):
            values[place] += sign
            ends.append((layer.predict(Ragged(tokens, lengths)).data * weight).sum())
            values[place] -= sign
        return (ends[0] - ends[1]) / (2 * step)

    for place in np.ndindex(tokens.shape):
        assert d_tokens[place] == pytest.approx(slope(tokens, place), rel=3e-2, abs=2e-2)
    for name in layer.param_names:
        values, gradient = layer.get_param(name), layer.get_grad(name)
        for place in list(np.ndindex(values.shape))[::5]:
            assert gradient[place] == pytest.approx(slope(values, place), rel=3e-2, abs=2e-2)


def test_vectors_of_known_words_follow_the_weights(features):
    layer = layers.per_type(layers.type_numbers(WIDTH))
    layer.layers[0].attrs["numbers"] = features.numbers
    layer.attrs.update(features=features, rows=FeatureCache(features))
    layer.initialize()
    before = layer.predict([["Genf", "in"], ["Genf"]])
    assert before.lengths.tolist() == [2, 1]
    np.testing.assert_array_equal(before.data[0], before.data[2])
    layer.layers[0].get_param("b")[:] += 1
    np.testing.assert_allclose(layer.predict([["Genf"]]).data[0], before.data[0] + 1, rtol=1e-5)


def test_training_and_prediction_see_the_same_features(features):
    cached, plain = FeatureCache(features), features.rows(WORDS)
    cached.rows(["Genf", "Moskau"])
    again = cached.rows(WORDS)
    for name in ("strings", "clusters", "ngrams", "ngram_counts", "numbers"):
        np.testing.assert_array_equal(getattr(again, name), getattr(plain, name))


def test_sentence_dropout_drops_columns_of_whole_sentences():
    layer = layers.sentence_dropout()
    layer.attrs["dropout_rate"] = 0.5
    tokens = Ragged(np.ones((6, 40), "f"), np.array([4, 2], np.int32))
    out, backprop = layer(tokens, is_train=True)
    assert set(np.unique(out.data)) == {0.0, 2.0}
    assert (out.data[0] == out.data[3]).all()
    assert (out.data[0] != out.data[4]).any()
    np.testing.assert_array_equal(backprop(tokens).data, out.data)
    assert layer.predict(tokens) is tokens
