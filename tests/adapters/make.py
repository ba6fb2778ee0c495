"""Values that the adapters' tests store."""

from datetime import UTC, datetime, timedelta
from typing import Any

from novapulse.domain.admission import AdmissionRules
from novapulse.domain.job import FileInfo, Job, JobOptions, JobStatus
from novapulse.domain.keys import ApiKey
from novapulse.domain.tenant import Tenant
from novapulse.domain.upload import Upload
from novapulse.ports import JobStore

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def make_job(number: int = 1, *, tenant: str = "acme", **changes: Any) -> Job:
    values: dict[str, Any] = {
        "id": f"job_{number:012x}",
        "tenant": tenant,
        "status": JobStatus.QUEUED,
        "options": JobOptions(metadata={"agent": "AGT-42"}),
        "file": FileInfo(name="call.wav", size_bytes=10, duration_seconds=3.5),
        "audio_key": f"audio/{tenant}/{number}/original",
        "audio_sha256": "ab" * 32,
        "created_at": NOON,
        "estimated_completion": NOON + timedelta(seconds=30),
    }
    return Job.model_validate(values | changes)


def add_job(jobs: JobStore, job: Job) -> None:
    """Without any rule."""
    jobs.admit(job, AdmissionRules())


def make_tenant(name: str = "acme") -> Tenant:
    return Tenant(name=name, tier="professional", webhook_secret="whsec_c2VjcmV0", created_at=NOON)


def make_key(number: int = 1, *, tenant: str = "acme", **changes: Any) -> ApiKey:
    values: dict[str, Any] = {
        "id": f"key_{number}",
        "tenant": tenant,
        "scopes": ("audio:write",),
        "hint": "abcd",
        "created_at": NOON,
    }
    return ApiKey.model_validate(values | changes)


def make_upload(number: int = 1, *, tenant: str = "acme", **changes: Any) -> Upload:
    values: dict[str, Any] = {
        "id": f"upl_{number:032x}",
        "tenant": tenant,
        "file_name": "call.wav",
        "size_bytes": 1000,
        "content_type": "audio/wav",
        "sha256": "ab" * 32,
        "part_size": 300,
        "created_at": NOON,
        "expires_at": NOON + timedelta(hours=number),
    }
    return Upload.model_validate(values | changes)
