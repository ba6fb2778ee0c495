"""Lambda ``summary``: reason, actions and outcome."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.summary import summary


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.SUMMARY,
        event,
        home,
        lambda reference: summary(reference, blobs=home.blobs, summariser=home.summariser),
    )


handler = lambda_handler(run)
