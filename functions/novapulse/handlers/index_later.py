"""Lambda ``index_later``: completed jobs that are not in the index are put into it, and tenants'
indexes get snapshots. Triggered every few minutes."""

import logging
from functools import cache

from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, failed, lambda_handler, reported
from novapulse.handlers.observed import count, observed
from novapulse.services.search.catch_up import CatchUp, CatchUpReport

log = logging.getLogger(__name__)


def run(event: Event, home: Ports) -> None:  # noqa: ARG001
    """Raises FunctionFailed if a job could not be indexed or a snapshot not be written, for the
    alarm."""
    report: CatchUpReport = reported("index_later", lambda: _catch_up(home).run())
    log.info("indexed %d, failed %d", report.indexed, report.failed)
    left = reported("index_later", home.snapshots.tend)
    count("JobsNotIndexed", report.failed)
    count("SnapshotsMissing", left)
    if report.failed or left:
        message = f"{report.failed} jobs are not in the index yet, {left} snapshots are missing"
        raise failed("IndexingFailed", "internal_error", message)


@cache
def _catch_up(home: Ports) -> CatchUp:
    """Of this process: it remembers which jobs it is not to try again soon."""
    return CatchUp(aws_home(home))


handler = observed("index_later", lambda_handler(run))
