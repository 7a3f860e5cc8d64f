"""The German entity recogniser; importing this package brings in spaCy and registers the pipeline's two components."""

from core.extract.ner.component import SPANS_KEY, EntityRecogniser
from core.extract.ner.sentences import SentenceSplitter

__all__ = ["SPANS_KEY", "EntityRecogniser", "SentenceSplitter"]
