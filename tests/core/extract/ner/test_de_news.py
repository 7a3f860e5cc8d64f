"""The pipeline that ships: loads as any spaCy pipeline, finds plain names, keeps to its size."""

import pytest
import spacy

from core.assets import resource
from core.extract.ner import SPANS_KEY, EntityRecogniser

FOLDER = resource("models", "de_news")


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(FOLDER)


def found(nlp, text):
    doc = nlp(text)
    return {(span.text, span.label_) for span in doc.spans[SPANS_KEY]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Angela Merkel reiste nach Paris.", {("Angela Merkel", "PER"), ("Paris", "LOC")}),
        ("Die Deutsche Bank hat ihren Sitz in Frankfurt.", {("Deutsche Bank", "ORG"), ("Frankfurt", "LOC")}),
        ("Der FC Bayern München gewann gegen Werder Bremen.", {("FC Bayern München", "ORG"), ("Werder Bremen", "ORG")}),
        ("Der deutsche Kanzler schwieg.", {("deutsche", "LOCderiv")}),
        ("Das Wetter war schön, und die Kinder spielten im Garten.", set()),
    ],
)
def test_plain_names_are_found(nlp, text, wanted):
    assert found(nlp, text) == wanted


def test_scores_tell_sure_from_unsure(nlp):
    doc = nlp("Angela Merkel und Emmanuel Macron sprachen in Berlin.")
    group = doc.spans[SPANS_KEY]
    assert len(group) == 3
    assert all(score > 0.85 for score in group.attrs["scores"])


def test_entities_are_the_main_labels_only(nlp):
    doc = nlp("Die deutsche Regierung und die SPD tagten in Berlin.")
    assert {span.label_ for span in doc.ents} <= {"PER", "ORG", "LOC", "MISC"}
    assert {"LOCderiv"} <= {span.label_ for span in doc.spans[SPANS_KEY]}


def test_lines_end_sentences(nlp):
    doc = nlp("Treffen in Genf\n\nWien Die Minister kamen.")
    assert {span.text for span in doc.ents} == {"Genf", "Wien"}


def test_it_is_small_and_has_its_card(nlp):
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 25e6
    assert {"README.md", "NOTICE"} <= {path.name for path in files}
    assert isinstance(nlp.get_pipe("ner"), EntityRecogniser)
    assert nlp.pipe_names[:2] == ["sentences", "ner"]


def test_learning_goes_on_from_it(nlp):
    from spacy.training import Example

    copied = spacy.load(FOLDER)
    text = "Der Zwergelstern landete."
    doc = copied.make_doc(text)
    doc.ents = [doc.char_span(4, 16, label="MISC")]
    optimizer = copied.resume_training()
    for _ in range(15):
        copied.update([Example(copied.make_doc(text), doc)], sgd=optimizer)
    assert ("Zwergelstern", "MISC") in found(copied, text)
    assert ("Angela Merkel", "PER") in found(copied, "Angela Merkel reiste nach Paris.")
