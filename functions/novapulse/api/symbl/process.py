"""``/v1/process``: recordings, URLs of recordings, and texts, each a new conversation (POST) or
appended to one (PUT)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Path, Request
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from novapulse.api.home_of import HomeOf
from novapulse.api.symbl.bodies import received_object, received_recording
from novapulse.api.symbl.dependencies import caller_with
from novapulse.api.symbl.documented import answers
from novapulse.api.symbl.parameters import MAX_NAME
from novapulse.api.symbl.process_document import Source, described
from novapulse.api.symbl.query import read_query
from novapulse.api.symbl.submitting import (
    Destination,
    Submitted,
    destination,
    submit_recording,
    submit_text,
    submit_url,
)
from novapulse.api.symbl.values import text_of
from novapulse.domain.keys import ApiKey

router = APIRouter(prefix="/v1/process", tags=["Async"])

KeyOf = Annotated[ApiKey, Depends(caller_with("audio:write"))]
ConversationPath = Annotated[
    str,
    Path(
        alias="conversationId",
        description="The conversation that this is appended to",
        examples=["5815170693595136"],
    ),
]


class Appending(APIRoute):
    """``PUT /v1/process/audio/url`` is no append to a conversation of that name."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        match, found = super().matches(scope)
        named = found.get("path_params", {}).get("conversationId")
        return (Match.NONE, {}) if named == "url" else (match, found)


Endpoint = Callable[[Request, Destination], Awaitable[Submitted]]


async def _recording(request: Request, to: Destination) -> Submitted:
    sent = read_query(request.scope["query_string"])
    name = text_of(sent, "name", longest=MAX_NAME)
    async with received_recording(request, to.home, name) as file:
        return await run_sync(submit_recording, to, sent, file)


async def _url(request: Request, to: Destination) -> Submitted:
    sent = await _parameters(request, to, to.home.settings.max_json_bytes)
    return await run_sync(submit_url, to, sent)


async def _text(request: Request, to: Destination) -> Submitted:
    sent = await _parameters(request, to, to.home.settings.max_text_bytes)
    return await run_sync(submit_text, to, sent)


async def _parameters(request: Request, to: Destination, max_bytes: int) -> Mapping[str, Any]:
    """Those of a JSON body may come in the query too; what the body says counts."""
    body = await received_object(request, to.home, max_bytes=max_bytes)
    return read_query(request.scope["query_string"]) | body


def _add(path: str, endpoint: Endpoint, source: Source) -> None:
    """The route of a new conversation, and that of what is appended to one."""
    name = path.strip("/").replace("/", "_")

    async def post(request: Request, home: HomeOf, key: KeyOf) -> Submitted:
        return await endpoint(request, await run_sync(destination, home, key.tenant))

    async def put(
        request: Request, conversation: ConversationPath, home: HomeOf, key: KeyOf
    ) -> Submitted:
        to = await run_sync(destination, home, key.tenant, conversation)
        return await endpoint(request, to)

    options: dict[str, Any] = {
        "status_code": 201,
        "response_model": Submitted,
        "openapi_extra": described(source),
    }
    router.add_api_route(
        path,
        post,
        methods=["POST"],
        responses=answers(400, 408, 413),
        operation_id=f"post_{name}",
        summary=f"Submit {source.words}",
        **options,
    )
    router.add_api_route(
        f"{path}/{{conversationId}}",
        put,
        methods=["PUT"],
        responses=answers(400, 404, 408, 413),
        route_class_override=Appending,
        operation_id=f"put_{name}",
        summary=f"Append {source.words} to a conversation",
        **options,
    )


_add("/audio/url", _url, Source.AUDIO_URL)
_add("/audio", _recording, Source.AUDIO)
_add("/video/url", _url, Source.VIDEO_URL)
_add("/video", _recording, Source.VIDEO)
_add("/text", _text, Source.TEXT)
