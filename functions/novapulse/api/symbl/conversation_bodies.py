"""What is sent to the Conversation API. What else a body holds is left alone."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, Field, StringConstraints
from pydantic_core import PydanticCustomError
from starlette.requests import Request

from novapulse.api.json_body import received_json
from novapulse.api.symbl.conversation_query import Switch
from novapulse.domain.conversation import SpeakerEvent
from novapulse.services.home import Home

M = TypeVar("M", bound=BaseModel)
MAX_EVENTS = 50_000
MAX_USERS = 100
"""As many as may take part in a written conversation."""
LONGEST_SECONDS = 10_000_000
NANOS = 1e-9

Key = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Value = Annotated[str, StringConstraints(max_length=128)]
Identity = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Name = Annotated[str, StringConstraints(max_length=256, pattern=r"\S")]
Email = Annotated[str, StringConstraints(max_length=320)]
Number = Annotated[float, Field(strict=True, ge=0)]


class MetadataChange(BaseModel):
    metadata: dict[Key, Value]


class MemberChange(BaseModel):
    id: Identity
    name: Name
    email: Email | None = Field(default=None, description="Stays as it was where left out")


class User(BaseModel):
    id: Identity
    name: Annotated[str, StringConstraints(max_length=256)] | None = None
    email: Email | None = None


class Offset(BaseModel):
    """From the start of the conversation. More than 10^9 nanoseconds are seconds, too."""

    seconds: Number = Field(default=0, le=LONGEST_SECONDS)
    nanos: Number = Field(default=0, le=LONGEST_SECONDS / NANOS)


class Event(BaseModel):
    type: Literal["started_speaking", "stopped_speaking"]
    user: User
    offset: Offset

    def as_spoken(self) -> SpeakerEvent:
        return SpeakerEvent(
            began=self.type == "started_speaking",
            at=self.offset.seconds + self.offset.nanos * NANOS,
            user_id=self.user.id,
            name=self.user.name or None,
            email=self.user.email or None,
        )


def _few_users(events: list[Event]) -> list[Event]:
    if len({event.user.id for event in events}) > MAX_USERS:
        raise PydanticCustomError("too_many_users", f"send events of at most {MAX_USERS} users")
    return events


class SpeakersChange(BaseModel):
    speakerEvents: Annotated[list[Event], AfterValidator(_few_users)] = Field(max_length=MAX_EVENTS)


class Phrases(BaseModel):
    highlightOnlyInsightKeyPhrases: Switch = False
    highlightAllKeyPhrases: Switch = False


class TranscriptRequest(BaseModel):
    contentType: Literal["text/markdown", "text/srt"]
    createParagraphs: Switch = False
    phrases: Phrases | None = None
    showSpeakerSeparation: Switch = False


async def received(request: Request, home: Home, model: type[M]) -> M:
    """Raises what ``received_json`` raises."""
    settings = home.settings
    return await received_json(
        request,
        model,
        max_bytes=settings.max_json_bytes,
        seconds=settings.upload_timeout_seconds,
    )


def described(model: type[BaseModel]) -> dict[str, Any]:
    """For the OpenAPI document, which knows none of the models whose bodies are read so."""
    schema = model.model_json_schema()
    parts = schema.pop("$defs", {})
    content = {"application/json": {"schema": _whole(schema, parts)}}
    return {"requestBody": {"required": True, "content": content}}


def _whole(schema: Any, parts: dict[str, Any]) -> Any:
    """With what it refers to in its place."""
    if isinstance(schema, list):
        return [_whole(each, parts) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _whole(parts[schema["$ref"].rpartition("/")[2]], parts)
    return {name: _whole(value, parts) for name, value in schema.items()}
