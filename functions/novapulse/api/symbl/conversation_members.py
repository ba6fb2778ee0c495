"""Who takes part in a conversation."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Path, Request

from novapulse.api.home_of import HomeOf
from novapulse.api.symbl.conversation_bodies import (
    MemberChange,
    SpeakersChange,
    described,
    received,
)
from novapulse.api.symbl.conversation_query import ConversationPath, Reader, Writer
from novapulse.api.symbl.documented import answers
from novapulse.domain.errors import InvalidRequest
from novapulse.services.symbl import shapes
from novapulse.services.symbl.changes import NewNames, add_speaker_events, change_member
from novapulse.services.symbl.listing import members
from novapulse.services.symbl.view import read_view

router = APIRouter(prefix="/v1/conversations/{conversationId}", tags=["Members"])

SHOWN = 80
AT_ONCE = "The names show in the conversation's messages, insights and members from now on."


@router.get(
    "/members",
    response_model=shapes.Members,
    response_model_exclude_none=True,
    responses=answers(404),
    operation_id="get_members",
    summary="Who takes part",
)
def get_members(conversation: ConversationPath, home: HomeOf, key: Reader) -> shapes.Members:
    return members(read_view(home, key.tenant, conversation))


@router.put(
    "/members/{memberId}",
    response_model=shapes.Done,
    responses=answers(400, 404, 408, 413),
    openapi_extra=described(MemberChange),
    operation_id="put_member",
    summary="Say who a member is",
)
async def put_member(
    request: Request,
    conversation: ConversationPath,
    member: Annotated[str, Path(alias="memberId", json_schema_extra={"minLength": 1})],
    home: HomeOf,
    key: Writer,
) -> shapes.Done:
    sent = await received(request, home, MemberChange)
    if sent.id != member:
        raise InvalidRequest("invalid_parameter", '"id": is not the one in the path; send that')
    names = NewNames(sent.name.strip(), sent.email)
    await run_sync(change_member, home, key.tenant, conversation, member, names)
    return shapes.Done(
        message=f"Member with id: {member[:SHOWN]} for conversationId: {conversation} updated "
        f"successfully! {AT_ONCE}"
    )


@router.put(
    "/speakers",
    response_model=shapes.Done,
    responses=answers(400, 404, 408, 413),
    openapi_extra=described(SpeakersChange),
    operation_id="put_speakers",
    summary="Say who spoke when",
)
async def put_speakers(
    request: Request, conversation: ConversationPath, home: HomeOf, key: Writer
) -> shapes.Done:
    sent = await received(request, home, SpeakersChange)
    events = tuple(event.as_spoken() for event in sent.speakerEvents)
    await run_sync(add_speaker_events, home, key.tenant, conversation, events)
    return shapes.Done(
        message=f"Speaker events associated for conversationId: {conversation} successfully! "
        f"{AT_ONCE}"
    )
