"""The keys of the one table, all in one place. Every key of a tenant's thing names the tenant.

``{time}`` is UTC text of fixed width, so that the order of sort keys is the order of time. Text
that a caller chose stands in a key as its SHA-256.
"""

import hashlib
import json
from datetime import datetime
from typing import NamedTuple

from novapulse.adapters.aws.dynamodb.attributes import utc_text

ONLY = "-"
"""The sort key of what is alone in its partition."""
LAST_TEXT = "\uffff"
"""Behind every character of the texts that keys are made of."""

JOB = "JOB"
DELIVERY_OF_JOB = "DELIVERY#"
TOKEN_OF_JOB = "TOKEN#"  # noqa: S105
UPLOAD_OF_JOB = "UPLOAD#"
INSIGHTS_OF_JOB = "INSIGHTS"
SEARCH_OF_JOB = "SEARCH"

OPEN_JOBS = "OPEN"
ENDED_JOBS = "ENDED"
UNTOLD = "UNTOLD"
EVENT_LOGS = "EVENT_LOGS"
TENANTS = "TENANTS"
KEYS = "KEYS"
UPLOADS = "UPLOADS"
PENDING = "PENDING"
UNANSWERED = "UNANSWERED"
INSIGHTS = "INSIGHTS"
SEARCHABLE = "SEARCHABLE"
SEARCH_LOGS = "SEARCH_LOGS"


class Key(NamedTuple):
    """PK and SK."""

    pk: str
    sk: str


def moment(at: datetime, id: str) -> str:
    """``{time}#{id}``: in order of time, by id within one time."""
    return f"{utc_text(at)}#{id}"


def job(tenant: str, job_id: str) -> Key:
    return Key(f"JOB#{tenant}#{job_id}", JOB)


def jobs(tenant: str) -> str:
    """GSI1PK of a tenant's jobs."""
    return f"JOBS#{tenant}"


def open_count(tenant: str) -> Key:
    """How many of the tenant's jobs are open, as ``n``."""
    return Key(f"TENANT#{tenant}", "OPEN")


def open_job(tenant: str, ends_at: datetime, job_id: str) -> Key:
    """Of an open job, by when it is expected to end."""
    return Key(open_jobs(tenant), moment(ends_at, job_id))


def open_jobs(tenant: str) -> str:
    return f"OPEN#{tenant}"


def job_with_data(tenant: str, created_at: datetime, job_id: str) -> Key:
    """Of an ended job whose recording and results are kept."""
    return Key(jobs_with_data(tenant), moment(created_at, job_id))


def jobs_with_data(tenant: str) -> str:
    return f"DATA#{tenant}"


def untold_job(tenant: str, job_id: str) -> Key:
    """Of an ended job that names a webhook and has no delivery yet."""
    return Key(UNTOLD, f"{tenant}#{job_id}")


def metadata_partition(tenant: str, entry: tuple[str, str] | None) -> str:
    """Of jobs with that metadata; None: of those that have too much of it to be found by each."""
    return f"META#{tenant}#{'-' if entry is None else _digest(list(entry))}"


def call_partition(tenant: str, name: str, value: str) -> str:
    """Of jobs whose ``CallDetails`` say that."""
    return f"CALL#{tenant}#{_digest([name, value])}"


def idempotency(tenant: str, key_sha256: str) -> Key:
    return Key(f"IDEMPOTENCY#{tenant}#{key_sha256}", ONLY)


def content(tenant: str, sha256: str) -> Key:
    """Of the latest job of one content, pipeline and metadata."""
    return Key(f"CONTENT#{tenant}#{sha256}", ONLY)


def event(tenant: str, number: int) -> Key:
    return Key(f"EVENTS#{tenant}", f"{number:020d}")


def last_event(tenant: str) -> Key:
    """The number that was given last, as ``n``."""
    return Key(f"EVENTS#{tenant}", "LAST")


def event_log(tenant: str) -> Key:
    """Says that the tenant has events."""
    return Key(EVENT_LOGS, tenant)


