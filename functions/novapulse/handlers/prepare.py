"""Lambda ``prepare``: the recording becomes raw channels."""

from functools import partial
from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.reference import JobReference, StageReport


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(plan.PREPARE, event, home, partial(_prepare, home))


def _prepare(home: Ports, reference: JobReference) -> StageReport:
    from novapulse.stages.prepare import prepare  # numpy comes with it

    longest = home.settings.max_audio_seconds
    return prepare(reference, jobs=home.jobs, blobs=home.blobs, max_audio_seconds=longest)


handler = lambda_handler(run)
