"""What is done with the trackers that a tenant manages."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Path, Query, Request
from pydantic.json_schema import SkipJsonSchema

from novapulse.api.home_of import HomeOf
from novapulse.api.symbl import manage_answers
from novapulse.api.symbl.conversation_query import Analyst, Writer
from novapulse.api.symbl.manage_answers import Deleted, OneTracker, Trackers
from novapulse.api.symbl.manage_bodies import (
    ChangedTracker,
    NewTracker,
    NewTrackers,
    received,
    valid,
)
from novapulse.api.symbl.tracker_patch import Patch, patched
from novapulse.domain.tracker import StoredTracker
from novapulse.services.home import Home
from novapulse.services.symbl.managed_trackers import (
    TrackerFields,
    change_tracker,
    create_trackers,
    delete_tracker,
    fields_of,
    find_trackers,
    get_tracker,
)

TrackerPath = Annotated[
    str,
    Path(
        alias="trackerId",
        description="A tracker's id",
        examples=["5179649407582208"],
        json_schema_extra={"minLength": 1},
    ),
]


async def post(request: Request, home: HomeOf, key: Writer) -> OneTracker | Trackers:
    """One tracker, or an array of them."""
    sent = await received(request, home)
    if isinstance(sent, list):
        return await run_sync(_create_several, home, key.tenant, valid(NewTrackers, sent))
    (made,) = await run_sync(create_trackers, home, key.tenant, (valid(NewTracker, sent).fields(),))
    return manage_answers.one(made)


async def post_bulk(request: Request, home: HomeOf, key: Writer) -> Trackers:
    sent = valid(NewTrackers, await received(request, home))
    return await run_sync(_create_several, home, key.tenant, sent)


def get_all(
    home: HomeOf,
    key: Analyst,
    name: Annotated[
        str | SkipJsonSchema[None],
        Query(description="That tracker alone; case counts", max_length=128),
    ] = None,
) -> Trackers:
    return manage_answers.several(find_trackers(home, key.tenant, name or None))


def get_one(tracker: TrackerPath, home: HomeOf, key: Analyst) -> OneTracker:
    return manage_answers.one(get_tracker(home, key.tenant, tracker))


async def put(request: Request, tracker: TrackerPath, home: HomeOf, key: Writer) -> OneTracker:
    sent = valid(ChangedTracker, await received(request, home))
    return await run_sync(_change, home, key.tenant, tracker, sent)


async def patch(request: Request, tracker: TrackerPath, home: HomeOf, key: Writer) -> OneTracker:
    sent = valid(Patch, await received(request, home))
    return await run_sync(_change, home, key.tenant, tracker, sent)


def delete(tracker: TrackerPath, home: HomeOf, key: Writer) -> Deleted:
    delete_tracker(home, key.tenant, tracker)
    return Deleted(id=tracker)


def _create_several(home: Home, tenant: str, sent: NewTrackers) -> Trackers:
    wanted = tuple(each.fields() for each in sent.root)
    return manage_answers.several(create_trackers(home, tenant, wanted))


def _change(home: Home, tenant: str, tracker_id: str, change: ChangedTracker | Patch) -> OneTracker:
    before = get_tracker(home, tenant, tracker_id)
    changed = change_tracker(home, tenant, before, _fields_after(before, change))
    return manage_answers.one(changed)


def _fields_after(before: StoredTracker, change: ChangedTracker | Patch) -> TrackerFields:
    fields = fields_of(before)
    return patched(fields, change) if isinstance(change, Patch) else change.fields(fields)
