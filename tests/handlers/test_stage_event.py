import json
from typing import Any

from novapulse.adapters.aws.pipeline.reported_error import job_error
from novapulse.domain.job import JobError, Pipeline
from novapulse.domain.media import Notice
from novapulse.handlers.stage_event import StageEvent, read_event, write_event
from novapulse.stages.reference import JobReference

REFERENCE = JobReference(
    tenant="acme", job_id="job_1", pipeline=Pipeline.FULL_ANALYSIS, audio_seconds=10.0
)
VALUE: dict[str, Any] = {"reference": REFERENCE.model_dump(mode="json"), "timeouts": {}}
NO_ENGINE = {
    "Error": "EngineUnavailable",
    "Cause": json.dumps({"code": "model_missing", "message": "the model is missing"}),
}


def test_what_a_function_returns_is_what_the_next_one_reads() -> None:
    event = StageEvent(REFERENCE.with_notices([Notice(code="a", message="b")]))
    assert read_event(write_event(event, {"prepare": 60})) == event


def test_an_optional_stage_that_failed_is_noted_as_in_the_local_home() -> None:
    folded = read_event(VALUE | {"degraded": {"index": NO_ENGINE, "summary": NO_ENGINE}})
    assert folded.reference.notices == (
        Notice(code="summary_unavailable", message="left out: the model is missing"),
        Notice(
            code="index_unavailable",
            message="search will find this call later: the model is missing",
        ),
    )


def test_stages_side_by_side_are_folded_into_one() -> None:
    known = Notice(code="known", message="before")
    before = {"reference": REFERENCE.with_notices([known]).model_dump(mode="json")}
    folded = read_event(
        before | {"branches": [before, before | {"degraded": {"summary": NO_ENGINE}}, before]}
    )
    assert [notice.code for notice in folded.reference.notices] == ["known", "summary_unavailable"]


def test_the_decoded_length_of_a_report_takes_the_place_of_the_headers() -> None:
    report = {"deliveries": [], "audio_seconds": 12.5}
    assert read_event(VALUE | {"report": report}).reference.audio_seconds == 12.5
    assert read_event(VALUE | {"report": None}).reference.audio_seconds == 10.0
    in_branch = read_event(VALUE | {"branches": [VALUE | {"report": report}]})
    assert in_branch.reference.audio_seconds == 12.5


def test_an_error_becomes_the_jobs_and_keeps_its_name_for_the_last_choice() -> None:
    folded = read_event(VALUE | {"error": NO_ENGINE})
    assert folded.reference.error == JobError(code="model_missing", message="the model is missing")
    sent_on = write_event(folded, {})
    assert sent_on["error"]["Error"] == "EngineUnavailable"
    assert job_error(sent_on["error"]) == folded.reference.error
    again = read_event(sent_on)
    assert again == folded


def test_what_was_folded_does_not_travel_on() -> None:
    raw = VALUE | {"report": {}, "branches": [VALUE], "degraded": {"summary": NO_ENGINE}}
    assert set(write_event(read_event(raw), {})) == {"reference", "timeouts"}
