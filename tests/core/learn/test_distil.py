"""Teacher, lessons and priors on a small transformer with random weights: small, but the real thing."""

import json
import lzma
from dataclasses import replace

import numpy as np
import pytest
from thinc.api import fix_random_seed

from core.extract.ner import crf
from core.extract.ner.priors import Priors
from core.extract.ner.wordlist import WordList
from core.learn import guesses, teacher, unlabelled
from core.learn.corpus import Sentence
from core.learn.distil import Lesson, distil, distil_step, with_gold
from core.learn.encoder import Encoder
from core.learn.evaluation import f1
from core.learn.lessons import read_chain, read_lessons, write_chain, write_lessons
from core.learn.training import Plan, dev_counts, find_spans
from tests.core.learn import tiny_transformer

PLAN = Plan(passes=12, batch_tokens=60, learn_rate=0.01, dropout=0.1)


@pytest.fixture
def encoder(tmp_path):
    tiny_transformer.write(tmp_path / "tiny.bin")
    return Encoder.read(tmp_path / "tiny.bin")


@pytest.fixture
def taught(encoder, features, sentences, monkeypatch):
    monkeypatch.setattr(teacher, "LAYERS", (1,))
    monkeypatch.setattr(teacher, "GAPS", (1,))
    fix_random_seed(0)
    made = teacher.Teacher(encoder, features, width=24)
    read = made.read(sentences)
    made.train(read, PLAN, watch=read)
    return made, made.lessons(read)


def test_a_teacher_learns_and_a_student_learns_from_it_alone(taught, ner, sentences):
    made, lessons = taught
    bare = [replace(lesson, sentence=Sentence(lesson.words)) for lesson in lessons]  # no annotation but the teacher's
    distil(ner, bare, made.chain, PLAN, watch=sentences)
    assert f1(dev_counts(ner, sentences).sum(axis=0)) > 0.9


def test_lessons_pull_the_marginals_to_the_teachers(ner):
    sentence = Sentence(("Nach", "Lawrow", "reist"))
    random = np.random.default_rng(0)
    lesson = Lesson(sentence, random.normal(size=(3, len(ner.scheme))).astype(np.float16))
    chain = crf.weights_of(ner.model.get_ref("crf"))
    far = distil_step(ner, [lesson], chain)
    distil(ner, [lesson] * 20, chain, Plan(passes=60, batch_tokens=60, learn_rate=0.02, dropout=0.0))
    for layer in ner.model.walk():
        if "keep" in layer.attrs:
            layer.attrs["keep"] = 1.0
    assert distil_step(ner, [lesson], chain) < 0.25 * far


def test_kept_lessons_teach_as_the_teachers_own(taught, ner, sentences, tmp_path):
    made, lessons = taught
    write_lessons(tmp_path / "lessons.npz", lessons, ner.scheme, made.chain)
    write_chain(tmp_path / "chain.npz", made.chain)
    again, chain = read_lessons(tmp_path / "lessons.npz", sentences, ner.scheme), read_chain(tmp_path / "chain.npz")
    assert [lesson.sentence for lesson in again] == list(sentences)
    for lesson, kept in zip(lessons, again, strict=True):
        lengths = np.array([len(lesson.words)])
        wanted = crf.forward_backward(lesson.scores.astype(np.float32), lengths, made.chain).marginals
        got = crf.forward_backward(kept.scores.astype(np.float32), lengths, chain).marginals
        np.testing.assert_allclose(got, wanted, atol=0.05)
    assert (tmp_path / "lessons.npz").stat().st_size < sum(lesson.scores.nbytes for lesson in lessons)


def test_kept_lessons_are_refused_for_other_sentences(taught, ner, sentences, tmp_path):
    made, lessons = taught
    write_lessons(tmp_path / "lessons.npz", lessons, ner.scheme, made.chain)
    for others in (sentences[1:], [*sentences[1:], sentences[0]]):
        with pytest.raises(ValueError, match="other sentences"):
            read_lessons(tmp_path / "lessons.npz", others, ner.scheme)


def test_gold_gets_the_last_word_only_where_the_teacher_doubts(ner):
    sentence = Sentence(("Genf", "Genf"), ((0, 1, "LOC"), (1, 2, "LOC")))
    scores = np.zeros((2, len(ner.scheme)), np.float16)
    scores[0, ner.scheme.index["S-PER"]] = 1.0
    scores[1, ner.scheme.index["S-PER"]] = 5.0
    best = with_gold(Lesson(sentence, scores), ner.scheme).scores.argmax(axis=1)
    assert [ner.scheme.names[tag] for tag in best] == ["S-LOC", "S-PER"]
    assert scores[0, ner.scheme.index["S-LOC"]] == 0


