"""The shapes of what is asked and answered about a call's speakers, with examples."""

from typing import Annotated, Any, Literal

from pydantic import Field

from novapulse.api.native.ingest.schemas import MAX_SPEAKER_CHARACTERS
from novapulse.api.native.jobs.schemas import EXAMPLE_JOB
from novapulse.api.native.schemas import NOT_BLANK, SPEAKER, Schema, SpeakerSchema

MAX_SPEAKERS = 20
MAX_KEY = MAX_SPEAKER_CHARACTERS

SpeakerKey = Annotated[str, Field(min_length=1, max_length=MAX_KEY, pattern=NOT_BLANK)]
SpeakerLabel = Annotated[str, Field(pattern=SPEAKER)]


class SpeakersRequest(Schema):
    speakers: dict[SpeakerKey, SpeakerLabel] = Field(
        min_length=1,
        max_length=MAX_SPEAKERS,
        description="A label for some of the speakers, each named by its `source`, by the label "
        "that it has or by its `name`, if one speaker alone is called so. Of two speakers the one "
        "that is not named gets the other role.",
    )


class SpeakersAnswer(Schema):
    job_id: str
    correction: Literal["done", "under_way"] = Field(
        description="`under_way`: the results are being made anew; those from before are shown "
        "until then"
    )
    speakers: list[SpeakerSchema] | None = Field(
        default=None, description="As the transcript shows them; only when it is done"
    )


EXAMPLE = {"speakers": {"channel 1": "Agent", "channel 2": "Customer"}}
_SPEAKERS = [
    {
        "label": label,
        "source": source,
        "confidence": 1.0,
        "reason": "corrected by hand",
    }
    for label, source in (("Agent", "channel 1"), ("Customer", "channel 2"))
]


def speakers_body() -> dict[str, Any]:
    schema = SpeakersRequest.model_json_schema()
    labels = schema["properties"]["speakers"]
    labels["propertyNames"] = {"minLength": 1, "maxLength": MAX_KEY, "pattern": NOT_BLANK}
    return {
        "required": True,
        "content": {"application/json": {"schema": schema, "example": EXAMPLE}},
    }


def _answer(description: str, value: dict[str, Any]) -> dict[str, Any]:
    return {
        "model": SpeakersAnswer,
        "description": description,
        "content": {"application/json": {"example": {"job_id": EXAMPLE_JOB} | value}},
    }


CORRECTED = _answer(
    "Everything that rests on the speakers was made anew",
    {"correction": "done", "speakers": _SPEAKERS},
)
BEING_CORRECTED = _answer(
    "The results are being made anew; the transcript tells when they are",
    {"correction": "under_way"},
)
