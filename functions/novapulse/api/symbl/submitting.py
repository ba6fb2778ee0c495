"""From a request to a stored job, in Symbl's names and refusals."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from novapulse.api.symbl.parameters import Parameters, read_parameters
from novapulse.api.symbl.text_messages import read_messages
from novapulse.api.symbl.values import text_of
from novapulse.domain.errors import InvalidRequest, NotFound, TooManyRequests
from novapulse.domain.job import Dialect
from novapulse.domain.public_url import MAX_LENGTH
from novapulse.services.home import Home
from novapulse.services.intake.concurrency import max_open, refuse_when_full
from novapulse.services.intake.conversation import first_of
from novapulse.services.intake.submission import ReceivedFile, Submission
from novapulse.services.intake.submit import submit
from novapulse.services.symbl.ids import conversation_id, first_job_of, job_uuid

NO_CONVERSATION = "The conversationId is either invalid or does not exist."


class Submitted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    conversationId: str = Field(pattern="^[0-9]{16}$", examples=["5815170693595136"])
    jobId: str = Field(examples=["6e6f7661-7075-4c73-a5ec-7a2d9c4f1e8b"])


@dataclass(frozen=True)
class Destination:
    """``part_of`` is the first job of the conversation that is appended to, None for a new one."""

    home: Home
    tenant: str
    part_of: str | None = None


def destination(home: Home, tenant: str, conversation: str | None = None) -> Destination:
    """Before a body is read. Raises NotFound for a conversation that is not there, and
    TooManyRequests."""
    part_of = None
    if conversation is not None:
        part_of = first_job_of(conversation)
        if part_of is None:
            raise _no_conversation()
    with _refusals(home, tenant):
        if part_of is not None:
            first_of(home.jobs, tenant, part_of)
        refuse_when_full(home, tenant)
    return Destination(home, tenant, part_of)


def submit_recording(to: Destination, sent: Mapping[str, Any], file: ReceivedFile) -> Submitted:
    return _submit(to, read_parameters(sent, part_of=to.part_of), file=file)


def submit_url(to: Destination, sent: Mapping[str, Any]) -> Submitted:
    url = text_of(sent, "url", longest=MAX_LENGTH)
    if url is None:
        raise InvalidRequest(
            "missing_required_field", '"url" is required: where the recording is fetched from'
        )
    said = read_parameters(sent, part_of=to.part_of)
    return _submit(to, replace(said, asked=replace(said.asked, audio_url=url)))


def submit_text(to: Destination, sent: Mapping[str, Any]) -> Submitted:
    written = read_messages(sent)
    said = read_parameters(sent, part_of=to.part_of)
    began = None if written.began is None else written.began.isoformat()
    said = replace(
        said,
        asked=replace(said.asked, call_timestamp=began, speakers_expected=None),
        conversation=said.conversation.model_copy(update={"separated": written.named}),
        members=written.members,
    )
    return _submit(to, said, written=written.call)


def _submit(to: Destination, said: Parameters, **source: Any) -> Submitted:
    submission = Submission(
        to.tenant,
        source.get("file"),
        said.asked,
        any_format=True,
        dialect=Dialect.SYMBL,
        written=source.get("written"),
        content=said.content,
        conversation=said.conversation,
        members=said.members,
    )
    with _refusals(to.home, to.tenant):
        job = submit(to.home, submission)
    return Submitted(
        conversationId=conversation_id(to.part_of or job.id),
        jobId=job_uuid(job.id),
    )


@contextmanager
def _refusals(home: Home, tenant: str) -> Iterator[None]:
    """In the words that Symbl's clients know."""
    try:
        yield
    except NotFound:
        raise _no_conversation() from None
    except TooManyRequests as error:
        raise TooManyRequests(
            error.code,
            f"This API has a limit of maximum of {max_open(home, tenant)} number of concurrent "
            "jobs per account. Send it again once a job has completed.",
            retry_after=error.retry_after,
        ) from None


def _no_conversation() -> NotFound:
    return NotFound("conversation_not_found", NO_CONVERSATION)
