"""Spans to tags and back."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from core.extract.ner.tags import TagScheme

SCHEME = TagScheme(["PER", "ORG"], ["LOCderiv"])


@st.composite
def span_lists(draw):
    spans, position = [], 0
    for _ in range(draw(st.integers(0, 5))):
        start = position + draw(st.integers(0, 2))
        end = start + draw(st.integers(1, 3))
        spans.append((start, end, draw(st.sampled_from(["PER", "ORG", "LOCderiv"]))))
        position = end
    return spans, position + draw(st.integers(0, 2))


def joined_side_spans(spans):
    """Side labels are coded without a beginning, so neighbours become one."""
    out = []
    for start, end, label in spans:
        if out and label == "LOCderiv" and out[-1][1:] == (start, label):
            out[-1] = (out[-1][0], end, label)
        else:
            out.append((start, end, label))
    return out


@given(span_lists())
def test_tags_give_the_spans_back(case):
    spans, length = case
    tags = SCHEME.encode(spans, length)
    assert SCHEME.decode(tags) == joined_side_spans(spans)
    follows, starts, ends = SCHEME.allowed()
    if length:
        assert starts[tags[0]]
        assert ends[tags[-1]]
        assert all(follows[a, b] for a, b in itertools.pairwise(tags))


@given(st.lists(st.integers(0, len(SCHEME) - 1), max_size=8))
def test_any_tags_give_spans_that_do_not_overlap(tags):
    spans = SCHEME.decode(tags)
    assert all(0 <= start < end <= len(tags) for start, end, _ in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_unknown_labels_are_left_outside():
    assert SCHEME.encode([(0, 1, "EVENT")], 2).tolist() == [0, 0]


def test_an_unfinished_span_is_dropped():
    b, i, e = (SCHEME.index[f"{place}-PER"] for place in "BIE")
    assert SCHEME.decode([b, i, 0, e]) == []
    assert SCHEME.decode([b, SCHEME.index["E-ORG"], b, e]) == [(2, 4, "PER")]
