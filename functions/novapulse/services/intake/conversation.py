"""What a submission brings to its conversation: who speaks in it, and which call it goes on."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from novapulse.domain import storage_keys
from novapulse.domain.conversation import Member
from novapulse.domain.errors import InvalidRequest, NotFound
from novapulse.domain.job import Job, Pipeline, job_not_found
from novapulse.ports import BlobStore, JobStore, Vault
from novapulse.stages import documents

MAX_PARTS = 100
"""Each is read whenever the conversation is."""


def first_of(jobs: JobStore, tenant: str, part_of: str) -> Job:
    """The call that is gone on with, always the first of its conversation. Raises
    NotFound(``job_not_found``) also for one that makes no conversation, or whose time is over."""
    first, analysed = jobs.get(tenant, part_of), Pipeline.FULL_ANALYSIS
    if first.options.pipeline is not analysed or first.options.conversation.part_of:
        raise job_not_found()
    if first.data_expired_at is not None:
        raise job_not_found()
    return first


def check_room(jobs: JobStore, blobs: BlobStore, first: Job, *, max_seconds: float) -> None:
    """What is found in a conversation is found in the whole of it. Raises InvalidRequest where it
    is as long already as one call may be."""
    parts = parts_of(blobs, first.tenant, first.id)
    if len(parts) >= MAX_PARTS:
        raise _full(f"has {len(parts)} calls beside its first; accepted are up to {MAX_PARTS}")
    seconds = sum(job.file.duration_seconds for job in (first, *_there(jobs, first.tenant, parts)))
    if seconds >= max_seconds:
        raise _full(f"is {seconds:.0f} s long; accepted are up to {max_seconds:.0f} s")


def _there(jobs: JobStore, tenant: str, parts: Iterable[str]) -> Iterator[Job]:
    for part in parts:
        with suppress(NotFound):
            yield jobs.get(tenant, part)


def _full(what: str) -> InvalidRequest:
    return InvalidRequest("invalid_parameter", f"conversationId: {what}; begin a new one")


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
