"""Talk shares of recordings: from what was heard, against the reference's turns."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from novapulse.domain.behaviour import talk_shares
from tests.eval.figures import Figure
from tests.eval.hearing import PARTIES, Listened
from tests.eval.transcripts import SpokenTurn, transcript_of


def recorded_behaviour_figures(engine: str, listened: Sequence[Listened]) -> Iterator[Figure]:
    """``talk_share_error``: mean distance of the shares of agent, customer and silence, 0..1, of
    the recordings whose references name the parties. A mistaken role costs as much as it should."""
    errors = [error for each in listened if (error := share_error(each)) is not None]
    if errors:
        name = f"behaviour.{engine}.recordings.talk_share_error"
        yield Figure(name, fmean(errors), len(errors), "number")


def share_error(listened: Listened) -> float | None:
    """None where the reference names no parties, or nothing was recognised."""
    if listened.parties_right() is None or listened.heard.transcript is None:
        return None
    heard = listened.heard.transcript
    said = [
        SpokenTurn(PARTIES[turn.speaker.lower()], "", turn.start, turn.end)
        for turn in listened.recording.turns
    ]
    true = transcript_of(said).model_copy(update={"duration_seconds": heard.duration_seconds})
    return fmean(abs(t - f) for t, f in zip(talk_shares(true), talk_shares(heard), strict=True))
