"""What pipelines get of texts with accents and invisible characters of their own, and where what they find lies."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.extract import ExtractionJob, Extractor, available_pipelines
from core.extract.as_read import AsRead, as_read
from core.extract.pieces import PIECE
from core.extract.pipelines import word_list_pipeline
from core.folding import INVISIBLE, folded
from core.graphemes import is_boundary
from core.records import Zone, ZoneRole

SHY, FAMILY = "\u00ad", "👨\u200d👩\u200d👧"
SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
PARTS = (
    (ZoneRole.HEADLINE, f"Köln hält an der Brücke fest {FAMILY}"),
    (ZoneRole.BYLINE, "Von Änne Müller, Zürich, 10. März 2022"),
    (ZoneRole.CREDIT, "Foto: REUTERS/Jörg Bühler"),
    (
        ZoneRole.BODY,
        "Das Bundesverfassungsgericht in Karlsruhe tagte am Dienstag. „Für Zürich wäre das schön“, sagte der Präsident "
        "François Höfli. Bürgermeisterin Maria Löwe will 2,3 Millionen Euro für die Universität Tübingen.",
    ),
    (ZoneRole.BOILERPLATE, "Mehr von Jürgen Köhler am Mittwoch."),
)
PIECES = (
    "a",
    "Z",
    "ü",
    "u\u0308",
    "\u0327",
    "\u0301",
    " ",
    "\n",
    "x",
    "Å",
    "\u212b",
    "\ud55c",
    "\u1112",
    "\u1161",
    "\u11ab",
)
SPELT = st.lists(
    st.sampled_from((*PIECES, FAMILY, "👍🏽", "🇩🇪", "\u200d", "\ufe0f", "می\u200cخ", *INVISIBLE)), max_size=40
).map("".join)


def decomposed(text: str) -> str:
    return normalize("NFD", text)


def hyphenated(text: str) -> str:
    """Put soft hyphens into the words, as pages that are set in columns do."""
    return "".join(
        letter + SHY if letter.isalpha() and before.isalpha() and place % 3 == 0 and after.isalpha() else letter
        for place, (before, letter, after) in enumerate(zip(" " + text, text, text[1:] + " ", strict=False))
    )


def strewn(text: str) -> str:
    """Put each invisible character somewhere into words, and accents apart."""
    return decomposed(hyphenated(text)).replace("er", "e\u200br").replace("ch", "c\u2060h").replace("un", "u\ufeffn")


VARIANTS = (decomposed, hyphenated, strewn)
SENTENCES = (
    f"Zürichs Präsident Jörg Löwe {FAMILY} kam am Dienstag, 8. März, aus Köln. ",
    "„Es wäre schön“, sagte Änne Müller 🇩🇪. ",
    "Die Bürgermeisterin gab dem Bundesverfassungsgericht fünf Millionen Euro.\n\n",
    "Lee 한국 👍🏽 sagt, Ångström habe in Uppsala gewohnt. ",
)


@pytest.fixture(scope="module")
def extractor():
    with Extractor(available_pipelines()[0]) as opened:
        yield opened


def read(extractor, *jobs):
    """Give the proposals of each job; the ids are 1, 2, …"""
    numbered = [ExtractionJob(number, *job) for number, job in enumerate(jobs, 1)]
    batches = list(extractor.run(numbered))
    assert not any(batch.failed for batch in batches)
    found = {each.article_id: each for batch in batches for each in batch.proposals}
    return [found[number] for number in range(1, len(jobs) + 1)]


def marks(text, proposals):
    """Give what is marked, and where it would be in the text as a reader sees it, however the text is written.

    The last digits of a score depend on which texts are read at once.
    """
    spans = [
        (
            len(folded(text[: s.start])),
            folded(text[s.start : s.end]),
            s.label,
            round(s.score or 0, 4),
            s.value,
            s.entity,
        )
        for s in proposals.spans
    ]
    return spans, [(each.type, each.head, each.child) for each in proposals.relations]


def assert_whole(text, proposals):
    for span in proposals.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert is_boundary(text, span.start)
        assert is_boundary(text, span.end)
        assert text[span.start] not in INVISIBLE
        assert text[span.end - 1] not in INVISIBLE


def article(change=lambda text: text):
    """Give text, zones and date of an article whose parts are changed."""
    text, zones = "", []
    for role, part in PARTS:
        changed = change(part)
        zones.append(Zone(len(text), len(text) + len(changed), role))
        text += changed + "\n\n"
    return text, tuple(zones), "2022-03-10"


def test_an_article_has_the_same_marks_however_it_is_written(extractor):
    jobs = [article(), *(article(change) for change in VARIANTS)]
    plain, *others = read(extractor, *jobs)
    expected = marks(jobs[0][0], plain)
    surfaces = {(surface, label) for _, surface, label, *_ in expected[0]}
    assert {("Zürich", "LOC"), ("Bundesverfassungsgericht", "ORG"), ("Jörg Bühler", "PER")} <= surfaces
    assert expected[1]
    assert not any(
        "Köhler" in surface for surface, _ in surfaces
    )  # in boilerplate, whose zone lies elsewhere each time
    for job, found in zip(jobs[1:], others, strict=True):
        assert job[0] != jobs[0][0]
        assert marks(job[0], found) == expected
        assert_whole(job[0], found)


def test_the_samples_have_the_same_marks_however_they_are_written(extractor):
    texts = [as_read(path.read_text(encoding="utf-8")) for path in SEEDS]
    assert texts
    for change in VARIANTS:
        changed = [change(text) for text in texts]
        found = read(extractor, *((text,) for text in (*texts, *changed)))
        for text, plain, other, proposals in zip(texts, found, changed, found[len(texts) :], strict=False):
            assert plain.spans
            assert marks(other, proposals) == marks(text, plain)
            assert_whole(other, proposals)


def test_a_long_text_is_cut_alike_however_it_is_written(extractor):
    text = ("Am Hafen von Zürich blieb es ruhig. Der Bürgermeister Jörg Löwe kam spät.\n\n" * 1500)[: PIECE + 9000]
    changed = strewn(text)
    plain, other = read(extractor, (text,), (changed,))
    assert any(span.start > PIECE for span in plain.spans)
    assert marks(changed, other) == marks(text, plain)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from((str, *VARIANTS))), min_size=1, max_size=6))
def test_sentences_in_any_mixture_of_spellings_have_the_same_marks(extractor, sentences):
    text = "".join(sentence for sentence, _ in sentences)
    changed = "".join(change(sentence) for sentence, change in sentences)
    plain, other = (read(extractor, (each,))[0] for each in (text, changed))
    assert marks(changed, other) == marks(text, plain)
    assert_whole(changed, other)


def test_a_text_of_which_nothing_is_to_be_seen_has_no_marks(extractor):
    empty, zoned, after = read(extractor, (SHY * 3,), (SHY + "\n", (Zone(0, 1, ZoneRole.BODY),)), ("Das ist Köln.",))
    assert not empty.spans
    assert not zoned.spans
    assert after.spans


def test_a_pipeline_that_was_installed_sees_the_same(installed):
    text = decomposed("Von KÖLN nach GRAZ") + f", {SHY}BERN, MIN{SHY}DEN und {FAMILY}"
    with Extractor(installed["xx_temper"]) as opened:
        (found,) = read(opened, (text,))
    assert [text[s.start : s.end] for s in found.spans] == [decomposed("KÖLN"), "GRAZ", "BERN", f"MIN{SHY}DEN"]


def test_word_lists_and_expressions_see_the_same(tmp_path):
    path = tmp_path / "list.csv"
    rows = (
        f"Bun{SHY}destag;ORG;e1",
        decomposed("Käserei;ORG;e2"),
        decomposed("/Z[üu]rich(?=er)/;LOC"),
        "می\u200cخ;MISC",
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    texts = ("Bundestag, Käserei, Züricher", "Bun\u200bdes\u00adtag, Käse\u00adrei, Zü\u00adricher", "می\u200cخ, میخ")
    jobs = [(change(text),) for text in texts for change in (str, decomposed)]
    with Extractor(word_list_pipeline(path)) as opened:
        found = read(opened, *jobs)
    texts = [text for (text,) in jobs]
    surfaces = [
        [(folded(text[s.start : s.end]), s.entity) for s in each.spans] for text, each in zip(texts, found, strict=True)
    ]
    assert surfaces[:4] == [[("Bundestag", "e1"), ("Käserei", "e2"), ("Zürich", "")]] * 4
    assert surfaces[4:] == [[("میخ", "")]] * 2  # only where it is spelt so: there the character parts a word


@pytest.mark.parametrize("text", ["", "abc", "Zürich „ja“ 🙂", FAMILY, "می\u200cخ u\u0308", "한국"])
def test_a_text_that_is_as_it_is_read_is_the_same_object(text):
    assert AsRead(text).form is text
    assert AsRead(text).zones(zones := ((0, len(text), "body"),)) is zones


@given(SPELT | st.text(), st.data())
@example("e\u0301", None)
def test_each_place_has_its_place_in_the_text(text, data):
    both = AsRead(text)
    assert FAMILY not in text or FAMILY in both.form
    assert both.form == folded(text) or both.form == text
    cuts = [place for place in range(len(both.form) + 1) if is_boundary(both.form, place)]
    ranges = [both.in_text(start, end) for start, end in pairwise(cuts)]
    for (start, end), (first, last) in zip(pairwise(cuts), ranges, strict=True):
        assert 0 <= first < last <= len(text)
        assert is_boundary(text, first)
        assert is_boundary(text, last)
        assert as_read(both.form[start:end]) in as_read(text[first:last])
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(ranges))
    if data is not None and len(cuts) > 2:
        first, last = sorted(data.draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2, unique=True)))
        start, end = both.in_text(first, last)
        inner = [each for each, cut in zip(ranges, cuts, strict=False) if first <= cut < last]
        assert (start, end) == (inner[0][0], inner[-1][1])