def tenant(name: str) -> Key:
    return Key(f"TENANT#{name}", "TENANT")


def api_key(secret_sha256: str) -> Key:
    return Key(f"KEY#{secret_sha256}", "KEY")


def api_key_by_id(key_id: str) -> Key:
    """Names the hash of the key's secret."""
    return Key(f"KEY_ID#{key_id}", ONLY)


def token(key_id: str, ends_at: datetime, token_id: str) -> Key:
    """Names the hash of a token that the key issued."""
    return Key(tokens(key_id), moment(ends_at, token_id))


def tokens(key_id: str) -> str:
    return f"TOKENS#{key_id}"


def tracker(tenant: str, tracker_id: str) -> Key:
    return Key(trackers(tenant), f"ID#{tracker_id}")


def trackers(tenant: str) -> str:
    return f"TRACKERS#{tenant}"


def tracker_name(tenant: str, name: str) -> Key:
    """Says that the name is taken."""
    return Key(trackers(tenant), f"NAME#{text_sha256(name)}")


def tracker_count(tenant: str) -> Key:
    """How many there are, as ``n``."""
    return Key(trackers(tenant), "COUNT")


def key_use(key_id: str, at: datetime, mark: str) -> Key:
    return Key(key_uses(key_id), moment(at, mark))


def key_uses(key_id: str) -> str:
    return f"USES#{key_id}"


def delivery(tenant: str, delivery_id: str) -> Key:
    return Key(f"DELIVERY#{tenant}#{delivery_id}", "DELIVERY")


def delivery_of_job(tenant: str, job_id: str, delivery_id: str) -> Key:
    return Key(job(tenant, job_id).pk, DELIVERY_OF_JOB + delivery_id)


def deliveries(tenant: str) -> str:
    """GSI1PK of a tenant's deliveries."""
    return f"DELIVERIES#{tenant}"


def disabled_url(tenant: str, url: str) -> Key:
    return Key(f"DISABLED#{tenant}#{text_sha256(url)}", ONLY)


def upload(tenant: str, upload_id: str) -> Key:
    return Key(f"UPLOAD#{tenant}#{upload_id}", "UPLOAD")


def upload_of_job(tenant: str, job_id: str, upload_id: str) -> Key:
    return Key(job(tenant, job_id).pk, UPLOAD_OF_JOB + upload_id)


def unused_upload(tenant: str, upload_id: str) -> Key:
    return Key(f"UPLOADS#{tenant}", f"UNUSED#{upload_id}")


def upload_guard(tenant: str) -> Key:
    """``n`` grows with each announcement. Before all unused uploads in the order of the table."""
    return Key(f"UPLOADS#{tenant}", "GUARD")


def rate_log(caller: str) -> Key:
    return Key(f"RATE#{caller}", ONLY)


def dropped_file(path: str, version: str) -> Key:
    return Key(f"DROP#{path}", version)


def insights(tenant: str, job_id: str) -> Key:
    return Key(job(tenant, job_id).pk, INSIGHTS_OF_JOB)


def insights_by_name(name: str) -> Key:
    """Says that the insights of that storage key are in the table."""
    return Key(INSIGHTS, name)


def indexed_job(tenant: str, job_id: str) -> Key:
    """What is indexed of the job, and by which model; of every completed job, whether or not."""
    return Key(job(tenant, job_id).pk, SEARCH_OF_JOB)


def search_change(tenant: str, number: int) -> Key:
    return Key(f"SEARCH#{tenant}", f"{number:020d}")


def last_search_change(tenant: str) -> Key:
    """The number that was given last, as ``n``; that of the last erasure, as ``erased``; how far
    the snapshot goes, as ``snapshot``."""
    return Key(f"SEARCH#{tenant}", "LAST")


def search_log(tenant: str) -> Key:
    """Says that something of the tenant was indexed."""
    return Key(SEARCH_LOGS, tenant)


def text_sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(values: list[str]) -> str:
    return text_sha256(json.dumps(values))
