"""The shapes of what is searched for, asked, found and answered."""

import json
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, WrapValidator
from pydantic_core import PydanticCustomError

from novapulse.api.native.jobs.query import MAX_CONDITIONS, SCHEMA, After, Before
from novapulse.api.native.schemas import NOT_BLANK, SPEAKER, Schema
from novapulse.domain.event_payloads import JOB_ID

MAX_QUERY = 500
MIN_QUESTION, MAX_QUESTION = 3, 1000

ModeName = Literal["hybrid", "keyword", "semantic"]


class FoundJob(Schema):
    created_at: str
    file_name: str
    metadata: dict[str, Any]


class FoundPassage(Schema):
    job_id: str
    segment_id: int = Field(description="The `id` of the transcript's segment")
    speaker: str
    start: float = Field(description="Seconds from the call's start")
    end: float
    text: str = Field(description="Without personal data, as the transcript")
    score: float = Field(
        description="Higher is better, among the results of one search: Reciprocal Rank Fusion for "
        "`hybrid`, BM25 for `keyword`, the cosine for `semantic`"
    )
    matched: list[Literal["words", "meaning"]]
    similarity: float | None = Field(
        default=None,
        description="Cosine of the meanings, up to 1; of what was found by meaning",
    )
    job: FoundJob


class SearchAnswer(Schema):
    query: str
    mode: ModeName
    model: str | None = Field(description="What compared the meanings; null for `keyword`")
    results: list[FoundPassage] = Field(description="Best first; empty where nothing was found")


def _text(value: Any) -> str:
    """As the values of metadata are compared."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    raise PydanticCustomError("metadata_invalid", "a text, a number, true or false")


def _unless_null(value: Any, validated: Any) -> Any:
    return None if value is None else validated(value)


NullIsNothing = WrapValidator(_unless_null)
TIME_OR_NULL = WithJsonSchema({"anyOf": [*SCHEMA["anyOf"], {"type": "null"}]})
MetadataKey = Annotated[str, Field(min_length=1)]
MetadataText = Annotated[
    str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number", "boolean"]})
]


class AskFilters(Schema):
    """All that is given must hold."""

    metadata: dict[MetadataKey, MetadataText] = Field(
        default_factory=dict,
        max_length=MAX_CONDITIONS,
        description="Values at the top level of the job's metadata, compared as text",
        examples=[{"queue": "billing"}],
    )
    created_after: Annotated[After, NullIsNothing, TIME_OR_NULL] = Field(
        default=None, description="A time with its zone, or a day in UTC; inclusive"
    )
    created_before: Annotated[Before, NullIsNothing, TIME_OR_NULL] = Field(
        default=None, description="A time with its zone, or a day in UTC; inclusive"
    )
    job_id: str | None = Field(default=None, pattern=JOB_ID)
    speaker: str | None = Field(default=None, pattern=SPEAKER)


class AskRequest(Schema):
    question: str = Field(min_length=MIN_QUESTION, max_length=MAX_QUESTION, pattern=NOT_BLANK)
    filters: AskFilters = Field(default_factory=AskFilters)


class CitationSchema(Schema):
    job_id: str
    segment_id: int = Field(description="The `id` of the transcript's segment")
    speaker: str
    start: float = Field(description="Seconds from the call's start")
    end: float
    text: str = Field(description="Without personal data, as the transcript")
    similarity: float = Field(description="Cosine of its meaning and the question's, up to 1")


class AskAnswer(Schema):
    question: str
    answered: bool = Field(description="False: nothing that was said supports an answer")
    answer: str | None = Field(
        description="Rests on the citations alone; `[n]` marks what is from the n-th, from 1"
    )
    reason: str | None = Field(default=None, description="Why there is no answer")
    model: str = Field(description="What compared the meanings")
    citations: list[CitationSchema]
