"""Lambda ``index``: what was said can be found."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.index import index


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.INDEX,
        event,
        home,
        lambda reference: index(
            reference, blobs=home.blobs, search=home.search, embedder=home.embedder
        ),
    )


handler = lambda_handler(run)
