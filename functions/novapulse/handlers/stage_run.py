"""One attempt at one stage: the event is read, the stage is called, what travels on is returned."""

import time
from collections.abc import Callable
from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, reported
from novapulse.handlers.stage_event import StageEvent, read_event, with_report, write_event
from novapulse.handlers.stage_progress import note_progress, note_time
from novapulse.stages.reference import JobReference, StageReport

BEGIN = "begin"
"""The first state: no stage of the plan."""

Call = Callable[[JobReference], StageReport]


def run_stage(stage: plan.Stage, event: Event, home: Ports, call: Call) -> dict[str, Any]:
    """Raises FunctionFailed."""
    return reported(stage.name, lambda: _attempt(stage, read_event(event), home, call))


def launch_stage(
    stage: plan.Stage, event: Event, home: Ports, launch: Callable[[JobReference, str], None]
) -> None:
    """``event`` is ``{"state", "token"}``; whoever does the work answers with the token. Raises
    FunctionFailed."""

    def attempt() -> None:
        reference = read_event(event["state"]).reference
        note_progress(stage, reference, jobs=home.jobs, clock=home.clock)
        launch(reference, event["token"])

    reported(stage.name, attempt)


def value_after(event: StageEvent, home: Ports) -> dict[str, Any]:
    return write_event(event, home.timeouts(event.reference.audio_seconds))


def _attempt(stage: plan.Stage, event: StageEvent, home: Ports, call: Call) -> dict[str, Any]:
    reference, started = event.reference, time.monotonic()
    note_progress(stage, reference, jobs=home.jobs, clock=home.clock)
    report = call(reference)
    if stage not in plan.WHEN_ERASED:
        note_time(stage, reference, started, jobs=home.jobs)
    return value_after(with_report(event, report), home)
