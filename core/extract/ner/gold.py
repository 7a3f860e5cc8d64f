"""Gold annotation of a spaCy example as the tags that each token may have."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from spacy.training import Example

from core.extract.ner.sentences import sentences_of
from core.extract.ner.tags import TagScheme


def allowed_tags(example: Example, scheme: TagScheme, spans_key: str) -> list[npt.NDArray[np.bool_]]:
    """Give for each sentence of the predicted text a table (token, tag) of what the reference allows.

    A token has one tag where the reference says what it is, and all where it does not: a missing entity annotation, a
    span that does not fit the tokens, or one that a sentence boundary cuts. Spans of side labels are read from
    ``reference.spans[spans_key]``.
    """
    known = np.array([tag is not None for tag in example.get_aligned_ner()], bool)
    wanted = list(example.reference.ents) + [
        span for span in example.reference.spans.get(spans_key, ()) if span.label_ in scheme.side_labels
    ]
    spans = [(span.start, span.end, span.label_) for span in example.get_aligned_spans_y2x(wanted, allow_overlap=True)]
    tables = []
    for sentence in sentences_of(example.predicted):
        place = {token: number for number, token in enumerate(sentence.tokens)}
        unknown = ~known[sentence.tokens]
        inside = []
        for start, end, label in spans:
            if start in place and end - 1 in place:
                inside.append((place[start], place[end - 1] + 1, label))
            else:
                unknown[[place[token] for token in range(start, end) if token in place]] = True
        table = np.zeros((len(sentence.tokens), len(scheme)), bool)
        table[np.arange(len(sentence.tokens)), scheme.encode(inside, len(sentence.tokens))] = True
        table[unknown] = True
        tables.append(table)
    return tables
