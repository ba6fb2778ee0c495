"""What a person said of a segment, of some turns, of a whole call."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from novapulse.domain.pii import Span

Half = Literal["development", "test"]


@dataclass(frozen=True)
class LabelledSegment:
    """``score``: the feeling that ``text`` expresses, -1 (very negative) to 1 (very positive).
    ``before`` is what the other party said just before, or empty."""

    id: str
    speaker: str
    before: str
    text: str
    score: float
    tags: tuple[str, ...]


@dataclass(frozen=True)
class LabelledTurn:
    """``spans``: the personal data of ``text``, in order, disjoint."""

    speaker: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class LabelledTurns:
    """Neighbouring turns of one call. Without personal data the first tag is ``none``."""

    id: str
    turns: tuple[LabelledTurn, ...]
    tags: tuple[str, ...]

    @property
    def has_personal_data(self) -> bool:
        return any(turn.spans for turn in self.turns)


@dataclass(frozen=True)
class ScriptedTurn:
    """``speaker`` is a letter of the call's ``roles``; times in seconds."""

    speaker: str
    text: str
    start: float
    end: float


@dataclass(frozen=True)
class ScriptedAction:
    """``who`` is a letter of the call's ``roles``; one of ``words`` must name the action."""

    who: str
    words: tuple[str, ...]
    due: str | None


@dataclass(frozen=True)
class CallSentiment:
    """The customer's feeling over the call: negative, neutral, positive; and where it went:
    improving, stable, declining."""

    overall: str
    trend: str


@dataclass(frozen=True)
class ScriptedCall:
    """A call and what is true of it. ``name`` is its file's. The summary's reason must have one
    word of every group of ``reason``, and claim nothing of ``must_not``. ``metrics``: behaviour
    metrics counted by hand, by name."""

    name: str
    title: str
    roles: Mapping[str, str]
    turns: tuple[ScriptedTurn, ...]
    reason: tuple[tuple[str, ...], ...]
    outcome: str
    actions: tuple[ScriptedAction, ...]
    must_not: tuple[str, ...]
    sentiment: CallSentiment
    metrics: Mapping[str, float]
