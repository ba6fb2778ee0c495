"""Diarization error by frames of 10 ms: misses, false alarms and confusion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

FRAMES_PER_SECOND = 100
COLLAR_SECONDS = 0.25
"""Not scored on either side of a reference boundary, as in NIST's md-eval."""

Activity = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Turn:
    speaker: str
    start: float
    end: float


@dataclass(frozen=True)
class SpeakerErrors:
    """Shares of ``seconds``, the reference's speaking time that is scored. ``names``: found speaker
    -> true speaker."""

    missed: float
    false_alarm: float
    confusion: float
    names: dict[str, str]
    seconds: float

    @property
    def total(self) -> float:
        """The diarization error rate."""
        return self.missed + self.false_alarm + self.confusion


def score(
    truth: Sequence[Turn], found: Sequence[Turn], *, collar: float = COLLAR_SECONDS
) -> SpeakerErrors:
    """Overlap is scored; each found speaker stands for the true one that suits it best. ``collar``:
    seconds on either side of a reference boundary that are not scored."""
    frames = round(max(turn.end for turn in (*truth, *found)) * FRAMES_PER_SECOND) + 1
    true_names, true = _activity(truth, frames)
    found_names, hyp = _activity(found, frames)
    scored = _outside_collars(truth, frames, collar)
    true, hyp = true[:, scored], hyp[:, scored]
    together = true.astype(np.float64) @ hyp.astype(np.float64).T
    rows, columns = linear_sum_assignment(-together)
    speaking, heard = true.sum(axis=0), hyp.sum(axis=0)
    right = np.zeros(true.shape[1], dtype=np.int64)
    for row, column in zip(rows, columns, strict=True):
        right += true[row] & hyp[column]
    total = max(1, int(speaking.sum()))
    return SpeakerErrors(
        missed=float(np.maximum(speaking - heard, 0).sum()) / total,
        false_alarm=float(np.maximum(heard - speaking, 0).sum()) / total,
        confusion=float((np.minimum(speaking, heard) - right).sum()) / total,
        names={found_names[c]: true_names[r] for r, c in zip(rows, columns, strict=True)},
        seconds=total / FRAMES_PER_SECOND,
    )


def pooled(errors: Iterable[SpeakerErrors]) -> SpeakerErrors:
    """Over the speaking time of all recordings: a long one weighs more than a short one."""
    errors = list(errors)
    seconds = sum(e.seconds for e in errors)

    def mean(each: Iterable[float]) -> float:
        return sum(v * e.seconds for v, e in zip(each, errors, strict=True)) / seconds

    return SpeakerErrors(
        missed=mean(e.missed for e in errors),
        false_alarm=mean(e.false_alarm for e in errors),
        confusion=mean(e.confusion for e in errors),
        names={},
        seconds=seconds,
    )


def read_rttm(file: Path) -> list[Turn]:
    """SPEAKER lines of the NIST format."""
    fields = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        Turn(f[7], float(f[3]), float(f[3]) + float(f[4])) for f in fields if f[:1] == ["SPEAKER"]
    ]


def _activity(turns: Sequence[Turn], frames: int) -> tuple[list[str], Activity]:
    """Speaker names and who is active when, shape (speakers, frames)."""
    names = sorted({turn.speaker for turn in turns})
    active = np.zeros((len(names), frames), dtype=np.bool_)
    for turn in turns:
        first, last = (round(t * FRAMES_PER_SECOND) for t in (turn.start, turn.end))
        active[names.index(turn.speaker), first:last] = True
    return names, active


def _outside_collars(truth: Sequence[Turn], frames: int, collar: float) -> Activity:
    scored = np.ones(frames, dtype=np.bool_)
    if not collar:
        return scored
    for edge in (edge for turn in truth for edge in (turn.start, turn.end)):
        first = max(0, round((edge - collar) * FRAMES_PER_SECOND))
        scored[first : round((edge + collar) * FRAMES_PER_SECOND)] = False
    return scored
