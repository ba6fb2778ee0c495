"""``GET /v1/events``: what happens to the tenant's jobs, as server-sent events."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from anyio.lowlevel import checkpoint
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import StreamingResponse
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from novapulse.api.event_streams import EventStream, EventStreams
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.events.examples import FOLLOWED, NUMBER, NUMBER_MEANING, REFUSALS
from novapulse.domain.event_payloads import JOB_ID, payload_of
from novapulse.domain.events import JobEvent
from novapulse.domain.keys import ApiKey
from novapulse.services.follow import BATCH, begin_after, may_follow, next_events
from novapulse.services.home import Home

router = APIRouter()

RECONNECT_MILLISECONDS = 1000
KEY_CHECK_SECONDS = 2.0
"""How long a stream may outlive its key."""
KEEP_ALIVE_SECONDS = 15.0
"""As the specification of server-sent events recommends: proxies end a silent connection."""


class EventStreamResponse(StreamingResponse):
    """In place of the framework's own, which ends in a logged error when its client goes away in
    the moment of an event."""

    media_type = "text/event-stream"


JobIdText = Annotated[str, Field(pattern=JOB_ID)]
Number = Annotated[str, Field(pattern=NUMBER)]


@dataclass(frozen=True)
class Following:
    """One open stream: whose, of what, and from where on."""

    home: Home
    stream: EventStream
    tenant: str
    job_id: str | None
    number: int
    authorization: str | None

    async def after(self, number: int) -> tuple[JobEvent, ...]:
        read = partial(
            next_events, self.home, tenant=self.tenant, number=number, job_id=self.job_id
        )
        return await run_sync(read)

    async def allowed(self) -> bool:
        return await run_sync(may_follow, self.home, self.authorization)


async def _following(
    *,
    request: Request,
    home: HomeOf,
    key: Annotated[ApiKey, Depends(caller_with("jobs:read"))],
    job_id: Annotated[
        JobIdText | SkipJsonSchema[None], Query(description="Of this job alone")
    ] = None,
    last_event_id: Annotated[
        Number | SkipJsonSchema[None], Header(alias="Last-Event-ID", description=NUMBER_MEANING)
    ] = None,
    last_event_id_query: Annotated[
        Number | SkipJsonSchema[None],
        Query(alias="last_event_id", description="For clients without headers"),
    ] = None,
) -> AsyncIterator[Following]:
    """Everything that can be refused, before the answer begins."""
    seen = last_event_id if last_event_id is not None else last_event_id_query
    number = await run_sync(
        lambda: begin_after(
            home,
            tenant=key.tenant,
            last_number=None if seen is None else int(seen),
            job_id=job_id,
        )
    )
    streams: EventStreams = request.app.state.streams
    with streams.opened(key.id) as stream:
        yield Following(
            home, stream, key.tenant, job_id, number, request.headers.get("authorization")
        )


@router.get(
    "/v1/events",
    response_class=EventStreamResponse,
    responses={**REFUSALS, 200: FOLLOWED},
    summary="Follow what happens to jobs",
)
async def follow(following: Annotated[Following, Depends(_following)]) -> EventStreamResponse:
    return EventStreamResponse(_frames(following), headers={"x-accel-buffering": "no"})


async def _frames(following: Following) -> AsyncIterator[bytes]:
    number = following.number
    # A position before the first event: a client that is cut off early misses nothing either.
    yield format_sse_event(id=str(number), retry=RECONNECT_MILLISECONDS)
    checked = sent = time.monotonic()
    while following.stream.open:
        events = await following.after(number)
        for event in events:
            yield _sent(event)
            number = event.number
            # A full batch goes out without a pause: here the stream learns that its client left.
            await checkpoint()
        following.stream.told(len(events))
        if len(events) < BATCH:
            await following.stream.pause(following.home.settings.event_poll_seconds)
        now = time.monotonic()
        if events:
            sent = now
        elif now - sent >= KEEP_ALIVE_SECONDS:
            sent = now
            yield KEEPALIVE_COMMENT
        if now - checked >= KEY_CHECK_SECONDS:
            if not await following.allowed():
                return
            checked = now


def _sent(event: JobEvent) -> bytes:
    document = payload_of(event).model_dump_json(exclude_unset=True)
    return format_sse_event(id=str(event.number), event=event.type, data_str=document)
