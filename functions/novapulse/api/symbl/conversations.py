"""The Conversation API: a conversation and the list of them; what is in one, and who."""

from datetime import timedelta
from typing import Annotated, Literal

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Query, Request
from pydantic.json_schema import SkipJsonSchema

from novapulse.api.home_of import HomeOf
from novapulse.api.symbl import conversation_contents, conversation_insights, conversation_members
from novapulse.api.symbl.conversation_bodies import MetadataChange, described, received
from novapulse.api.symbl.conversation_query import (
    ConversationPath,
    Deleter,
    Lister,
    Moment,
    Writer,
)
from novapulse.api.symbl.documented import answers
from novapulse.services.symbl import shapes
from novapulse.services.symbl.changes import change_metadata, erase_conversation
from novapulse.services.symbl.listing import (
    Sort,
    Wanted,
    conversation_shape,
    list_conversations,
    metadata_of,
)
from novapulse.services.symbl.rsql import parse_conditions
from novapulse.services.symbl.view import read_view

router = APIRouter(prefix="/v1/conversations", tags=["Conversations"])

MOST = 65536
HIGHEST_OFFSET = 2**31
DEFAULT_DAYS = 7
MAX_FILTER = 512


def wanted(
    *,
    home: HomeOf,
    limit: Annotated[int, Query(ge=0, le=MOST)] = 20,
    offset: Annotated[int, Query(ge=0, le=HIGHEST_OFFSET)] = 0,
    order: Literal["asc", "desc"] = "asc",
    sort: Sort = "conversation.startTime",
    begun_after: Annotated[
        Moment | SkipJsonSchema[None],
        Query(alias="startTime", description="Seven days ago unless given"),
    ] = None,
    begun_before: Annotated[
        Moment | SkipJsonSchema[None], Query(alias="endTime", description="Now unless given")
    ] = None,
    conditions: Annotated[
        str | None,
        Query(
            alias="filter",
            max_length=MAX_FILTER,
            description="RSQL: one or two comparisons, such as "
            "conversation.metadata.agentId==johndoe",
        ),
    ] = None,
) -> Wanted:
    now = home.clock.now()
    return Wanted(
        begun_after=begun_after or now - timedelta(days=DEFAULT_DAYS),
        begun_before=begun_before or now,
        limit=limit,
        offset=offset,
        newest_first=order == "desc",
        sort=sort,
        conditions=parse_conditions(conditions) if conditions else (),
    )


@router.get(
    "",
    response_model=shapes.Conversations,
    response_model_exclude_none=True,
    responses=answers(400),
    operation_id="list_conversations",
    summary="The conversations that began within a time",
)
def get_conversations(
    home: HomeOf, key: Lister, asked: Annotated[Wanted, Depends(wanted)]
) -> shapes.Conversations:
    return list_conversations(home, key.tenant, asked)


@router.get(
    "/{conversationId}",
    response_model=shapes.ConversationShape,
    response_model_exclude_none=True,
    responses=answers(404),
    operation_id="get_conversation",
    summary="What a conversation is called, when it was, and who took part",
)
def get_conversation(
    conversation: ConversationPath, home: HomeOf, key: Lister
) -> shapes.ConversationShape:
    return conversation_shape(read_view(home, key.tenant, conversation))


@router.put(
    "/{conversationId}",
    response_model=shapes.Updated,
    responses=answers(400, 404, 408, 413),
    openapi_extra=described(MetadataChange),
    operation_id="put_conversation",
    summary="Put other metadata in the place of what a conversation has",
)
async def put_conversation(
    request: Request, conversation: ConversationPath, home: HomeOf, key: Writer
) -> shapes.Updated:
    sent = await received(request, home, MetadataChange)
    changed = await run_sync(change_metadata, home, key.tenant, conversation, sent.metadata)
    return shapes.Updated(id=changed.id, metadata=metadata_of(changed.first))


@router.delete(
    "/{conversationId}",
    response_model=shapes.Done,
    responses=answers(404),
    operation_id="delete_conversation",
    summary="Erase a conversation with its recordings, in whatever state it is",
)
def delete_conversation(conversation: ConversationPath, home: HomeOf, key: Deleter) -> shapes.Done:
    erase_conversation(home, key.tenant, conversation)
    return shapes.Done(message="successfully deleted the conversation")


for _part in (conversation_contents, conversation_insights, conversation_members):
    router.routes.extend(_part.router.routes)
