"""When each turn of a written call was said, as far as nobody noted it: about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from novapulse.domain.written_call import WrittenCall, WrittenTurn

SECONDS_PER_WORD = 60 / 150
"""150 words a minute, the usual rate of English conversation."""
TIMES_ESTIMATED = "times_estimated"
"""Code of the notice that some turns came without times."""


@dataclass(frozen=True)
class TurnTime:
    """Seconds from the start of the call; ``start`` <= ``end``."""

    start: float
    end: float


def turn_times(call: WrittenCall) -> tuple[TurnTime, ...]:
    """Of each turn. What was noted stays; a turn without a start follows the one before it, and
    one without an end lasts as long as its words take, and no longer than until the next turn's
    start where that was noted."""
    times: list[TurnTime] = []
    over = 0.0
    for turn, after in zip(call.turns, (*call.turns[1:], None), strict=True):
        time = _time(turn, over, _noted_start(after))
        over = max(over, time.end)
        times.append(time)
    return tuple(times)


def written_seconds(call: WrittenCall) -> float:
    """The length of the call: where its last turn ends."""
    return max((time.end for time in turn_times(call)), default=0.0)


def estimated(call: WrittenCall) -> bool:
    """Whether some time of the call was not noted."""
    return any(turn.start is None or turn.end is None for turn in call.turns)


def _time(turn: WrittenTurn, over: float, next_start: float | None) -> TurnTime:
    said = len(turn.text.split()) * SECONDS_PER_WORD
    if turn.start is None:
        start = over if turn.end is None else min(turn.end, max(over, turn.end - said))
    else:
        start = turn.start
    if turn.end is not None:
        return TurnTime(start, max(start, turn.end))
    end = round(start + said, 3)
    return TurnTime(start, end if next_start is None else min(end, max(start, next_start)))


def _noted_start(turn: WrittenTurn | None) -> float | None:
    return None if turn is None else turn.start


def spread(texts: Sequence[str], time: TurnTime) -> tuple[TurnTime, ...]:
    """``time`` shared out evenly among ``texts``, in order."""
    step = (time.end - time.start) / len(texts) if texts else 0.0
    edges = [round(time.start + step * n, 3) for n in range(len(texts))] + [time.end]
    return tuple(TurnTime(start, max(start, end)) for start, end in pairwise(edges))
