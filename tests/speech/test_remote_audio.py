from pathlib import Path

import pytest

from novapulse.domain.errors import BadAudio
from novapulse.speech.remote import TranscribeRequest
from novapulse.speech.remote_audio import AudioLimits, requested_channels

LIMITS = AudioLimits(max_bytes=1024**3, max_seconds=10 * 3600)
REQUEST = TranscribeRequest(channels=("s3://calls/0", "s3://calls/1"), source_rate=8000)


class Silence:
    """Stores ``size`` zeros, unless that is more than it may."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __call__(self, uri: str, into: Path, *, max_bytes: int) -> Path:
        assert self.size <= max_bytes, f"{uri} would be refused"
        with into.open("wb") as file:
            file.truncate(self.size)
        return into


def test_channels_of_the_longest_call_may_be_larger_than_a_recording(tmp_path: Path) -> None:
    fetch = Silence(36_000 * 32_000)
    channels = requested_channels(REQUEST, None, tmp_path, fetch, LIMITS)
    assert channels.prepared.duration_seconds == 36_000
    assert [path.stat().st_size for path in channels.paths] == [fetch.size] * 2


def test_channels_of_a_longer_call_are_too_long(tmp_path: Path) -> None:
    limits = AudioLimits(max_bytes=1024**2, max_seconds=2)
    with pytest.raises(BadAudio) as refused:
        requested_channels(REQUEST, None, tmp_path, Silence(64_002), limits)
    assert refused.value.code == "audio_too_long"
