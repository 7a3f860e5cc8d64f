"""Both commands of training, whole, on a few sentences: a teacher leaves lessons, a pipeline learns from them."""

import json
import lzma
from functools import partial

import pytest
from thinc.api import fix_random_seed

from core.extract.ner.priors import Priors
from core.extract.ner.wordlist import WordList
from core.learn import guesses, teach, teacher, train_embedded
from core.learn.curriculum import FIRST_ROUND, GOLD, SECOND_ROUND, choose_texts
from core.learn.encoder import Encoder
from core.learn.evaluation import f1
from core.learn.remembering import teach_memory
from core.learn.training import Plan, dev_counts
from tests.core.learn import tiny_transformer

_NAMES = ["Quzul", "Vozol", "Zoqux"]
_WORDS = WordList.build(["Regierung", "Minister"], ["die", "reist", "nach", "wartet", "schweigt"])


@pytest.fixture
def data(tmp_path, sentences):
    for folder in ("germeval2014", "bundestag20"):
        (tmp_path / folder).mkdir()
    lines = [json.dumps({"toks": sentence.words, "spans": sentence.spans}) for sentence in sentences * 2]
    (tmp_path / "germeval2014" / "train.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with lzma.open(tmp_path / "bundestag20" / "speeches.jsonl.xz", "wt", encoding="utf-8") as stream:
        for number in range(10):
            stream.write(
                json.dumps({"text": f"Der Minister Xaq{'abcdefghij'[number]} kommt heute nicht . Ja ."}) + "\n"
            )
    return tmp_path


@pytest.fixture
def curriculum(data, monkeypatch):
    monkeypatch.setattr("core.learn.unlabelled.SPEECHES", 10)
    monkeypatch.setattr("core.learn.unlabelled._SPEECHES", 8)
    return choose_texts(data, _WORDS, _NAMES)


def test_the_texts_are_the_same_each_time_and_have_nothing_that_is_held_out(curriculum, data):
    again = choose_texts(data, _WORDS, _NAMES)
    assert again == curriculum
    assert set(curriculum.texts) == {GOLD, *FIRST_ROUND, *SECOND_ROUND}
    assert all(curriculum.texts.values())
    assert len(curriculum.texts[GOLD]) + len(curriculum.held_out) == 96
    assert not any(sentence.spans for name in FIRST_ROUND + SECOND_ROUND for sentence in curriculum.texts[name])
    assert any(set(_NAMES) & set(sentence.words) for sentence in curriculum.texts["exchanged-1"])


def test_a_pipeline_learns_from_what_a_teacher_left(curriculum, features, tmp_path, monkeypatch):
    plan = Plan(passes=6, batch_tokens=120, learn_rate=0.01, dropout=0.1)
    monkeypatch.setattr(teacher, "LAYERS", (1,))
    monkeypatch.setattr(guesses, "LAYERS", (1,))
    monkeypatch.setattr(teach, "PLAN", plan)
    monkeypatch.setattr(teach, "Teacher", partial(teacher.Teacher, width=24))
    monkeypatch.setattr(train_embedded, "WIDTH", 24)
    monkeypatch.setattr(train_embedded, "teach_memory", partial(teach_memory, steps=8))
    monkeypatch.setattr(train_embedded, "SECOND_PLAN", plan)
    for module in (teach, train_embedded):
        monkeypatch.setattr(module, "build_features", features.without_priors)
    tiny_transformer.write(tmp_path / "tiny.bin")
    kept = tmp_path / "lessons"
    fix_random_seed(0)
    teach.teach(curriculum, Encoder.read(tmp_path / "tiny.bin"), kept)
    assert {path.name for path in kept.iterdir()} == {
        "priors.npz",
        "chain.npz",
        *(f"{name}.npz" for name in curriculum.texts),
    }
    assert Priors.from_bytes((kept / "priors.npz").read_bytes()).look_up(["Quzul"], [""])[0, -1] == 1.0
    nlp = train_embedded.build_pipeline()
    ner = nlp.get_pipe("ner")
    train_embedded.learn(ner, curriculum, kept, plan)
    assert f1(dev_counts(ner, curriculum.held_out).sum(axis=0)) > 0.9
