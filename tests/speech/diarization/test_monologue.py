"""One voice or two, where little was said."""

from pathlib import Path

import pytest

from novapulse.speech.diarization.embedded import EmbeddedDiarizer
from novapulse.speech.diarization.protocol import SpeakerHints
from tests.speech.sound import RATE, Blobs

pytestmark = pytest.mark.slow


def voices(blobs: Blobs, samples: Path, start: float, seconds: float) -> int:
    """Found in a part of our own sample."""
    call = blobs.samples(blobs.prepare(samples / "billing_call_mono.ogg"))
    part = blobs.folder / "part"
    call[int(start * RATE) : int((start + seconds) * RATE)].tofile(part)
    return EmbeddedDiarizer().by_voice(part, SpeakerHints()).speakers


@pytest.mark.parametrize(("start", "seconds"), [(11.7, 5), (28.6, 5), (0.0, 6), (67.6, 6)])
def test_one_who_speaks_for_some_seconds_is_one_voice(
    blobs: Blobs, samples: Path, start: float, seconds: float
) -> None:
    assert voices(blobs, samples, start, seconds) == 1


@pytest.mark.parametrize(("start", "seconds"), [(32.5, 6), (54.6, 6), (101.4, 5)])
def test_two_who_speak_for_some_seconds_are_two_voices(
    blobs: Blobs, samples: Path, start: float, seconds: float
) -> None:
    assert voices(blobs, samples, start, seconds) == 2
