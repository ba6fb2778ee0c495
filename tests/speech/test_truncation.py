from pathlib import Path

import pytest

from novapulse.domain.media import MediaInfo
from novapulse.speech.decode import probe
from novapulse.speech.truncation import is_truncated
from tests.speech.sound import tone, write_wav


def media(path: Path, container: str, seconds: float) -> MediaInfo:
    return MediaInfo(
        container=container,
        codec="any",
        sample_rate=16_000,
        channels=1,
        duration_seconds=seconds,
        size_bytes=path.stat().st_size,
    )


def test_a_whole_wav_is_not_truncated(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2))
    assert not is_truncated(path, probe(path), 2.0)


def test_a_wav_shorter_than_its_data_chunk_is_truncated(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2))
    path.write_bytes(path.read_bytes()[:40_000])
    assert is_truncated(path, probe(path), 1.25)


@pytest.mark.parametrize("size", [b"\xff\xff\xff\xff", b"\x00\x00\x00\x80"])
def test_the_size_fields_of_a_streamed_wav_say_nothing(tmp_path: Path, size: bytes) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2))
    data = path.read_bytes()
    path.write_bytes(data[:40] + size + data[44:])
    assert not is_truncated(path, media(path, "wav", 2.0), 2.0)


def test_less_sound_than_the_container_announces_is_truncation(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a", tone(1))
    assert is_truncated(path, media(path, "m4a", 60.0), 50.0)
    assert not is_truncated(path, media(path, "m4a", 60.0), 59.8)


def test_an_mp3_that_lost_its_start_or_its_end_is_truncated(
    shared_audio: Path, tmp_path: Path
) -> None:
    whole = shared_audio / "synthetic/derived/commercial_mono.16kbps.mp3"
    assert not is_truncated(whole, probe(whole), 45.3)
    half = tmp_path / "half.mp3"
    half.write_bytes(whole.read_bytes()[:40_000])
    assert is_truncated(half, media(half, "mp3", 19.0), 19.0)
    middle = shared_audio / "synthetic/broken/truncated_midframe.mp3"
    assert is_truncated(middle, probe(middle), 19.2)


def test_an_ogg_without_its_last_page_is_truncated(samples: Path, tmp_path: Path) -> None:
    whole = samples / "billing_call_mono.ogg"
    info = probe(whole)
    assert not is_truncated(whole, info, info.duration_seconds)
    cut = tmp_path / "cut.ogg"
    cut.write_bytes(whole.read_bytes()[: info.size_bytes // 2])
    info = probe(cut)
    assert is_truncated(cut, info, info.duration_seconds)
