"""Lambda ``retention``: what has been kept for as long as was agreed is deleted. Triggered every
hour."""

import logging

from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, failed, lambda_handler, reported
from novapulse.handlers.observed import count, observed
from novapulse.services.retention import expire

log = logging.getLogger(__name__)


def run(event: Event, home: Ports) -> dict[str, int]:  # noqa: ARG001
    """Raises FunctionFailed if something stays that should be gone, for the alarm."""
    report = reported("retention", lambda: expire(aws_home(home)))
    log.info("expired %d, erased %d, failed %d", report.expired, report.erased, report.failed)
    count("DeletionsFailed", report.failed)
    if report.failed:
        message = f"{report.failed} deletions are left for the next run"
        raise failed("RetentionFailed", "internal_error", message)
    return {"expired": report.expired, "erased": report.erased}


handler = observed("retention", lambda_handler(run))
