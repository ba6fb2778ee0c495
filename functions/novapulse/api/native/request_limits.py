"""How often a key may ask for what in the native API."""

import re

from novapulse.api.rate_limits import Limit
from novapulse.config import Settings

RESULTS = {
    "job": r"/v1/jobs/[^/]+",
    "transcription": r"/v1/transcriptions/[^/]+",
    "insights": r"/v1/insights/[^/]+",
}


def request_limits(settings: Settings) -> tuple[Limit, ...]:
    """Whatever is not named here counts together."""
    ingest = Limit("ingest", "POST", re.compile("/v1/audio/ingest"), settings.ingest_requests)
    results = (
        Limit(name, "GET", re.compile(path), settings.result_requests)
        for name, path in RESULTS.items()
    )
    return (ingest, *results)
