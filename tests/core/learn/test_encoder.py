"""The transformer against its formulas written out word by word, and its pieces against the text."""

import math

import numpy as np
import pytest

from core.learn.encoder import Encoder, gelu, joined
from tests.core.learn import tiny_transformer as tiny


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    path = tmp_path_factory.mktemp("tiny") / "tiny.bin"
    return path, tiny.write(path)


def norm(row, weights, name):
    return (row - row.mean()) / math.sqrt(row.var() + 1e-12) * weights[name + ".w"] + weights[name + ".b"]


def by_the_book(ids, weights):
    """Devlin et al. 2019, one piece and one head at a time."""
    x = [
        norm(weights["emb.word"][i] + weights["emb.pos"][p] + weights["emb.type"][0], weights, "emb.ln")
        for p, i in enumerate(ids)
    ]

    def linear(name, row):
        return weights[f"l0.{name}.w"] @ row + weights[f"l0.{name}.b"]

    out = []
    for row in x:
        context = []
        for head in range(tiny.HEADS):
            part = slice(head * 16, head * 16 + 16)
            odds = np.array([linear("q", row)[part] @ linear("k", other)[part] / 4 for other in x])
            shares = np.exp(odds - odds.max()) / np.exp(odds - odds.max()).sum()
            context.append(sum(share * linear("v", other)[part] for share, other in zip(shares, x, strict=True)))
        middle = norm(row + linear("ao", np.concatenate(context)), weights, "l0.aln")
        inner = np.array([value * (1 + math.erf(value / math.sqrt(2))) / 2 for value in linear("fi", middle)])
        out.append(norm(middle + linear("fo", inner), weights, "l0.oln"))
    return np.array(out)


def test_states_are_those_of_the_formulas(packed):
    path, weights = packed
    states = Encoder.read(path).states([("Olaf", "Scholz", "reist", "."), ("Genf",)], [1])
    index = tiny.PIECES.index
    pieces = [0, *map(index, ["▁Olaf", "▁Scho", "lz", "▁reist", "."]), 2]
    book = by_the_book(pieces, weights)
    wanted = [book[1], book[2:4].mean(axis=0), book[4], book[5]]
    np.testing.assert_allclose(states[0].astype(float), wanted, atol=0.02)
    np.testing.assert_allclose(states[1].astype(float), by_the_book([0, index("▁Genf"), 2], weights)[1:2], atol=0.02)


def test_a_sentence_is_read_alike_alone_and_beside_others(packed):
    encoder = Encoder.read(packed[0])
    sentences = [("Olaf", "Scholz"), ("Genf", ",", "Genf"), ("Olaf", "reist", "nach", "Genf", ".")]
    together = encoder.states(sentences, [1])
    for sentence, states in zip(sentences, together, strict=True):
        np.testing.assert_allclose(states.astype(float), encoder.states([sentence], [1])[0].astype(float), atol=0.01)


def test_every_word_has_a_state_even_beyond_the_longest_text(packed):
    encoder = Encoder.read(packed[0])
    for words in (["☃", "Genf"], ["Genf"] * 60, ["(", "Genf", ")", "„", "Olaf", "“"]):
        (states,) = encoder.states([words], [1])
        assert states.shape == (len(words), tiny.WIDTH)
        assert np.isfinite(states.astype(float)).all()


def test_words_are_written_as_german_writes_them():
    text, starts = joined(["„", "Genf", "“", "(", "CH", ")", ",", "sagt", "er", "."])
    assert text == "„Genf“ (CH), sagt er."
    assert [text[start] for start in starts] == ["„", "G", "“", "(", "C", ")", ",", "s", "e", "."]


def test_gelu_is_near_its_formula():
    values = np.linspace(-4, 4, 81, dtype=np.float32)
    wanted = [value * (1 + math.erf(value / math.sqrt(2))) / 2 for value in values]
    np.testing.assert_allclose(gelu(values), wanted, atol=2e-3)


def test_another_file_is_refused(tmp_path):
    (tmp_path / "x.bin").write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="packed"):
        Encoder.read(tmp_path / "x.bin")
