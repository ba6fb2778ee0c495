"""Lambda ``prepare``: the recording becomes raw channels."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.prepare import prepare


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.PREPARE,
        event,
        home,
        lambda reference: prepare(
            reference,
            jobs=home.jobs,
            blobs=home.blobs,
            max_audio_seconds=home.settings.max_audio_seconds,
        ),
    )


handler = lambda_handler(run)
