"""Load a pipeline: only the worker process and tests import this, for it brings spaCy in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from core.errors import ExtractionError
from core.extract.added import digest_of
from core.extract.jobs import RULES, PipelineInfo, PipelineKind
from core.extract.messages import in_short
from core.extract.rules import components
from core.extract.rules.lists import read_list
from core.paths import packages_folder

if TYPE_CHECKING:
    from spacy.language import Language


def load(info: PipelineInfo) -> Language:
    """Load a pipeline with the rules that its options ask for; raises ExtractionError with the reason."""
    register()
    try:
        return _load(info)
    except ExtractionError:
        raise
    except Exception as error:  # border: a pipeline of somebody else may raise anything
        raise ExtractionError(
            f"The pipeline “{info.name}” could not be loaded ({in_short(error)}). "
            "Choose another one, or install it again."
        ) from error


def register() -> None:
    """Make spaCy know the components of this project; after it ``spacy.load`` reads the embedded pipeline's folder."""
    import core.extract.ner.component
    import core.extract.ner.sentences  # noqa: F401 (importing them registers their factories)

    components.register()


def _load(info: PipelineInfo) -> Language:
    if info.kind is PipelineKind.EMBEDDED:
        return _embedded(info)
    if info.kind is PipelineKind.LIST:
        return _list(info)
    if info.kind is PipelineKind.FOLDER and digest_of(Path(info.source)) != info.digest:
        raise ExtractionError(
            f"The folder {info.name} is not as it was when you allowed it. Remove it from the pipelines and add it "
            "again if you trust what is in it now."
        )
    if info.kind is PipelineKind.INSTALLED and str(packages_folder()) not in sys.path:
        sys.path.append(str(packages_folder()))
    return _with_parts(spacy.load(info.source))


def _embedded(info: PipelineInfo) -> Language:
    """Load the embedded pipeline; rules that its folder does not name are added, those not asked for are taken out."""
    nlp = spacy.load(info.source) if info.source else spacy.blank("de")
    for rule in RULES:
        name = components.PREFIX + rule
        if rule in info.options.rules and name not in nlp.pipe_names:
            nlp.add_pipe(name)
        elif rule not in info.options.rules and name in nlp.pipe_names:
            nlp.remove_pipe(name)
    return _with_parts(nlp)


def _with_parts(nlp: Language) -> Language:
    """Have the names inside words marked by their own characters, where a recogniser of ours marks the words."""
    ours = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory == "leuchtstift_ner"]
    if ours and components.PARTS not in nlp.pipe_names:
        nlp.add_pipe(components.PARTS, after=ours[-1])
    return nlp


def _list(info: PipelineInfo) -> Language:
    """Make a pipeline of a word list; raises ExtractionError if nothing in it can be used."""
    entries = read_list(Path(info.source))
    if not entries.names and not entries.patterns:
        problem = f" {entries.problems[0].sentence}" if entries.problems else ""
        raise ExtractionError(f"The word list {info.title} has no entry that can be used.{problem}")
    nlp = spacy.blank(info.lang)
    nlp.add_pipe(components.WORD_LIST, config={"path": info.source})
    return nlp
