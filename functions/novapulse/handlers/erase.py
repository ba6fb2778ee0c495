"""Lambda ``erase``: nothing stays of a job whose record is gone."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.erase import erase


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.ERASE,
        event,
        home,
        lambda reference: erase(
            reference,
            blobs=home.blobs,
            vault=home.vault,
            search=home.search,
            deliveries=home.deliveries,
        ),
    )


handler = lambda_handler(run)
