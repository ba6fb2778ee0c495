"""Submissions that may be sent again: the same ``Idempotency-Key`` gives the same answer."""

import hashlib
import json
import re
from datetime import datetime, timedelta

from novapulse.domain.admission import IdempotencyKey
from novapulse.domain.errors import Conflict, InvalidRequest
from novapulse.domain.job import Job, JobOptions
from novapulse.services.home import Home
from novapulse.services.intake.source import source_name
from novapulse.services.intake.submission import Submission

KEY = re.compile(r"[\x20-\x7e]{1,255}")


def check_key(key: str | None) -> None:
    """Raises InvalidRequest."""
    if key is not None and not KEY.fullmatch(key):
        shown = ascii(key) if len(key) <= 80 else f"of {len(key)} characters"
        raise InvalidRequest(
            "invalid_parameter",
            f"Idempotency-Key: {shown} is not accepted; send 1 to 255 printable ASCII characters",
        )


def is_remembered(home: Home, tenant: str, key: str) -> bool:
    """Whatever it was used for."""
    return home.jobs.remembered(tenant, key, _since(home)) is not None


def idempotency_of(
    home: Home, submission: Submission, options: JobOptions
) -> IdempotencyKey | None:
    """None for a submission without a key, or where keys are not remembered at all."""
    key = submission.idempotency_key
    if key is None or home.settings.idempotency_hours == 0:
        return None
    return IdempotencyKey(key, _fingerprint(submission, options), _since(home))


def first_answer(home: Home, tenant: str, idempotency: IdempotencyKey | None) -> Job | None:
    """The job as it was first stored. Raises Conflict(``idempotency_key_reused``)."""
    if idempotency is None:
        return None
    found = home.jobs.remembered(tenant, idempotency.key, idempotency.since)
    if found is None:
        return None
    if found.fingerprint != idempotency.fingerprint:
        raise key_reused(found.job)
    return found.job


def key_reused(job: Job) -> Conflict:
    return Conflict(
        "idempotency_key_reused",
        f"Idempotency-Key: it was used with other parameters for job '{job.id}'; send a new key "
        "with a new request",
    )


def _since(home: Home) -> datetime:
    return home.clock.now() - timedelta(hours=home.settings.idempotency_hours)


def _fingerprint(submission: Submission, options: JobOptions) -> str:
    """SHA-256, hex. Of checked options, so that what means the same is the same; without those
    that earlier releases did not know, where they say nothing, so that their keys are still good.
    """
    name = submission.file.name if submission.file is not None else ""
    new = ("dialect", "call", "medium", "content", "conversation")
    unsaid = {field for field in new if getattr(options, field) == getattr(JobOptions(), field)}
    unsaid.add("language_given")
    parts = [source_name(submission), name, options.model_dump(mode="json", exclude=unsaid)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
