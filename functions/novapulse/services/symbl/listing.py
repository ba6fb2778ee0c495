"""A tenant's conversations as a list."""

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Literal

from novapulse.domain.job import Job, Pipeline
from novapulse.domain.listing import JobFilter
from novapulse.services.home import Home
from novapulse.services.jobs import list_jobs
from novapulse.services.symbl import shapes
from novapulse.services.symbl.conversation import (
    Conversation,
    conversation_of,
    is_conversation,
)
from novapulse.services.symbl.rsql import Condition
from novapulse.services.symbl.view import View, view_of, wire_millis

STEP = 200
"""Jobs read at once. All that began in the time asked for are read, since they are sorted."""
READ_AT_ONCE = 8
"""Conversations of a page: of each the transcripts and the members are read."""
Sort = Literal["conversation.startTime", "conversation.name"]


@dataclass(frozen=True)
class Wanted:
    """``begun_after`` and ``begun_before`` are inclusive."""

    begun_after: datetime
    begun_before: datetime
    limit: int
    offset: int
    newest_first: bool = False
    sort: Sort = "conversation.startTime"
    conditions: tuple[Condition, ...] = ()


def list_conversations(home: Home, tenant: str, wanted: Wanted) -> shapes.Conversations:
    """Calls that were appended to others are in theirs."""
    found = [Conversation(job) for job in _jobs(home, tenant, wanted)]
    fitting = [conversation for conversation in found if _fits(home, conversation, wanted)]
    fitting.sort(key=_key(wanted.sort), reverse=wanted.newest_first)
    page = fitting[wanted.offset : wanted.offset + wanted.limit]
    with ThreadPoolExecutor(READ_AT_ONCE) as pool:
        return shapes.Conversations(conversations=tuple(pool.map(partial(_shape, home), page)))


def _shape(home: Home, conversation: Conversation) -> shapes.ConversationShape:
    return conversation_shape(view_of(home, conversation_of(home, conversation.first)))


def conversation_shape(view: View) -> shapes.ConversationShape:
    conversation = view.conversation
    return shapes.ConversationShape(
        id=conversation.id,
        name=conversation.name,
        start_time=wire_millis(conversation.started_at),
        end_time=wire_millis(conversation.ended_at),
        members=members(view).members,
        metadata=metadata_of(conversation.first),
    )


def members(view: View) -> shapes.Members:
    return shapes.Members(
        members=tuple(
            shapes.MemberShape(id=person.id, name=person.name, email=person.email)
            for person in view.cast.people
        )
    )


def metadata_of(job: Job) -> dict[str, str]:
    """Symbl's are texts; those of other APIs are written as JSON where they are none."""
    return {key: _text(value) for key, value in job.options.metadata.items()}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _jobs(home: Home, tenant: str, wanted: Wanted) -> Iterator[Job]:
    """No call takes place after it came in, so that an earlier job is none of these."""
    where = JobFilter(pipeline=Pipeline.FULL_ANALYSIS, created_after=wanted.begun_after)
    after = None
    while True:
        page = list_jobs(tenant, where, limit=STEP, after=after, jobs=home.jobs)
        yield from filter(is_conversation, page.jobs)
        after = page.next
        if after is None:
            return


def _fits(home: Home, conversation: Conversation, wanted: Wanted) -> bool:
    if not wanted.begun_after <= conversation.started_at <= wanted.begun_before:
        return False
    if not wanted.conditions:
        return True
    if any(condition.field == "endTime" for condition in wanted.conditions):
        conversation = conversation_of(home, conversation.first)
    fields = _fields(conversation)
    return all(condition.holds(fields) for condition in wanted.conditions)


def _fields(conversation: Conversation) -> Mapping[str, str]:
    """Times in the one form in which they compare as texts. The end is that of the parts that are
    known."""
    metadata = metadata_of(conversation.first)
    return {
        "id": conversation.id,
        "name": conversation.name,
        "type": "meeting",
        "startTime": wire_millis(conversation.started_at),
        "endTime": wire_millis(conversation.ended_at),
        **{f"metadata.{key}": value for key, value in metadata.items()},
    }


def _key(sort: Sort) -> Callable[[Conversation], tuple[Any, str]]:
    if sort == "conversation.name":
        return lambda conversation: (conversation.name, conversation.id)
    return lambda conversation: (conversation.started_at, conversation.id)
