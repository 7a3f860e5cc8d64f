"""The CRF against sums over all tag sequences, on inputs small enough to write them all down."""

from itertools import pairwise, product

import numpy as np
import pytest

from core.extract.ner import crf
from core.extract.ner.tags import TagScheme

SCHEME = TagScheme(["PER"], ["LOCderiv"])  # O, B, I, E, S, I-LOCderiv
LENGTHS = np.array([4, 1, 3])


@pytest.fixture
def chain():
    random = np.random.default_rng(3)
    layer = crf.CRF(SCHEME)
    layer.initialize()
    count = len(SCHEME)
    layer.set_param("follow", random.normal(size=(count, count)).astype("f"))
    layer.set_param("start", random.normal(size=count).astype("f"))
    layer.set_param("end", random.normal(size=count).astype("f"))
    scores = (random.normal(size=(LENGTHS.sum(), count)) * 2).astype("f")
    return layer, scores


def sequences(scores, weights):
    """All tag sequences of one sentence that the scheme allows, with their scores."""
    follows, starts, ends = SCHEME.allowed()
    for tags in product(range(len(SCHEME)), repeat=len(scores)):
        pairs = list(pairwise(tags))
        if starts[tags[0]] and ends[tags[-1]] and all(follows[pair] for pair in pairs):
            total = weights.start[tags[0]] + weights.end[tags[-1]] + sum(weights.follow[pair] for pair in pairs)
            yield tags, float(total + sum(row[tag] for row, tag in zip(scores, tags, strict=True)))


def by_sentence(scores):
    return np.split(scores, np.cumsum(LENGTHS)[:-1])


def test_partition_marginals_and_spans_are_the_sums_over_all_sequences(chain):
    layer, scores = chain
    weights = crf.weights_of(layer)
    lattice = crf.forward_backward(scores, LENGTHS, weights)
    first = 0
    for number, sentence in enumerate(by_sentence(scores)):
        known = list(sequences(sentence, weights))
        total = np.logaddexp.reduce([score for _, score in known])
        assert lattice.log_partition[number] == pytest.approx(total, abs=1e-6)
        wanted = np.zeros_like(sentence, dtype=float)
        for tags, score in known:
            wanted[np.arange(len(tags)), tags] += np.exp(score - total)
        np.testing.assert_allclose(lattice.marginals[first : first + len(sentence)], wanted, atol=1e-6)
        for start in range(len(sentence)):
            for end in range(start + 1, len(sentence) + 1):
                path = [int(tag) for tag in SCHEME.encode([(0, end - start, "PER")], end - start)]
                share = sum(np.exp(s - total) for tags, s in known if list(tags[start:end]) == path)
                assert lattice.path_probability(first + start, path) == pytest.approx(share, abs=1e-6)
        first += len(sentence)


def test_best_tags_are_the_best_sequence(chain):
    layer, scores = chain
    weights = crf.weights_of(layer)
    best = [max(sequences(s, weights), key=lambda pair: pair[1]) for s in by_sentence(scores)]
    tags = crf.best_tags(scores, LENGTHS, weights)
    assert tags.tolist() == [tag for sequence, _ in best for tag in sequence]
    np.testing.assert_allclose(crf.path_score(scores, LENGTHS, weights, tags), [s for _, s in best], rtol=1e-6)


@pytest.mark.parametrize("known", [True, False], ids=["every tag known", "some tags open"])
def test_gradient_is_that_of_the_loss(chain, known):
    layer, scores = chain
    tags = np.concatenate(
        [SCHEME.encode([(1, 3, "PER")], 4), SCHEME.encode([], 1), SCHEME.encode([(0, 1, "LOCderiv")], 3)]
    )
    allowed = np.zeros(scores.shape, bool)
    allowed[np.arange(len(tags)), tags] = True
    if not known:
        allowed[[0, 5]] = True

    def loss(changed):
        return crf.likelihood_gradient(layer, changed, LENGTHS, allowed)[0]

    _, d_scores = crf.likelihood_gradient(layer, scores, LENGTHS, allowed)
    d_follow = layer.get_grad("follow").copy()
    step = 1e-2
    for row, column in product(range(len(scores)), range(len(SCHEME))):
        change = np.zeros_like(scores)
        change[row, column] = step
        slope = (loss(scores + change) - loss(scores - change)) / (2 * step)
        assert d_scores[row, column] == pytest.approx(slope, abs=2e-4)
    follow = layer.get_param("follow").copy()
    for before, after in product(range(len(SCHEME)), repeat=2):
        slopes = []
        for sign in (step, -step):
            changed = follow.copy()
            changed[before, after] += sign
            layer.set_param("follow", changed)
            slopes.append(loss(scores))
        assert d_follow[before, after] == pytest.approx((slopes[0] - slopes[1]) / (2 * step), abs=2e-4)


def test_loss_is_the_negative_log_probability(chain):
    layer, scores = chain
    weights = crf.weights_of(layer)
    tags = np.concatenate([SCHEME.encode([(0, 2, "PER")], 4), SCHEME.encode([], 1), SCHEME.encode([], 3)])
    allowed = np.eye(len(SCHEME), dtype=bool)[tags]
    loss, _ = crf.likelihood_gradient(layer, scores, LENGTHS, allowed)
    lattice = crf.forward_backward(scores, LENGTHS, weights)
    log_probability = crf.path_score(scores, LENGTHS, weights, tags) - lattice.log_partition
    assert loss == pytest.approx(-log_probability.sum() / LENGTHS.sum(), abs=1e-6)


def test_wanted_marginals_give_the_same_gradient_as_wanted_tags(chain):
    layer, scores = chain
    weights = crf.weights_of(layer)
    tags = np.concatenate([SCHEME.encode([(0, 2, "PER")], 4), SCHEME.encode([], 1), SCHEME.encode([], 3)])
    lattice = crf.forward_backward(scores, LENGTHS, weights)
    one_hot = np.eye(len(SCHEME))[tags]
    target = crf.forward_backward(np.where(one_hot > 0, scores, -1e4), LENGTHS, weights)
    by_lattice = crf.gradient(lattice, target, None, LENGTHS)
    by_tags = crf.gradient(lattice, one_hot, tags, LENGTHS)
    np.testing.assert_allclose(by_lattice[0], by_tags[0], atol=1e-9)
    np.testing.assert_allclose(by_lattice[1].follow, by_tags[1].follow, atol=1e-9)


def test_a_forbidden_tag_never_wins(chain):
    layer, scores = chain
    scores[:, SCHEME.index["I-PER"]] += 50
    tags = crf.best_tags(scores, LENGTHS, crf.weights_of(layer))
    follows, starts, ends = SCHEME.allowed()
    for sentence in by_sentence(tags):
        assert starts[sentence[0]]
        assert ends[sentence[-1]]
        assert all(follows[pair] for pair in pairwise(sentence))
