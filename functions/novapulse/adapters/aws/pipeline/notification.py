"""What SageMaker tells of an asynchronous request, as SNS puts it into the queue."""

import json
import re
from dataclasses import dataclass
from typing import Any

from novapulse.domain import storage_keys
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.object_uri import bucket_and_key

STATUS = re.compile(r"\((\d{3})\)")
"""As in "Received client error (422) from model."."""


@dataclass(frozen=True)
class Notification:
    """``status`` is the container's, None where it gave none, as when a request timed out."""

    tenant: str
    job_id: str
    inference_id: str
    completed: bool
    status: int | None = None


def read_notification(body: str) -> Notification:
    """``body`` of a queue's message, with SNS's envelope or without. Raises InvalidRequest for
    what is no notification of ours; its text is not repeated."""
    try:
        message = _message(body)
        inference_id = message["inferenceId"]
        tenant, job_id = _owner(message["requestParameters"]["inputLocation"], inference_id)
        found = STATUS.search(str(message.get("failureReason", "")))
        return Notification(
            tenant=tenant,
            job_id=job_id,
            inference_id=inference_id,
            completed=message["invocationStatus"] == "Completed",
            status=int(found[1]) if found else None,
        )
    except (ValueError, LookupError, TypeError):
        pass
    raise InvalidRequest("invalid_notification", "a message is no notification of an inference")


def _message(body: str) -> dict[str, Any]:
    message = _object(body)
    inner = message.get("Message")
    return _object(inner) if isinstance(inner, str) else message


def _object(text: str) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError
    return found


def _owner(input_location: str, inference_id: str) -> tuple[str, str]:
    """Whose request it was: it lies among what the job's stages leave for one another."""
    parts = bucket_and_key(input_location)[1].split("/")
    tenant, job_id = parts[1], parts[2]
    if "/".join(parts) != storage_keys.work(tenant, job_id, inference_id):
        raise ValueError
    return tenant, job_id
