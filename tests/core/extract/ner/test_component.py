"""The component as spaCy uses it: initialize, update, predict, store, train from a configuration file."""

import numpy as np
import pytest
import spacy
from spacy.cli.train import train
from spacy.tokens import DocBin, Span
from spacy.training import Example
from thinc.api import fix_random_seed

from core.extract.ner import SPANS_KEY
from core.extract.ner.features import WordFeatures

TEXTS = [
    ("Lawrow trifft Baerbock in Genf.", [(0, 6, "PER"), (14, 22, "PER"), (26, 30, "LOC")]),
    ("Die Regierung in Moskau schweigt.", [(17, 23, "LOC")]),
    ("Angela Merkel lobt Siemens.", [(0, 13, "PER"), (19, 26, "ORG")]),
]


def example(nlp, text, entities, side=()):
    doc = nlp.make_doc(text)
    reference = nlp.make_doc(text)
    reference.ents = [reference.char_span(*entity[:2], label=entity[2]) for entity in entities]
    reference.spans[SPANS_KEY] = [reference.char_span(*span[:2], label=span[2]) for span in side]
    return Example(doc, reference)


@pytest.fixture
def trained(make_nlp):
    fix_random_seed(1)
    nlp = make_nlp()
    examples = [example(nlp, *pair) for pair in TEXTS]
    optimizer = nlp.initialize(lambda: examples)
    losses = []
    for _ in range(60):
        losses.append(nlp.update(examples, sgd=optimizer, drop=0.1)["ner"])
    return nlp, losses


def entities(doc):
    return [(span.text, span.label_) for span in doc.ents]


def test_update_learns_what_it_is_shown(trained):
    nlp, losses = trained
    assert losses[-1] < losses[0] / 10
    assert entities(nlp(TEXTS[0][0])) == [("Lawrow", "PER"), ("Baerbock", "PER"), ("Genf", "LOC")]
    assert entities(nlp(TEXTS[2][0])) == [("Angela Merkel", "PER"), ("Siemens", "ORG")]


def test_scores_stand_beside_the_spans(trained):
    nlp, _ = trained
    doc = nlp(TEXTS[0][0])
    group = doc.spans[SPANS_KEY]
    assert [(span.start, span.end, span.label_) for span in group] == [(s.start, s.end, s.label_) for s in doc.ents]
    assert len(group.attrs["scores"]) == len(group) == 3
    assert all(0.5 < score <= 1.0 for score in group.attrs["scores"])


def test_stored_and_read_again_it_finds_the_same(trained, tmp_path):
    nlp, _ = trained
    texts = [text for text, _ in TEXTS]
    before = [nlp(text).to_json() for text in texts]
    nlp.to_disk(tmp_path / "model")
    from_disk = spacy.load(tmp_path / "model")
    from_bytes = spacy.blank("de")
    from_bytes.add_pipe("leuchtstift_sentences", name="sentences")
    from_bytes.add_pipe("leuchtstift_ner", name="ner")
    from_bytes.from_bytes(nlp.to_bytes())
    for other in (from_disk, from_bytes):
        docs = list(other.pipe(texts))
        assert [doc.to_json()["ents"] for doc in docs] == [doc["ents"] for doc in before]
        for doc in docs:
            wanted = nlp(doc.text).spans[SPANS_KEY].attrs["scores"]
            np.testing.assert_allclose(doc.spans[SPANS_KEY].attrs["scores"], wanted, atol=0.02)
    from_disk.to_disk(tmp_path / "again")
    for path in (tmp_path / "model" / "ner").iterdir():
        assert (tmp_path / "again" / "ner" / path.name).read_bytes() == path.read_bytes()


def test_what_is_not_annotated_teaches_nothing(make_nlp):
    fix_random_seed(2)
    nlp = make_nlp()
    pairs = [example(nlp, *pair) for pair in TEXTS]
    nlp.initialize(lambda: pairs)
    open_doc = nlp.make_doc("Lawrow trifft Baerbock.")
    open_doc.set_ents([], missing=[open_doc[:]], default="missing")
    assert nlp.update([Example(nlp.make_doc(open_doc.text), open_doc)])["ner"] == pytest.approx(0.0, abs=1e-6)
    half = nlp.make_doc("Lawrow trifft Baerbock.")
    half.set_ents([Span(half, 0, 1, label="PER")], default="missing")
    assert nlp.update([Example(nlp.make_doc(half.text), half)])["ner"] > 0.01


def test_side_labels_are_learned_but_are_no_entities(make_nlp):
    fix_random_seed(3)
    nlp = make_nlp()
    text = "Die deutsche Regierung schweigt."
    pair = example(nlp, text, [], [(4, 12, "LOCderiv")])
    optimizer = nlp.initialize(lambda: [pair])
    for _ in range(40):
        nlp.update([pair], sgd=optimizer)
    doc = nlp(text)
    assert doc.ents == ()
    assert [(span.text, span.label_) for span in doc.spans[SPANS_KEY]] == [("deutsche", "LOCderiv")]


def test_new_labels_come_from_the_examples(make_nlp):
    nlp = make_nlp()
    pair = example(nlp, "Der Gipfel beginnt.", [(4, 10, "EVENT")])
    nlp.initialize(lambda: [pair])
    assert "EVENT" in nlp.get_pipe("ner").labels


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "a" * 500, "🙂 🙂", "\u200b"])
def test_odd_texts_pass(trained, text):
    nlp, _ = trained
    doc = nlp(text)
    assert doc.text == text
    assert len(doc.spans[SPANS_KEY]) >= len(doc.ents)


def test_batches_and_single_texts_give_the_same(trained):
    nlp, _ = trained
    texts = [text for text, _ in TEXTS] * 7
    assert [entities(doc) for doc in nlp.pipe(texts, batch_size=4)] == [entities(nlp(text)) for text in texts]


def test_spacy_train_trains_it(make_nlp, features, tmp_path):
    nlp = make_nlp()
    for name, data in features.to_files().items():
        (tmp_path / "features").mkdir(exist_ok=True)
        (tmp_path / "features" / name).write_bytes(data)
    docs = DocBin(docs=[example(nlp, *pair).reference for pair in TEXTS], store_user_data=True)
    docs.to_disk(tmp_path / "texts.spacy")
    config = nlp.config.copy()
    config["initialize"]["components"]["ner"] = {"resources": str(tmp_path / "features")}
    config["training"].update({"max_steps": 30, "eval_frequency": 15, "seed": 0})
    config["training"]["score_weights"] = {"ents_f": 1.0}
    config.to_disk(tmp_path / "config.cfg")
    paths = {"paths.train": str(tmp_path / "texts.spacy"), "paths.dev": str(tmp_path / "texts.spacy")}
    train(tmp_path / "config.cfg", tmp_path / "out", overrides=paths)
    best = spacy.load(tmp_path / "out" / "model-best")
    assert best.meta["performance"]["ents_f"] > 0.5
    assert isinstance(best.get_pipe("ner").features, WordFeatures)
