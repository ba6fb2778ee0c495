"""The labelled texts that are scored, by set: the project's halves, its sample, a user's folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from novapulse.domain.pii import PiiKind, Span
from tests.eval.labels import read
from tests.eval.labels.values import (
    Half,
    LabelledSegment,
    LabelledTurn,
    LabelledTurns,
    ScriptedCall,
)
from tests.eval.recordings import ScriptTurn, script

HALVES: tuple[Half, ...] = get_args(Half)
SCORE_OF = {"negative": -0.7, "neutral": 0.0, "positive": 0.75}
"""The middle of each band, for labels without a score."""


@dataclass(frozen=True)
class LabelSet:
    """``may_be_read``: its mistakes may be shown."""

    name: str
    may_be_read: bool
    segments: tuple[LabelledSegment, ...] = ()
    items: tuple[LabelledTurns, ...] = ()
    calls: tuple[ScriptedCall, ...] = ()


def project_sets(halves: Sequence[Half]) -> list[LabelSet]:
    """The halves named, and the sample's script, which is older than they and was tuned on."""
    return [
        *(
            LabelSet(
                name=half,
                may_be_read=half == "development",
                segments=read.sentiment(half),
                items=read.personal_data(half),
                calls=read.calls(half),
            )
            for half in halves
        ),
        script_set("sample", script()),
    ]


def script_set(name: str, turns: Sequence[ScriptTurn], *, marked: bool = True) -> LabelSet:
    """Turns that carry labels themselves. Those without a feeling are not scored for it;
    ``marked``: their personal data is."""
    before = ["", *(turn.text for turn in turns)]
    return LabelSet(
        name=name,
        may_be_read=True,
        segments=tuple(
            LabelledSegment(
                id=f"{turn.id}",
                speaker=turn.speaker,
                before=previous,
                text=turn.text,
                score=SCORE_OF[turn.sentiment],
                tags=(),
            )
            for turn, previous in zip(turns, before, strict=False)
            if turn.sentiment
        ),
        items=(LabelledTurns(name, tuple(map(_marked, turns)), ()),) if marked else (),
    )


def _marked(turn: ScriptTurn) -> LabelledTurn:
    """Raises ValueError if the text does not hold what is marked."""
    starts = [(turn.text.index(value.text), value) for value in turn.pii]
    spans = (Span(n, n + len(v.text), PiiKind(v.kind), 1.0) for n, v in starts)
    return LabelledTurn(turn.speaker, turn.text, tuple(spans))
