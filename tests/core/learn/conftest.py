"""The embedded recogniser's own features, and sentences made up for the tests."""

import pytest

from core.assets import resource
from core.extract.ner.component import EntityRecogniser
from core.extract.ner.features import WordFeatures
from core.learn.corpus import Sentence

_FIRST = ["Olaf", "Annalena", "Sergej", "Antony"]
_LAST = ["Scholz", "Baerbock", "Lawrow", "Blinken"]
_PLACES = ["Genf", "Berlin", "Moskau", "Wien"]


@pytest.fixture(scope="session")
def features():
    folder = resource("models", "de_news") / "ner"
    return WordFeatures.from_files({path.name: path.read_bytes() for path in folder.iterdir()})


@pytest.fixture(scope="session")
def sentences():
    made = []
    for number, first in enumerate(_FIRST):
        for shift, place in enumerate(_PLACES):
            last = _LAST[(number + shift) % 4]
            made.append(Sentence((first, last, "reist", "nach", place, "."), ((0, 2, "PER"), (4, 5, "LOC"))))
            made.append(Sentence(("In", place, "wartet", last, "."), ((1, 2, "LOC"), (3, 4, "PER"))))
            made.append(Sentence(("Die", "Regierung", "schweigt", "."), ()))
    return made


@pytest.fixture
def ner(features):
    import numpy as np
    import spacy
    from thinc.api import fix_random_seed

    fix_random_seed(0)
    np.random.seed(0)
    recogniser = EntityRecogniser(spacy.blank("de").vocab, width=24, gaps=[1])
    recogniser.features = features
    recogniser.initialize(list, labels=[])
    return recogniser
