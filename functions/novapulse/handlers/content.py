"""Lambda ``content``: what the call is about, what was asked, what is left to do."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.content import content


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.CONTENT,
        event,
        home,
        lambda reference: content(
            reference,
            jobs=home.jobs,
            trackers=home.trackers,
            blobs=home.blobs,
            embedder=home.embedder,
        ),
    )


handler = lambda_handler(run)
