"""Lambda ``retention``: what has been kept for as long as was agreed is deleted, and what belongs
to no job. Triggered every hour."""

import logging
from datetime import timedelta

from novapulse.adapters.aws.s3.recent import recent_owners
from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, failed, lambda_handler, reported
from novapulse.handlers.observed import count, observed
from novapulse.services.home import Home
from novapulse.services.retention import expire
from novapulse.services.sweep import erase_orphans

log = logging.getLogger(__name__)

OF_JOBS = ("audio/", "work/", "vault/")
"""What was recorded and said, before it was redacted."""
SETTLED = timedelta(hours=1)
"""A recording is stored a moment before its job. If the function ends in between, it has none."""
LOOKED_AFTER = timedelta(hours=25)
"""A day of failed runs is made up for."""


def run(event: Event, home: Ports) -> dict[str, int]:  # noqa: ARG001
    """Raises FunctionFailed if something stays that should be gone, for the alarm."""
    whole = aws_home(home)
    report = reported("retention", lambda: expire(whole))
    log.info("expired %d, erased %d, failed %d", report.expired, report.erased, report.failed)
    count("DeletionsFailed", report.failed)
    orphans = reported("retention", lambda: _erase_orphans(home, whole))
    log.info("erased %d objects without a job", orphans)
    if report.failed:
        message = f"{report.failed} deletions are left for the next run"
        raise failed("RetentionFailed", "internal_error", message)
    return {"expired": report.expired, "erased": report.erased, "orphans": orphans}


def _erase_orphans(home: Ports, whole: Home) -> int:
    now = home.clock.now()
    owners = recent_owners(home.bucket, OF_JOBS, after=now - LOOKED_AFTER, before=now - SETTLED)
    return erase_orphans(whole, owners)


handler = observed("retention", lambda_handler(run))
