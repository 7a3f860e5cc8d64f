"""GermEval's derived and part labels are proposed where the label set in use shows them, and nowhere else."""

from core.extract import ExtractionJob, ExtractionRun, available_pipelines
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
