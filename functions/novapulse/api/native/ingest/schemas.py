"""The JSON body of ``POST /v1/audio/ingest``."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, JsonValue

from novapulse.api.native.ingest.call_fields import CallDirectionName, CallId, CallTime
from novapulse.api.native.schemas import PipelineName, Schema
from novapulse.api.native.uploads.schemas import UPLOAD_ID
from novapulse.domain.public_url import MAX_LENGTH
from novapulse.services.intake.options import MAX_SPEAKERS, MAX_TERM_CHARACTERS, MAX_TERMS, ROLE
from novapulse.services.intake.written import MAX_TURNS

URI: dict[str, JsonValue] = {"format": "uri"}

INK = r"[^\s\x1c-\x1f\x85]"
"""Something to see: what is a blank to one language's patterns and not to another's is none."""

MAX_SPEAKER_CHARACTERS = 100
MAX_TURN_CHARACTERS = 100_000
LONGEST_SECONDS = 36_000
"""Ten hours, as long as a recording may be if nothing else is set."""

Channel = Literal["1", "2", "3", "4", "5", "6", "7", "8"]
Role = Annotated[str, Field(pattern=f"^({ROLE.pattern})$")]
Term = Annotated[str, Field(min_length=1, max_length=MAX_TERM_CHARACTERS, pattern=INK)]


def _whole(value: object) -> object:
    # To JSON Schema 3.0 is an integer too.
    return int(value) if isinstance(value, float) and value.is_integer() else value


class TurnSchema(Schema):
    """What one party said at one go."""

    speaker: str = Field(
        min_length=1,
        max_length=MAX_SPEAKER_CHARACTERS,
        pattern=INK,
        description="Agent or Customer, or whatever tells the parties apart: it is shown again",
    )
    text: str = Field(min_length=1, max_length=MAX_TURN_CHARACTERS, pattern=INK)
    start: float | None = Field(default=None, ge=0, le=LONGEST_SECONDS, description="Seconds")
    end: float | None = Field(default=None, ge=0, le=LONGEST_SECONDS, description="Seconds")


class IngestRequest(Schema):
    """One of ``upload_id``, ``audio_url`` and ``turns``. Null is as good as left out."""

    upload_id: str | None = Field(
        default=None, pattern=UPLOAD_ID, description="Of POST /v1/audio/uploads"
    )
    audio_url: str | None = Field(
        default=None,
        max_length=MAX_LENGTH,
        json_schema_extra=URI,
        description="An https URL from which the recording is fetched; redirects are followed",
    )
    turns: list[TurnSchema] | None = Field(
        default=None,
        min_length=1,
        max_length=MAX_TURNS,
        description="A call as text, in order, of at most 2,000,000 characters; each turn becomes "
        "one segment. Times that are left out are estimated",
    )
    language: str | None = Field(
        default=None,
        description="A BCP 47 tag. If it is left out with `turns` whose words are clearly not "
        "English, their own language",
        json_schema_extra={"default": "en-US"},
    )
    pipeline: PipelineName | None = Field(default=None, description="full-analysis if left out")
    metadata: dict[str, Any] | None = Field(
        default=None, description="Comes back with the job, which can be found by it"
    )
    webhook_url: str | None = Field(
        default=None,
        max_length=MAX_LENGTH,
        json_schema_extra=URI,
        description="An https URL that is told when the job ends",
    )
    channels: dict[Channel, Role] | None = Field(
        default=None, min_length=1, description="Who is on which channel"
    )
    speakers_expected: Annotated[int | None, BeforeValidator(_whole)] = Field(
        default=None, ge=1, le=MAX_SPEAKERS, strict=True
    )
    custom_vocabulary: list[Term] | None = Field(
        default=None, max_length=MAX_TERMS, description="Words and names to listen for"
    )
    agent_id: CallId | None = Field(
        default=None, description="Whose call it is, as you name your agents; policies go by it"
    )
    contact_id: CallId | None = Field(default=None, description="With whom, as you name them")
    call_direction: CallDirectionName | None = None
    call_timestamp: CallTime = Field(default=None, description="When the call took place")
