"""Lambda ``behaviour``: silence, interruptions, talk shares."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.behaviour import behaviour


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.BEHAVIOUR,
        event,
        home,
        lambda reference: behaviour(reference, blobs=home.blobs),
    )


handler = lambda_handler(run)
