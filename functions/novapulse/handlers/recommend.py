"""Lambda ``recommend``: rules over the evidence of the analyses."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.recommend import recommend


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.RECOMMEND,
        event,
        home,
        lambda reference: recommend(reference, blobs=home.blobs),
    )


handler = lambda_handler(run)
