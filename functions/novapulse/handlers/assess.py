"""Lambda ``assess``: the call held against the tenant's policy."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.assess import assess


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.ASSESS,
        event,
        home,
        lambda reference: assess(reference, jobs=home.jobs, tenants=home.tenants, blobs=home.blobs),
    )


handler = lambda_handler(run)
