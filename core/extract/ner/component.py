"""The pipeline component: texts in, entities with scores out; trainable by ``nlp.update`` and ``spacy train``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import srsly
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan
from spacy.training import Example, validate_examples
from spacy.vocab import Vocab
from thinc.api import Model, Optimizer, set_dropout_rate
from thinc.types import Ragged

from core.extract.ner import crf
from core.extract.ner.arrays import Array, Floats, Sentences, lengths_of, ragged, rows_of
from core.extract.ner.calibration import Calibration
from core.extract.ner.features import WordFeatures
from core.extract.ner.gold import allowed_tags
from core.extract.ner.memory import Recall, gather_evidence
from core.extract.ner.network import DEFAULT_GAPS, attach, build_network
from core.extract.ner.sentences import Cut, sentences_of
from core.extract.ner.storage import Folder, pack_weights, unpack_weights
from core.extract.ner.tags import TagScheme

SPANS_KEY = "leuchtstift"
MAIN_LABELS = ("PER", "ORG", "LOC", "MISC")
SIDE_LABELS = ("LOCderiv", "ORGpart", "LOCpart", "MISCderiv", "MISCpart", "PERpart", "PERderiv", "ORGderiv")
_CONFIG, _WEIGHTS = "settings.json", "weights.npz"
_BATCH_TOKENS = 4000
_SLICE_TOKENS = 1000  # the arrays of a slice fit into a core's cache


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A span of tokens of one text with its calibrated probability."""

    start: int
    end: int
    label: str
    score: float


@Language.factory(
    "leuchtstift_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "width": 128,
        "gaps": list(DEFAULT_GAPS),
        "labels": list(MAIN_LABELS),
        "side_labels": list(SIDE_LABELS),
    },
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_recogniser(
    nlp: Language, name: str, width: int, gaps: list[int], labels: list[str], side_labels: list[str]
) -> EntityRecogniser:
    """Make the component; it works after ``initialize``, ``from_disk`` or ``from_bytes``."""
    return EntityRecogniser(nlp.vocab, name, width=width, gaps=gaps, labels=labels, side_labels=side_labels)


