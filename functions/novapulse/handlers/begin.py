"""Lambda ``begin``: the job moves to ``processing``, and each stage learns its time."""

from typing import Any

from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler, reported
from novapulse.handlers.stage_event import read_event
from novapulse.handlers.stage_run import BEGIN, value_after


def run(event: Event, home: Ports) -> dict[str, Any]:
    """A job that has ended before goes through the plan again, which changes nothing."""

    def begin() -> dict[str, Any]:
        begun = read_event(event)
        home.jobs.start(begun.reference.tenant, begun.reference.job_id, home.clock.now())
        return value_after(begun, home)

    return reported(BEGIN, begin)


handler = lambda_handler(run)
