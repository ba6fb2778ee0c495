"""What is sent to the Management API. What else a body holds is left alone."""

from typing import Annotated, Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    RootModel,
    StringConstraints,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from starlette.requests import Request

from novapulse.api.json_body import received_json
from novapulse.services.home import Home
from novapulse.services.symbl.managed_trackers import TrackerFields

MAX_BYTES = 1024 * 1024
MAX_TERMS, MAX_LABELS, MAX_AT_ONCE, MAX_STEPS = 500, 50, 500, 1000
"""A tracker is kept in one item of DynamoDB, which has room for 400 KB."""
PLAIN, NOT_BLANK = r"[^\x00-\x1f\x7f]", r"[^\s\x00-\x1f\x7f]"
M = TypeVar("M", bound=BaseModel)


def _distinct(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("not_distinct", "send each entry once")
    return values


Text = Annotated[str, StringConstraints(max_length=128, pattern=f"^{PLAIN}*{NOT_BLANK}{PLAIN}*$")]
Description = Annotated[str, StringConstraints(max_length=512, pattern=f"^{PLAIN}*$")]
Distinct = (AfterValidator(_distinct), Field(json_schema_extra={"uniqueItems": True}))
Vocabulary = Annotated[list[Text], Field(min_length=1, max_length=MAX_TERMS), *Distinct]
Labels = Annotated[list[Text], Field(max_length=MAX_LABELS), *Distinct]


class NewTracker(BaseModel):
    """Words and phrases of the vocabulary are looked for in any inflection."""

    name: Text
    vocabulary: Vocabulary
    description: Description | None = None
    categories: Labels | None = None
    languages: Labels | None = None

    def fields(self) -> TrackerFields:
        return TrackerFields(
            name=self.name,
            vocabulary=tuple(self.vocabulary),
            description=self.description or "",
            categories=tuple(self.categories or ()),
            languages=tuple(self.languages or ()),
        )


class NewTrackers(RootModel[list[NewTracker]]):
    root: Annotated[list[NewTracker], Field(min_length=1, max_length=MAX_AT_ONCE)]


class OneOrSeveral(RootModel[NewTracker | NewTrackers]):
    """For the OpenAPI document: which of both it is shows by itself, and so does what is wrong."""


class ChangedTracker(BaseModel):
    """What is left out stays. The vocabulary is added to what there is."""

    name: Text
    vocabulary: Vocabulary
    description: Description | None = None
    categories: Labels | None = None
    languages: Labels | None = None

    def fields(self, before: TrackerFields) -> TrackerFields:
        together = dict.fromkeys((*before.vocabulary, *self.vocabulary))
        return valid(
            NewTracker,
            {
                "name": self.name,
                "vocabulary": list(together),
                "description": _or(self.description, before.description),
                "categories": _or(self.categories, list(before.categories)),
                "languages": _or(self.languages, list(before.languages)),
            },
        ).fields()


class AnyJson(RootModel[Any]):
    pass


async def received(request: Request, home: Home) -> Any:
    """Raises what ``received_json`` raises."""
    seconds = home.settings.upload_timeout_seconds
    sent = await received_json(request, AnyJson, max_bytes=MAX_BYTES, seconds=seconds)
    return sent.root


def valid(model: type[M], value: Any) -> M:
    """Raises RequestValidationError."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    raise RequestValidationError([{**fault, "loc": ("body", *fault["loc"])} for fault in faults])


def _or(sent: Any, before: Any) -> Any:
    return before if sent is None else sent
