"""Names inside words: where they stand, and words that the model passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract import available_pipelines
from core.extract.loading import load
from core.extract.rules.components import KnownWords
from core.extract.rules.parts import Names, is_compound, narrowed, passed_over

WORDS = KnownWords(load(available_pipelines()[0]))


def names_of(**labels):
    return Names(WORDS, {name: label for label, names in labels.items() for name in names})


def shown(word, label, **labels):
    """Write the names in a word in brackets, with their label where it is another one."""
    out, last = "", 0
    for part in narrowed(word, 0, len(word), label, names_of(**labels)):
        other = "" if part.label == label else f"={part.label}"
        out += f"{word[last : part.start]}[{word[part.start : part.end]}{other}]"
        last = part.end
    return out + word[last:]


@pytest.mark.parametrize(
    ("word", "label", "expected"),
    [
        ("Norwegen-Krise", "LOCpart", "[Norwegen]-Krise"),
        ("Norwegen-Krise", "ORGpart", "[Norwegen=LOCpart]-Krise"),
        ("Norwegen‑Krise", "LOCpart", "[Norwegen]‑Krise"),
        ("NATO-Norwegen-Rat", "ORGpart", "[NATO]-[Norwegen=LOCpart]-Rat"),
        ("EU-", "ORGpart", "[EU]-"),
        ("US-Truppen-Abzug", "LOCpart", "[US]-Truppen-Abzug"),
        ("Muster-Chef", "PERpart", "[Muster]-Chef"),
        ("Ida-Kogler-Preis", "PERpart", "[Ida-Kogler]-Preis"),
        ("Ex-Kogler-Fans", "PERpart", "Ex-[Kogler]-Fans"),
        ("20-Euro-Preis", "MISCpart", "20-[Euro]-Preis"),
        ("Groß-Chile", "LOCpart", "Groß-[Chile]"),
        ("pro-chilenisch", "LOCpart", "pro-[chilenisch]"),
        ("Hartz-IV-Gegner", "PERpart", "[Hartz-IV]-Gegner"),
        ("Blaue-Jungs-Fans", "ORGpart", "[Blaue-Jungs]-Fans"),
        ("Europameisterin", "LOCpart", "[Europa]meisterin"),
        ("Norwegenreise", "LOCpart", "[Norwegen]reise"),
        ("deutschlandweit", "LOCpart", "[deutschland]weit"),
        ("Bundestagswahl", "ORGpart", "[Bundestag]swahl"),
        ("DBChef", "ORGpart", "[DB]Chef"),
        ("Kogelbrunnen", "LOCpart", "[Kogelbrunnen]"),
    ],
)
def test_where_the_name_stands(word, label, expected):
    assert shown(word, label) == expected


def test_a_name_of_the_text_is_known_inside_its_words():
    assert shown("Kogelbrunnen", "LOCpart", LOC=["Kogel"]) == "[Kogel]brunnen"
    assert shown("Kogel-Alm-Gipfel", "LOCpart", LOC=["Kogel", "Alm"]) == "[Kogel]-[Alm]-Gipfel"
    assert shown("Kogel-Alm-Gipfel", "LOCpart", LOC=["Kogel", "Alm", "Kogel-Alm"]) == "[Kogel-Alm]-Gipfel"


def test_the_names_of_a_text_have_surnames_too():
    text = "Ida Muster in Wien"
    names = Names.of(text, [(0, 10, "PER"), (14, 18, "LOC"), (0, 3, "PERpart")], WORDS)
    assert names.labels == {"Ida Muster": "PER", "Muster": "PER", "Wien": "LOC"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die EU-Krise dauert.", [("EU", "ORGpart")]),
        ("Die Muster-Krise dauert.", [("Muster", "PERpart")]),
        ("Der EU-Norwegen-Gipfel.", [("EU", "ORGpart"), ("Norwegen", "LOCpart")]),
        ("Sie suchten wienweit und europaweite Hilfe.", [("wien", "LOCpart"), ("europa", "LOCpart")]),
        ("Sie suchten meilenweit und landesweit.", []),
        ("In der Muster-Straße und der Musterkrise.", []),
        ("Für 20 US-Dollar, bei EU-Xyz.", []),
        ("Siehe www.EU-Krise.example.", []),
    ],
)
def test_words_that_the_model_passed_over(text, expected):
    found = passed_over(text, [], names_of(PER=["Muster"]))
    assert [(text[part.start : part.end], part.label) for part in found] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Norwegen-Krise", True),
        ("EU-Krise", True),
        ("US-Dollar", False),
        ("Irak-Krieg", False),
        ("Baden-Württemberg", False),
        ("Norwegen", False),
        ("Muster-Krise", False),
    ],
)
def test_common_nouns_with_a_name_before_them_are_no_names(word, expected):
    assert is_compound(word, names_of()) is expected


def test_what_is_marked_is_not_passed_over():
    assert passed_over("Die EU-Krise dauert.", [(4, 12)], names_of()) == []


@given(st.text(alphabet="EUNorwegn- ‑/xß1Ida", min_size=1, max_size=20).filter(lambda word: word.strip()))
def test_any_word_gives_parts_inside_it(word):
    last = 0
    for part in narrowed(f"..{word}..", 2, 2 + len(word), "LOCpart", names_of()):
        assert max(last, 2) <= part.start < part.end <= 2 + len(word)
        last = part.end
