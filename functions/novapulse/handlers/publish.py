"""Lambda ``publish``: the results take their place, the job is completed."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.publish import publish


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.PUBLISH,
        event,
        home,
        lambda reference: publish(
            reference,
            jobs=home.jobs,
            blobs=home.blobs,
            clock=home.clock,
            detector=home.detector,
        ),
    )


handler = lambda_handler(run)
