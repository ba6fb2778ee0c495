"""Lambda ``sentiment``: a score for every segment, and for the call."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.sentiment import sentiment


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.SENTIMENT,
        event,
        home,
        lambda reference: sentiment(reference, blobs=home.blobs, scorer=home.scorer),
    )


handler = lambda_handler(run)
