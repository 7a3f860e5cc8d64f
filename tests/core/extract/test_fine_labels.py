"""GermEval's derived and part labels are proposed where the label set in use shows them, and nowhere else."""

from core.extract import ExtractionJob, ExtractionRun, available_pipelines
from core.extract.loading import load
from core.library_labels import built_in

TEXT = "Die Ukraine-Krise beschäftigt auch deutsche Politiker in Berlin.\n"


def labels_found(label_set):
    pipeline = available_pipelines()[0].fitting(label_set)
    (batch,) = ExtractionRun(pipeline, [ExtractionJob(1, TEXT)])
    return {span.label for span in batch.proposals[0].spans}


def test_the_label_set_decides():
    plain, fine = labels_found(built_in("news")), labels_found(built_in("germeval"))
    assert "LOC" in plain
    assert not any(label.endswith(("deriv", "part")) for label in plain)
    assert "LOCderiv" in fine
    assert plain < fine


def test_it_is_part_of_the_cache_key():
    pipeline = available_pipelines()[0]
    assert pipeline.fitting(built_in("news")).settings != pipeline.fitting(built_in("germeval")).settings


def test_a_hidden_label_is_not_asked_for():
    from dataclasses import replace

    germeval = built_in("germeval")
    hidden = replace(germeval, labels=tuple(replace(label, hidden=len(label.code) > 4) for label in germeval.labels))
    assert not available_pipelines()[0].fitting(hidden).options.fine_labels


def test_the_name_is_marked_and_not_the_word_that_it_is_part_of():
    text = "Die Ukraine-Krise und der NATO-Russland-Rat: Die russische Seite lobte die Merkel-Regierung."
    text += " Angela Merkel schwieg.\n"
    pipeline = available_pipelines()[0].fitting(built_in("germeval"))
    (batch,) = ExtractionRun(pipeline, [ExtractionJob(1, text)])
    found = {(text[span.start : span.end], span.label) for span in batch.proposals[0].spans}
    assert {("Ukraine", "LOCpart"), ("NATO", "ORGpart"), ("Russland", "LOCpart"), ("Merkel", "PERpart")} <= found
    assert ("russische", "LOCderiv") in found
    assert not any("-" in surface for surface, _ in found)
    assert all(span.score is not None for span in batch.proposals[0].spans if span.label.endswith("part"))


def test_the_model_still_marks_whole_words_for_germeval():
    doc = load(available_pipelines()[0])("Der US-Präsident sprach mit der SPD-Chefin in Berlin.")
    words = {(span.text, span.label_) for span in doc.spans["leuchtstift"]}
    assert {("US-Präsident", "LOCpart"), ("SPD-Chefin", "ORGpart")} <= words


def test_a_compound_that_the_model_takes_for_a_name_is_none_in_the_default_label_set():
    text = "Die Ukraine-Krise und die EU-Krise beschäftigen auch Polen und Baden-Württemberg.\n"
    (batch,) = ExtractionRun(available_pipelines()[0], [ExtractionJob(1, text)])
    names = {text[span.start : span.end] for span in batch.proposals[0].spans}
    assert names == {"Polen", "Baden-Württemberg"}
