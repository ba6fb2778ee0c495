"""Lambda ``notify``: what there is to tell of an ended job is sent on its way. What waited for the
job's end is started."""

from functools import partial
from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.pipeline import send_deliveries, start_waiting
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.services.webhooks.events import build_deliveries
from novapulse.stages.notify import notify
from novapulse.stages.reference import JobReference, StageReport


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(plan.NOTIFY, event, home, partial(_notify, home))


def _notify(home: Ports, reference: JobReference) -> StageReport:
    report = notify(
        reference,
        jobs=home.jobs,
        deliveries=home.deliveries,
        build_deliveries=partial(build_deliveries, created_at=home.clock.now(), blobs=home.blobs),
    )
    send_deliveries(home, reference, report.deliveries)
    start_waiting(home, reference)
    return report


handler = lambda_handler(run)
