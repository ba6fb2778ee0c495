"""How often a key may ask for what. Symbl publishes no figures: submissions are as in the native
API. Clients ask for a job every second or two, for each of several, and give up at a refusal, so
that jobs count by themselves and as generously as everything else does together."""

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
    return (*submissions, Limit("symbl job", "GET", JOB, settings.other_requests))
