"""The bodies of requests in the OpenAPI document, made from their models only when it is asked for:
a server that starts has no use for them."""

from collections.abc import Callable, Mapping
from typing import Any

from novapulse.api.native.ingest.body import ingest_body
from novapulse.api.native.jobs.speaker_schemas import speakers_body
from novapulse.api.native.search.examples import ask_body
from novapulse.api.native.uploads.examples import announcement_body
from novapulse.api.native.webhooks.schemas import trial_body

REQUEST_BODIES: Mapping[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("post", "/v1/audio/ingest"): ingest_body,
    ("post", "/v1/audio/uploads"): announcement_body,
    ("patch", "/v1/jobs/{job_id}/speakers"): speakers_body,
    ("post", "/v1/webhooks/test"): trial_body,
    ("post", "/v1/ask"): ask_body,
}
"""By method and path."""
