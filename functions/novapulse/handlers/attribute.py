"""Lambda ``attribute``: words and speakers become a transcript."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.attribute import attribute


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.ATTRIBUTE,
        event,
        home,
        lambda reference: attribute(reference, jobs=home.jobs, blobs=home.blobs, vault=home.vault),
    )


handler = lambda_handler(run)
