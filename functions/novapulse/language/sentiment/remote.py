"""What the endpoint of the sentiment model is asked and what it answers."""

from typing import Self

from pydantic import Field, model_validator

from novapulse.domain.object_uri import ObjectUri
from novapulse.domain.remote import RemoteRequest
from novapulse.domain.value import Value


class SentimentTurn(Value):
    speaker: str = Field(max_length=100)
    text: str = Field(max_length=20_000)


class SentimentTurns(Value):
    """The JSON document that ``SentimentRequest.input`` points to."""

    turns: tuple[SentimentTurn, ...] = Field(max_length=50_000)


class SentimentRequest(RemoteRequest):
    """Redacted ``turns``, or a pointer to a document of them: exactly one of the two."""

    turns: tuple[SentimentTurn, ...] | None = Field(default=None, max_length=50_000)
    input: ObjectUri | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.turns is None) == (self.input is None):
            raise ValueError("give either turns or input")
        return self


class SentimentAnswer(Value):
    """One score per turn, -1..1, as ``SentimentScorer.score`` gives them; ``method`` names it."""

    scores: tuple[float, ...]
    method: str
