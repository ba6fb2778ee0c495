"""How often a key may ask for what: as in the native API, since Symbl publishes no figures."""

import re

from novapulse.api.rate_limits import Limit
from novapulse.config import Settings

SUBMISSIONS = re.compile("/v1/process/.*")
JOB = re.compile("/v1/job/[^/]+")


def request_limits(settings: Settings) -> tuple[Limit, ...]:
    """Appending is submitting, and counts with it. Whatever is not named here counts together."""
    submissions = (
        Limit("symbl submissions", method, SUBMISSIONS, settings.ingest_requests)
        for method in ("POST", "PUT")
    )
    return (*submissions, Limit("symbl job", "GET", JOB, settings.result_requests))
