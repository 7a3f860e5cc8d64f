"""A small recogniser with its own word features: as the real one, but of few words."""

import pytest
import spacy

from core.assets import resource
from core.extract.ner import component
from core.extract.ner.features import WordFeatures
from core.extract.ner.gazetteer import Gazetteer
from core.extract.ner.lexicon import Lexicon
from core.extract.ner.subwords import Subwords
from core.extract.ner.wordlist import WordList

FOLDER = resource("models", "de_news")


@pytest.fixture(scope="session")
def subwords():
    names = ("sentencepiece.model", "subwords.npz")
    return Subwords.from_files({name: (FOLDER / "ner" / name).read_bytes() for name in names})


@pytest.fixture(scope="session")
def features(subwords):
    words = ["die", "Lawrow", "lawrow", "Genf", "genf", "Regierung", "Merkel", "in"]
    lexicon = Lexicon.build(
        {word: number for number, word in enumerate(words, 1)},
        {word: -3.0 - number for number, word in enumerate(words)},
    )
    return WordFeatures(
        lexicon, subwords, Gazetteer.build({"Genf": 2, "Moskau": 6}, 3), WordList.build(["Regierung"], ["in", "die"])
    )


@pytest.fixture
def make_nlp(features):
    """Make a blank pipeline with an untrained recogniser of few columns."""

    def make(**config):
        nlp = spacy.blank("de")
        nlp.add_pipe("leuchtstift_sentences", name="sentences")
        ner = nlp.add_pipe("leuchtstift_ner", name="ner", config={"width": 16, "gaps": [1], **config})
        assert isinstance(ner, component.EntityRecogniser)
        ner.features = features
        return nlp

    return make
