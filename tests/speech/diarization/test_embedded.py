import pytest

from novapulse.speech.diarization.embedded import expected_speakers
from novapulse.speech.diarization.protocol import SpeakerHints


@pytest.mark.parametrize(
    ("hints", "speakers"),
    [
        (SpeakerHints(), None),
        (SpeakerHints(expected=3), 3),
        (SpeakerHints(at_most=1), 1),
        (SpeakerHints(at_most=2), None),
        (SpeakerHints(at_least=2), 2),
        (SpeakerHints(at_least=4, at_most=6), 4),
        (SpeakerHints(at_least=1, at_most=5), None),
    ],
)
def test_bounds_are_kept_and_a_call_else_has_one_or_two_voices(
    hints: SpeakerHints, speakers: int | None
) -> None:
    assert expected_speakers(hints) == speakers