def test_priors_are_found_by_word_then_by_fallback():
    priors = Priors.build(["Genf", "Olaf"], np.array([[1.0, -2.0], [0.5, 2.0]], np.float32))
    for table in (priors, Priors.from_bytes(priors.to_bytes())):
        rows = table.look_up(["Genf", "Olafs", "Haus"], ["Genf", "Olaf", "Hau"])
        np.testing.assert_allclose(rows, [[1.0, -2.0, 1.0], [0.5, 2.0, 1.0], [0.0, 0.0, 0.0]], atol=0.01)
        assert table.columns == 3
    empty = Priors.build([], np.zeros((0, 2), np.float32))
    assert empty.look_up(["Genf"], ["Genf"]).tolist() == [[0.0, 0.0, 0.0]]


def test_features_with_priors_come_back_from_their_files(features):
    bare = features.without_priors()
    more = bare.with_priors(Priors.build(["Genf"], np.array([[1.0]], np.float32)))
    assert more.numbers == bare.numbers + 2
    again = type(more).from_files(more.to_files())
    np.testing.assert_array_equal(again.rows(["Genf", "Haus"]).numbers, more.rows(["Genf", "Haus"]).numbers)
    assert type(bare).from_files(bare.to_files()).numbers == bare.numbers


def test_words_get_the_odds_of_words_like_them_not_their_own():
    random = np.random.default_rng(0)
    kinds = random.integers(0, 3, 400)
    states = (random.normal(size=(400, 12)) + 3 * np.eye(12)[kinds]).astype(np.float16)
    wanted = np.eye(3)[kinds][:300] * random.integers(1, 9, (300, 1))
    odds = guesses.odds_of(states, wanted)
    assert (odds.argmax(axis=1) == kinds).mean() > 0.9
    # A word whose annotation contradicts all words like it gets their label, for it has no say in its own odds.
    lone = wanted.copy()
    lone[0] = 9 * np.eye(3)[(kinds[0] + 1) % 3]
    assert guesses.odds_of(states, lone)[0].argmax() == kinds[0]


def test_priors_are_guessed_for_words_and_names(encoder, sentences, monkeypatch):
    monkeypatch.setattr(guesses, "LAYERS", (1,))
    counts = guesses.label_counts(sentences)
    assert counts["Genf"] == {"LOC": 8}
    assert "reist" not in counts
    priors = guesses.guess_priors(encoder, sentences, ["Scholz", "Lz"])
    rows = priors.look_up(["Genf", "Lz", "fremd"], ["", "", ""])
    assert rows[:, -1].tolist() == [1.0, 1.0, 0.0]


def test_sentences_are_chosen_for_their_strange_words(tmp_path):
    folder = tmp_path / "bundestag20"
    folder.mkdir()
    speech = "Der Minister Xaqor kommt heute nicht . Die Regierung arbeitet gut heute . Ja . " * 5
    with lzma.open(folder / "speeches.jsonl.xz", "wt", encoding="utf-8") as stream:
        for number in range(40):
            stream.write(json.dumps({"text": speech.replace("Xaqor", f"Xaqor{'abcdefgh'[number % 8]}")}) + "\n")
    words = WordList.build(["Minister", "Regierung"], ["der", "kommt"])
    chosen = unlabelled.choose_sentences(tmp_path, words, seed=0)
    assert chosen
    assert all("Xaqor" in sentence[2] for sentence in chosen)
    assert len(chosen) == len({tuple(sentence) for sentence in chosen})
    assert chosen == unlabelled.choose_sentences(tmp_path, words, seed=0)
    assert unlabelled.name_like(["Minister", "Xaqor", "Weltregierung", "der"], words) == ["Xaqor"]


def test_names_are_exchanged_for_other_words(sentences):
    candidates = unlabelled.words_in_names(sentences)
    assert {"Olaf", "Genf"} <= candidates
    assert "Die" not in candidates
    exchanged = unlabelled.exchange_names(sentences * 20, candidates, ["Quzul", "Vozol"], seed=0)
    unlike = candidates | {"Quzul", "Vozol"}
    assert {word for sentence in exchanged for word in sentence} - unlike == {"reist", "nach", ".", "In", "wartet"}
    assert any(sentence[:3] == ["Quzul", "Vozol", "reist"] for sentence in exchanged)
    assert all({"Quzul", "Vozol"} & set(sentence) for sentence in exchanged)


def test_a_student_reads_on_without_its_teacher(taught, ner, sentences):
    made, lessons = taught
    distil(ner, [with_gold(lesson, ner.scheme) for lesson in lessons], made.chain, PLAN)
    spans = find_spans(ner, sentences[:1])
    assert [span[:3] for span in spans[0]] == list(sentences[0].spans)
