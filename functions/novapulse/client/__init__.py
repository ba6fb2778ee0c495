"""A typed client of the NovaPulse API.

with NovaPulse("http://127.0.0.1:8000", api_key) as client:
    accepted = client.submit("call.wav", metadata={"queue": "billing"})
    client.wait(accepted.job_id)
    print(client.transcript(accepted.job_id).summary)
"""

from novapulse.client.errors import (
    ClientError,
    Conflict,
    ConnectionFailed,
    Forbidden,
    InvalidRequest,
    JobFailed,
    NotFound,
    NovaPulseApiError,
    PayloadTooLarge,
    RateLimited,
    RecordingUnreadable,
    ServerError,
    Unauthorized,
    UnexpectedAnswer,
    UnsupportedMedia,
    UploadInterrupted,
    WaitTimeout,
)
from novapulse.client.novapulse import NovaPulse
from novapulse.client.retries import Retries
from novapulse.client.wire import (
    Accepted,
    Answer,
    Delivery,
    Event,
    Insights,
    Job,
    Receipt,
    SearchResults,
    Speakers,
    Transcript,
    WebhookTest,
)

__all__ = [
    "Accepted",
    "Answer",
    "ClientError",
    "Conflict",
    "ConnectionFailed",
    "Delivery",
    "Event",
    "Forbidden",
    "Insights",
    "InvalidRequest",
    "Job",
    "JobFailed",
    "NotFound",
    "NovaPulse",
    "NovaPulseApiError",
    "PayloadTooLarge",
    "RateLimited",
    "Receipt",
    "RecordingUnreadable",
    "Retries",
    "SearchResults",
    "ServerError",
    "Speakers",
    "Transcript",
    "Unauthorized",
    "UnexpectedAnswer",
    "UnsupportedMedia",
    "UploadInterrupted",
    "WaitTimeout",
    "WebhookTest",
]
