"""Where sentences end."""

import itertools

import pytest
import spacy

from core.extract.ner.sentences import sentence_starts, sentences_of

NLP = spacy.blank("de")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Das ist so. Und das auch.", ["Das ist so.", "Und das auch."]),
        ("Titel ohne Punkt\n\nGenf Der Text beginnt.", ["Titel ohne Punkt", "Genf Der Text beginnt."]),
        ("„Nein.“ Er ging. „Ja!“, sagte sie.", ["„Nein.“", "Er ging.", "„Ja!“, sagte sie."]),
        ("Am 10. Januar kam Dr. Müller.", ["Am 10. Januar kam Dr. Müller."]),
        ("Amt: Minister\nPartei: SPD\n", ["Amt: Minister", "Partei: SPD"]),
        ("Er kam um 19.30 Uhr. 2022 ging er.", ["Er kam um 19.30 Uhr.", "2022 ging er."]),
        ("z. B. das. und weiter", ["z. B. das. und weiter"]),
        ("\n\n", []),
        ("", []),
    ],
)
def test_sentences(text, wanted):
    doc = NLP.make_doc(text)
    assert [doc[s.tokens[0] : s.tokens[-1] + 1].text for s in sentences_of(doc)] == wanted


def test_long_lines_are_cut():
    doc = NLP.make_doc("wort " * 1000)
    starts = [*sentence_starts(doc), len(doc)]
    assert max(end - start for start, end in itertools.pairwise(starts)) <= 200


def test_marks_of_a_component_before_are_kept():
    doc = NLP.make_doc("eins zwei drei")
    for token in doc:
        token.is_sent_start = token.i in (0, 2)
    assert [len(sentence.words) for sentence in sentences_of(doc)] == [2, 1]


def test_component_marks_every_token():
    nlp = spacy.blank("de")
    nlp.add_pipe("leuchtstift_sentences")
    doc = nlp("Erster Satz. Zweiter Satz.\n\nDritter")
    assert [span.text.strip() for span in doc.sents] == ["Erster Satz.", "Zweiter Satz.", "Dritter"]
