"""Long texts: where they are cut, and what the pieces know of each other, in the real pipeline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract import ExtractionJob, ExtractionRun, available_pipelines
from core.extract.pieces import PIECE, cut

FILLER = "Am Hafen blieb es an diesem Tag sehr ruhig und die Boote lagen still. "


def pieces(text, size):
    return [text[start:end] for start, end in cut(text, size)]


@given(st.text(alphabet="aB .,\n-é", max_size=300), st.integers(2, 40))
def test_the_pieces_are_the_text_and_none_is_too_long(text, size):
    found = pieces(text, size)
    assert "".join(found) == text
    assert all(0 < len(piece) <= size for piece in found)
    assert all(len(piece) >= size // 2 for piece in found[:-1])


@pytest.mark.parametrize(
    ("text", "size", "first"),
    [
        ("Ein Satz. Noch einer.\n\nEin Absatz. Und so weiter.", 40, "Ein Satz. Noch einer.\n\n"),
        ("Ein Satz. Noch einer.\nEine Zeile. Und so weiter.", 40, "Ein Satz. Noch einer.\n"),
        ("Heute kam Ida Muster. Dann ging Ida Muster heim. ", 38, "Heute kam Ida Muster. "),
        ("Heute kam Prof. Dr. Ida Muster. Dann ging sie", 40, "Heute kam Prof. Dr. Ida Muster. "),
        ("heute kam Ida Muster in die Stadt, Max Muster nicht", 40, "heute kam Ida Muster in die Stadt, "),
        ("heute kam Ida Muster sehr spät nach Bad Muster", 44, "heute kam Ida Muster sehr spät "),
        ("dann kamen sie abends sehr spät und Ludwig van der Muster", 52, "dann kamen sie abends sehr spät "),
        ("Abendstern Morgenstern Tagesstern Nachtstern", 32, "Abendstern Morgenstern "),
        ("Abendstern/Morgenstern/Tagesstern/Nachtstern", 32, "Abendstern/Morgenstern/"),
        ("Donaudampfschifffahrtsgesellschaft", 20, "Donaudampfschifffahr"),
    ],
)
def test_a_piece_ends_where_least_is_parted(text, size, first):
    assert pieces(text, size)[0] == first


def read(text):
    (batch,) = ExtractionRun(available_pipelines()[0], [ExtractionJob(1, text)])
    assert not batch.failed
    return batch.proposals[0]


def test_a_name_at_the_border_of_a_line_without_end_is_whole():
    name = "Dorothea Kestenholz"
    line = FILLER * (PIECE // len(FILLER) + 1)
    text = line[: PIECE - 28].rsplit(". ", 1)[0] + ". Gestern traf dort endlich wieder Bürgermeisterin "
    text = text + "x" * max(0, PIECE - len(text) - 15) + " " + name + " ein. " + FILLER * 20
    assert text.index(name) < PIECE < text.index(name) + len(name)
    found = read(text)
    assert [text[s.start : s.end] for s in found.spans if s.label == "PER"] == [name]


def test_who_was_named_in_an_earlier_piece_is_known_in_a_later_one():
    name = "Dorothea Kestenholz"
    text = f"Die Ministerin {name} kam nach Husum. " + FILLER * (PIECE // len(FILLER))
    text += "„Wir bauen den Hafen aus“, sagte die Ministerin. "
    text += FILLER * (PIECE // len(FILLER)) + "„Der Bau beginnt bald“, sagte Kestenholz dort. Die Boote lagen still."
    found = read(text)
    mentions = [s for s in found.spans if s.label == "PER"]
    assert [text[s.start : s.end] for s in mentions] == [name, "Kestenholz"]
    links = [(r.type, text[slice_of(found, r.head)], text[slice_of(found, r.child)]) for r in found.relations]
    assert sorted(links) == [
        ("role_of", "Ministerin", name),
        ("role_of", "Ministerin", name),
        ("speaker", "„Der Bau beginnt bald“", "Kestenholz"),
        ("speaker", "„Wir bauen den Hafen aus“", name),
    ]


def slice_of(found, index):
    return slice(found.spans[index].start, found.spans[index].end)