class EntityRecogniser(TrainablePipe):  # type: ignore[misc]  # a Cython class without types
    """Marks people, organisations, places and other names, with a calibrated probability each.

    The spans of the main labels become ``doc.ents``. All spans, those of the side labels too, are in
    ``doc.spans["leuchtstift"]``, whose ``attrs["scores"]`` has the probability of each, in the same order.
    """

    def __init__(
        self,
        vocab: Vocab,
        name: str = "ner",
        *,
        width: int = 128,
        gaps: Sequence[int] = DEFAULT_GAPS,
        labels: Sequence[str] = MAIN_LABELS,
        side_labels: Sequence[str] = SIDE_LABELS,
    ) -> None:
        self.vocab = vocab
        self.name = name
        self.cfg: dict[str, Any] = {
            "width": width,
            "gaps": list(gaps),
            "labels": list(labels),
            "side_labels": list(side_labels),
            "outside_bias": 0.0,
            "calibration": {},
        }
        self.features: WordFeatures | None = None
        self._build()

    def _build(self) -> None:
        self.scheme = TagScheme(self.cfg["labels"], self.cfg["side_labels"])
        self.model: Model[Sentences, Ragged] = build_network(
            self.scheme, width=self.cfg["width"], gaps=self.cfg["gaps"]
        )
        self.calibration = Calibration({label: tuple(curve) for label, curve in self.cfg["calibration"].items()})
        if self.features is not None:
            attach(self.model, self.features)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the spans, main ones first."""
        return self.scheme.labels + self.scheme.side_labels

    def set_decoding(self, outside_bias: float, calibration: dict[str, tuple[float, float]]) -> None:
        """Set what turns scores into spans and probabilities: found on held-out text after training."""
        self.cfg["outside_bias"] = outside_bias
        self.cfg["calibration"] = {label: list(curve) for label, curve in calibration.items()}
        self.calibration = Calibration(calibration)

    def predict(self, docs: Iterable[Doc]) -> list[list[ScoredSpan]]:
        """Find the spans of each text."""
        texts = list(docs)
        found: list[list[ScoredSpan]] = [[] for _ in texts]
        for batch in _batches(texts):
            all_spans = self.find([cut.words for _, cut in batch], [number for number, _ in batch])
            for (number, cut), spans in zip(batch, all_spans, strict=True):
                found[number] += [
                    ScoredSpan(cut.tokens[start], cut.tokens[end - 1] + 1, label, score)
                    for start, end, label, score in spans
                ]
        return found

    def find(self, sentences: Sentences, texts: Sequence[int]) -> list[list[tuple[int, int, str, float]]]:
        """Give the spans of sentences as token numbers, label, probability; ``texts`` numbers each sentence's text."""
        scores = [rows_of(self.model.predict(part)) for part in _slices(sentences)]
        lengths = np.array([len(sentence) for sentence in sentences], np.int32)
        rows = np.concatenate(scores) if scores else np.zeros((0, len(self.scheme)), np.float32)
        weights = crf.weights_of(self.model.get_ref("crf"))
        lattice = crf.forward_backward(rows, lengths, weights)
        evidence = self._evidence(sentences, texts, lattice)
        if evidence.any():
            rows = self.model.get_ref("memory").predict(Recall(rows, evidence))
            lattice = crf.forward_backward(rows, lengths, weights)
        return self._decode(rows, lengths, weights, lattice)

    def _evidence(self, sentences: Sentences, texts: Sequence[int], lattice: crf.Lattice) -> Floats:
        words = [word for sentence in sentences for word in sentence]
        numbers = np.repeat(np.array(texts, np.int64), [len(sentence) for sentence in sentences])
        return gather_evidence(words, numbers, lattice.marginals, self.scheme)

    def _decode(
        self, rows: Floats, lengths: Array, weights: crf.Weights, lattice: crf.Lattice
    ) -> list[list[tuple[int, int, str, float]]]:
        # The likeliest path leaves out too many names for the best F1: a bias against "outside" (from held-out text).
        biased = rows - np.float32(self.cfg["outside_bias"]) * (np.arange(len(self.scheme)) == 0)
        tags = crf.best_tags(biased, lengths, weights)
        found, first = [], 0
        for length in lengths.tolist():
            spans = []
            for start, end, label in self.scheme.decode(tags[first : first + length]):
                path = [int(tag) for tag in tags[first + start : first + end]]
                score = self.calibration(lattice.path_probability(first + start, path), label)
                spans.append((start, end, label, score))
            found.append(spans)
            first += length
        return found

    def set_annotations(self, docs: Iterable[Doc], scores: list[list[ScoredSpan]]) -> None:
        """Write the spans into the texts."""
        main = set(self.scheme.labels)
        for doc, found in zip(docs, scores, strict=True):
            spans = [DocSpan(doc, span.start, span.end, label=span.label) for span in found]
            doc.set_ents([span for span in spans if span.label_ in main])
            doc.spans[SPANS_KEY] = SpanGroup(
                doc, name=SPANS_KEY, attrs={"scores": [span.score for span in found]}, spans=spans
            )

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from annotated texts; tokens whose entities are not known teach nothing."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        validate_examples(examples, "EntityRecogniser.update")
        cut = [(number, sentence) for number, eg in enumerate(examples) for sentence in sentences_of(eg.predicted)]
        if not cut:
            return losses
        sentences = [sentence.words for _, sentence in cut]
        allowed = [tags for example in examples for tags in allowed_tags(example, self.scheme, SPANS_KEY)]
        set_dropout_rate(self.model, drop)
        losses[self.name] += self.learn(sentences, [number for number, _ in cut], np.concatenate(allowed))
        if sgd is not None:
            self.finish_update(sgd)
        return losses

    def learn(self, sentences: Sentences, texts: Sequence[int], allowed: npt.NDArray[np.bool_]) -> float:
        """Add the gradient of some annotated sentences and give their loss by token, the mean of both readings.

        ``texts`` numbers each sentence's text; ``allowed`` tells for each token which tags its annotation allows.
        """
        layer, memory = self.model.get_ref("crf"), self.model.get_ref("memory")
        scores, backprop = self.model.begin_update(sentences)
        rows, lengths = rows_of(scores), lengths_of(scores)
        loss, d_rows = crf.likelihood_gradient(layer, rows, lengths, allowed)
        lattice = crf.forward_backward(rows, lengths, crf.weights_of(layer))
        evidence = self._evidence(sentences, texts, lattice)
        if evidence.any():
            recalled, backprop_memory = memory(Recall(rows, evidence), True)
            second, d_recalled = crf.likelihood_gradient(layer, recalled, lengths, allowed)
            d_rows = d_rows + backprop_memory(d_recalled)
            loss += second
        backprop(ragged(d_rows, lengths))
        return loss

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        resources: str | None = None,  # spaCy checks these arguments' types by name: builtin ones only
        labels: list[str] | None = None,
    ) -> None:
        """Start with random weights. ``resources`` is a folder with the features' files, such as another component's.

        Labels that the component was not made with are taken from ``labels``, else from the examples.
        """
        if resources is not None:
            self.features = WordFeatures.from_files(Folder(Path(resources)))
        if self.features is None:
            raise ValueError("Name the folder of the word features: [initialize.components.ner] resources = …")
        known = set(self.labels)
        wanted = (
            labels if labels is not None else sorted({e.label_ for eg in get_examples() for e in eg.reference.ents})
        )
        self.cfg["labels"] += [label for label in wanted if label not in known]
        self.cfg["calibration"] = {}
        self._build()
        self.model.initialize()

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Score the entities exactly: span and label."""
        return dict(get_ner_prf(examples))

    def _files(self) -> dict[str, bytes]:
        features = self.features.to_files() if self.features is not None else {}
        return {_CONFIG: srsly.json_dumps(self.cfg, indent=1).encode(), _WEIGHTS: pack_weights(self.model), **features}

    def _load(self, files: Mapping[str, bytes]) -> EntityRecogniser:
        self.cfg = srsly.json_loads(files[_CONFIG].decode())
        self.features = WordFeatures.from_files(files)
        self._build()
        unpack_weights(self.model, files[_WEIGHTS])
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights, settings and features into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self._files().items():
            (folder / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> EntityRecogniser:
        """Read what ``to_disk`` wrote."""
        return self._load(Folder(Path(path)))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give weights, settings and features as bytes."""
        return bytes(srsly.msgpack_dumps(self._files()))

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> EntityRecogniser:
        """Read what ``to_bytes`` gave."""
        return self._load(srsly.msgpack_loads(bytes_data))


def _batches(texts: Sequence[Doc]) -> Iterator[list[tuple[int, Cut]]]:
    """Give the sentences of texts, each with its text's number; whole texts, until there are enough tokens."""
    batch: list[tuple[int, Cut]] = []
    tokens = 0
    for number, doc in enumerate(texts):
        if batch and tokens + len(doc) > _BATCH_TOKENS:
            yield batch
            batch, tokens = [], 0
        batch += [(number, sentence) for sentence in sentences_of(doc)]
        tokens += len(doc)
    if batch:
        yield batch


def _slices(sentences: Sentences) -> Iterator[Sentences]:
    """Cut sentences into parts of a bounded number of tokens, so that a long text takes no more memory than a short."""
    part: Sentences = []
    tokens = 0
    for sentence in sentences:
        if part and tokens + len(sentence) > _SLICE_TOKENS:
            yield part
            part, tokens = [], 0
        part.append(sentence)
        tokens += len(sentence)
    if part:
        yield part
