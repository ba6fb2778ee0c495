"""The value that travels from state to state, read and folded: ``{"reference", "timeouts"}`` and
what the state machine has put beside them since the last function."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from novapulse import plan
from novapulse.adapters.aws.pipeline.reported_error import cause_of, error_name, job_error
from novapulse.adapters.aws.pipeline.stage_times import STAGES
from novapulse.domain.media import Notice
from novapulse.stages.reference import JobReference, StageReport


@dataclass(frozen=True)
class StageEvent:
    """``error`` names the error that ended the job, for the last choice of the state machine."""

    reference: JobReference
    error: str | None = None


def read_event(raw: Mapping[str, Any]) -> StageEvent:
    """Everything folded into the reference: the decoded length that a report tells of, a notice
    for each optional stage that failed, and the error on the way to the stages that end a job."""
    reference = _folded(raw)
    error = raw.get("error")
    if error is None:
        return StageEvent(reference)
    if reference.error is None:
        reference = reference.with_error(job_error(error))
    return StageEvent(reference, error_name(error))


def write_event(event: StageEvent, timeouts: Mapping[str, int]) -> dict[str, Any]:
    """The error goes on under its name, with what the job keeps of it for its cause."""
    value: dict[str, Any] = {
        "reference": event.reference.model_dump(mode="json"),
        "timeouts": dict(timeouts),
    }
    if event.error is not None:
        kept = event.reference.error
        cause = "" if kept is None else cause_of(kept.code, kept.message)
        value["error"] = {"Error": event.error, "Cause": cause}
    return value


def with_report(event: StageEvent, report: StageReport) -> StageEvent:
    return StageEvent(_measured(event.reference, report), event.error)


def _folded(raw: Mapping[str, Any]) -> JobReference:
    """Stages side by side each had the same reference, and may have added to it."""
    reference = JobReference.model_validate(raw["reference"])
    for branch in raw.get("branches", ()):
        other = _folded(branch)
        reference = _noted(reference, other.notices)
        if other.audio_seconds != reference.audio_seconds:
            reference = reference.with_audio_seconds(other.audio_seconds)
    if isinstance(raw.get("report"), Mapping):
        reference = _measured(reference, StageReport.model_validate(raw["report"]))
    return _noted(reference, _degraded(raw.get("degraded", {})))


def _measured(reference: JobReference, report: StageReport) -> JobReference:
    if report.audio_seconds is None:
        return reference
    return reference.with_audio_seconds(report.audio_seconds)


def _noted(reference: JobReference, notices: tuple[Notice, ...]) -> JobReference:
    """Those that came by two ways are one."""
    return reference.with_notices(dict.fromkeys((*reference.notices, *notices)))


def _degraded(errors: Mapping[str, Any]) -> tuple[Notice, ...]:
    """In the order of the plan."""
    return tuple(_notice(stage, errors[stage.name]) for stage in STAGES if stage.name in errors)


def _notice(stage: plan.Stage, error: Mapping[str, Any]) -> Notice:
    message = f"{stage.without}: {job_error(error).message}"
    return Notice(code=f"{stage.name}_unavailable", message=message)
