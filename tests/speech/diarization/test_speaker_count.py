import numpy as np
import pytest

from novapulse.speech.diarization.protocol import SpeakerHints
from novapulse.speech.diarization.resegmentation import Path
from novapulse.speech.diarization.speaker_count import MOST, best_path, bounds


@pytest.mark.parametrize(
    ("hints", "expected"),
    [
        (SpeakerHints(), (2, MOST)),
        (SpeakerHints(expected=3), (3, 3)),
        (SpeakerHints(expected=1), (1, 1)),
        (SpeakerHints(at_most=1), (1, 1)),
        (SpeakerHints(at_most=2), (2, 2)),
        (SpeakerHints(at_most=4), (2, 4)),
        (SpeakerHints(at_least=2), (2, MOST)),
        (SpeakerHints(at_least=4, at_most=6), (4, 6)),
        (SpeakerHints(at_least=8), (8, 8)),
        (SpeakerHints(at_least=1, at_most=5), (2, 5)),
    ],
)
def test_bounds_are_kept_and_a_call_else_begins_with_two_voices(
    hints: SpeakerHints, expected: tuple[int, int]
) -> None:
    assert bounds(hints) == expected


def scored(*scores: float, share_of_last: float | None = None) -> int:
    """How many voices are found where two score ``scores[0]``, three ``scores[1]`` and so on."""

    def find(speakers: int) -> Path:
        frames = 6000
        labels = np.arange(frames) % speakers
        if share_of_last is not None:
            labels[labels == speakers - 1] = 0
            labels[: int(share_of_last * frames)] = speakers - 1
        return Path(labels.astype(np.int64), scores[speakers - 2])

    return int(best_path(find, 2, 1 + len(scores)).labels.max()) + 1


def test_a_call_stays_with_two_voices_where_a_third_explains_little_more() -> None:
    assert scored(-10.60, -10.47, -10.42) == 2


def test_a_third_voice_is_found_where_it_explains_much_more() -> None:
    assert scored(-10.06, -9.72, -9.69, -9.68) == 3


def test_each_further_voice_needs_evidence_of_its_own() -> None:
    assert scored(-10.23, -9.84, -9.66, -9.66, -9.40) == 4


def test_two_seconds_of_a_voice_are_no_speaker() -> None:
    assert scored(-10.0, -9.5, share_of_last=0.03) == 2
    assert scored(-10.0, -9.5, share_of_last=0.20) == 3
