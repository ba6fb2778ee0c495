"""Lambda ``fail``: the one failure path."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.fail import fail


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.FAIL,
        event,
        home,
        lambda reference: fail(
            reference,
            jobs=home.jobs,
            blobs=home.blobs,
            vault=home.vault,
            search=home.search,
            clock=home.clock,
        ),
    )


handler = lambda_handler(run)
