"""``/oauth2/token:generate``: an access token for an app's id and secret, and its end."""

from typing import Annotated, Literal

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from novapulse.api.home_of import HomeOf
from novapulse.api.json_body import received_json
from novapulse.api.symbl.conversation_bodies import described
from novapulse.api.symbl.documented import Message, answers
from novapulse.services.access_tokens import issue_token, revoke_tokens
from novapulse.services.home import Home

router = APIRouter(prefix="/oauth2", tags=["Authentication"])

Text = Annotated[str, StringConstraints(min_length=1, max_length=512)]
MAX_BYTES = 16 * 1024


class Credentials(BaseModel):
    """What else clients send is left alone."""

    type: Literal["application"] = Field(description="The one kind of grant that there is")
    appId: Text
    appSecret: Text = Field(repr=False)


class AppCredentials(BaseModel):
    appId: Text
    appSecret: Text = Field(repr=False)


class AccessToken(BaseModel):
    model_config = ConfigDict(extra="forbid")

    accessToken: str = Field(description="A JWT; sent back as a bearer or in x-api-key")
    expiresIn: int = Field(gt=0, description="Seconds")


@router.post(
    "/token:generate",
    response_model=AccessToken,
    responses=answers(400, 408, 413),
    openapi_extra=described(Credentials),
    operation_id="generate_token",
    summary="An access token for an app's id and secret",
)
async def generate(request: Request, home: HomeOf) -> AccessToken:
    sent = await received_json(request, Credentials, max_bytes=MAX_BYTES, seconds=_seconds(home))
    return await run_sync(_token, home, sent.appId, sent.appSecret)


@router.post(
    "/token:refresh",
    response_model=AccessToken,
    responses=answers(400, 408, 413),
    openapi_extra=described(AppCredentials),
    operation_id="refresh_token",
    summary="A further access token, once more for the app's id and secret",
)
async def refresh(request: Request, home: HomeOf) -> AccessToken:
    sent = await received_json(request, AppCredentials, max_bytes=MAX_BYTES, seconds=_seconds(home))
    return await run_sync(_token, home, sent.appId, sent.appSecret)


@router.delete(
    "/token:revoke",
    response_model=Message,
    responses=answers(400, 408, 413),
    openapi_extra=described(AppCredentials),
    operation_id="revoke_tokens",
    summary="End the access tokens of an app before their time",
)
async def revoke(request: Request, home: HomeOf) -> Message:
    sent = await received_json(request, AppCredentials, max_bytes=MAX_BYTES, seconds=_seconds(home))
    await run_sync(_revoke, home, sent.appId, sent.appSecret)
    return Message(message="The tokens of the app are revoked.")


def _revoke(home: Home, app_id: str, app_secret: str) -> None:
    revoke_tokens(app_id=app_id, app_secret=app_secret, keys=home.keys, clock=home.clock)


def _token(home: Home, app_id: str, app_secret: str) -> AccessToken:
    issued = issue_token(
        app_id=app_id,
        app_secret=app_secret,
        seconds=home.settings.access_token_seconds,
        keys=home.keys,
        clock=home.clock,
    )
    return AccessToken(accessToken=issued.token, expiresIn=issued.expires_in)


def _seconds(home: Home) -> float:
    return home.settings.upload_timeout_seconds
