"""What a submission brings to its conversation: who speaks in it, and which call it goes on."""

from collections.abc import Iterable

from novapulse.domain import storage_keys
from novapulse.domain.conversation import Member
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, Pipeline, job_not_found
from novapulse.ports import BlobStore, JobStore, Vault
from novapulse.stages import documents


def first_of(jobs: JobStore, tenant: str, part_of: str) -> Job:
    """The call that is gone on with, always the first of its conversation. Raises
    NotFound(``job_not_found``) also for one that makes no conversation, or whose time is over."""
    first, analysed = jobs.get(tenant, part_of), Pipeline.FULL_ANALYSIS
    if first.options.pipeline is not analysed or first.options.conversation.part_of:
        raise job_not_found()
    if first.data_expired_at is not None:
        raise job_not_found()
    return first


def still_there(jobs: JobStore, job: Job) -> bool:
    """Whether the call that ``job`` was appended to, if any, was not erased meanwhile."""
    part_of = job.options.conversation.part_of
    if part_of is None:
        return True
    try:
        first_of(jobs, job.tenant, part_of)
    except NotFound:
        return False
    return True


def keep_members(vault: Vault, job: Job, members: Iterable[Member]) -> None:
    """Their names are nobody's but the vault's."""
    for member in members:
        key = storage_keys.vault_member(job.tenant, job.id, member.source)
        documents.write(vault, key, member)


def mark_part(blobs: BlobStore, job: Job) -> None:
    """So that whoever reads the first call finds this one. A mark without a job is passed over."""
    key = _mark(job)
    if key is not None:
        blobs.put(key, b"")


def unmark_part(blobs: BlobStore, job: Job) -> None:
    key = _mark(job)
    if key is not None:
        blobs.delete(key)


def parts_of(blobs: BlobStore, tenant: str, first: str) -> tuple[str, ...]:
    """The ids of the jobs that were appended to ``first``, in order of arrival. Some may be gone,
    or never have come to be."""
    prefix = storage_keys.conversation_parts(tenant, first)
    names = sorted(key.removeprefix(prefix) for key in blobs.keys(prefix))
    return tuple(name.partition("-")[2] for name in names)


def _mark(job: Job) -> str | None:
    part_of = job.options.conversation.part_of
    if part_of is None:
        return None
    arrival_ms = int(job.created_at.timestamp() * 1000)
    return storage_keys.conversation_part(job.tenant, part_of, arrival_ms, job.id)
