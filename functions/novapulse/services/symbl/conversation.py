"""Conversations: which jobs one is made of, and when it took place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobStatus, Pipeline
from novapulse.services.home import Home
from novapulse.services.intake.conversation import parts_of
from novapulse.services.symbl.ids import conversation_id, first_job_of, item_id


@dataclass(frozen=True)
class Conversation:
    """``appended`` are the jobs that followed the first, in the order of their arrival."""

    first: Job
    appended: tuple[Job, ...] = ()

    @property
    def id(self) -> str:
        return conversation_id(self.first.id)

    @property
    def name(self) -> str:
        return self.first.options.conversation.name or self.id

    @property
    def jobs(self) -> tuple[Job, ...]:
        return (self.first, *self.appended)

    @property
    def completed(self) -> tuple[Job, ...]:
        return tuple(job for job in self.jobs if job.status is JobStatus.COMPLETED)

    @property
    def under_way(self) -> bool:
        return any(not job.status.ended for job in self.jobs)

    @property
    def started_at(self) -> datetime:
        return self.first.began_at

    @property
    def ended_at(self) -> datetime:
        seconds = sum(
            job.file.duration_seconds for job in self.jobs if job.status is not JobStatus.FAILED
        )
        return self.started_at + timedelta(seconds=seconds)

    def item(self, number: int) -> str:
        """What callers know a message, or whatever is found in messages, by."""
        return item_id(self.first.id, number)


def conversation_not_found() -> NotFound:
    """Unknown, another tenant's, erased, or no id at all: the one answer to all of them. Clients
    know the words."""
    return NotFound(
        "conversation_not_found", "The conversationId is either invalid or does not exist."
    )


def is_conversation(job: Job) -> bool:
    """Whether one begins with it whose results are kept."""
    return (
        job.options.pipeline is Pipeline.FULL_ANALYSIS
        and job.options.conversation.part_of is None
        and job.data_expired_at is None
    )


def find_conversation(home: Home, tenant: str, name: str) -> Conversation:
    """Raises NotFound(``conversation_not_found``)."""
    job_id = first_job_of(name)
    if job_id is None:
        raise conversation_not_found()
    try:
        job = home.jobs.get(tenant, job_id)
    except NotFound:
        raise conversation_not_found() from None
    if not is_conversation(job):
        raise conversation_not_found()
    return conversation_of(home, job)


def conversation_of(home: Home, first: Job) -> Conversation:
    return Conversation(first, tuple(_appended(home, first)))


def _appended(home: Home, first: Job) -> Iterator[Job]:
    """A part that was erased, or whose time is over, is passed over."""
    for part in parts_of(home.blobs, first.tenant, first.id):
        try:
            job = home.jobs.get(first.tenant, part)
        except NotFound:
            continue
        if job.data_expired_at is None:
            yield job
