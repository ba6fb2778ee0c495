"""Lambda ``begin``: the job moves to ``processing``, whoever wants to know it is told, and each
stage learns its time."""

from functools import partial
from typing import Any

from novapulse.bootstrap.aws.pipeline import send_deliveries
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler, reported
from novapulse.handlers.stage_event import read_event
from novapulse.handlers.stage_run import BEGIN, value_after
from novapulse.services.webhooks.events import build_deliveries
from novapulse.stages.notify import notify
from novapulse.stages.reference import JobReference


def run(event: Event, home: Ports) -> dict[str, Any]:
    """A job that has ended before goes through the plan again, which changes nothing."""

    def begin() -> dict[str, Any]:
        begun = read_event(event)
        reference = begun.reference
        if home.jobs.start(reference.tenant, reference.job_id, home.clock.now()):
            _tell(reference, home)
        return value_after(begun, home)

    return reported(BEGIN, begin)


def _tell(reference: JobReference, home: Ports) -> None:
    report = notify(
        reference,
        jobs=home.jobs,
        deliveries=home.deliveries,
        build_deliveries=partial(build_deliveries, created_at=home.clock.now()),
    )
    send_deliveries(home, reference, report.deliveries)


handler = lambda_handler(run)
