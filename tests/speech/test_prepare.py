from pathlib import Path

import numpy as np
import pytest

from novapulse.domain.errors import BadAudio
from novapulse.domain.media import ChannelMode
from novapulse.speech.cuts import plan_cuts
from novapulse.speech.decode import probe
from novapulse.speech.diarization import diarize
from tests.speech.sound import (
    Blobs,
    babble,
    codes,
    tone,
    write_flac_of_unknown_length,
    write_wav,
)


def test_two_parties_become_two_raw_files(blobs: Blobs, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", babble(12, seed=1), babble(12, seed=2))
    prepared = blobs.prepare(path)
    assert prepared.mode is ChannelMode.PER_CHANNEL
    assert prepared.channel_keys == ("channel_0", "channel_1")
    assert prepared.channel_numbers == (1, 2)
    assert prepared.samples == 12 * 16_000 == len(blobs.samples(prepared, 1))
    assert prepared.duration_seconds == 12.0
    assert codes(prepared) == set()


def test_a_collapsed_channel_leaves_no_file_behind(blobs: Blobs, tmp_path: Path) -> None:
    voice = babble(12)
    prepared = blobs.prepare(write_wav(tmp_path / "a.wav", 0.5 * voice, voice))
    assert blobs.keys == ["channel_0"]
    assert prepared.mode is ChannelMode.MONO
    assert prepared.channel_numbers == (2,)
    assert np.abs(blobs.samples(prepared) / 32767 - voice).max() < 2e-3


def test_a_mix_of_opposite_polarity_does_not_cancel(blobs: Blobs, tmp_path: Path) -> None:
    voice = babble(12)
    noise = np.random.default_rng(5).standard_normal((2, len(voice))) * voice.std() * 0.5
    prepared = blobs.prepare(write_wav(tmp_path / "a.wav", voice + noise[0], noise[1] - voice))
    assert prepared.channel_numbers == (0,)
    assert np.corrcoef(blobs.samples(prepared), voice)[0, 1] > 0.85


def test_the_dead_channel_of_a_call_is_named(blobs: Blobs, shared_audio: Path) -> None:
    path = shared_audio / "synthetic/derived/commercial_stereo_right_dead.wav"
    prepared = blobs.prepare(path)
    assert codes(prepared) == {"channel_dead"}
    assert prepared.channel_numbers == (1,)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("derived/commercial_clipped.wav", "audio_clipped"),
        ("derived/commercial_quiet_-45dBFS.wav", "audio_very_quiet"),
        ("broken/truncated.wav", "audio_truncated"),
        ("broken/truncated_midframe.mp3", "audio_truncated"),
    ],
)
def test_what_is_odd_is_said(blobs: Blobs, shared_audio: Path, name: str, code: str) -> None:
    assert codes(blobs.prepare(shared_audio / "synthetic" / name)) == {code}


def test_a_clean_call_draws_no_notice(blobs: Blobs, samples: Path) -> None:
    assert codes(blobs.prepare(samples / "billing_call_mono.ogg")) == set()
    stereo = blobs.prepare(samples / "billing_call_stereo.ogg")
    assert codes(stereo) == set()
    assert stereo.mode is ChannelMode.PER_CHANNEL


def test_less_than_ten_seconds_is_advised_against(blobs: Blobs, tmp_path: Path) -> None:
    assert codes(blobs.prepare(write_wav(tmp_path / "a.wav", babble(3)))) == {"audio_short"}


@pytest.mark.parametrize("seconds", [0.05, 0.4, 1.0])
def test_a_call_of_a_moment_goes_through_every_step(
    blobs: Blobs, tmp_path: Path, seconds: float
) -> None:
    """Recordings this short are mostly taken for one channel, so two are asked for as well."""
    ramp = np.linspace(0.0, 1.0, int(seconds * 16_000))
    noise = np.random.default_rng(3).standard_normal((2, len(ramp)))
    path = write_wav(tmp_path / "a.wav", *(0.2 * noise * ramp))
    prepared = blobs.prepare(path)
    key = prepared.channel_keys[-1]
    two = prepared.model_copy(
        update={"mode": ChannelMode.PER_CHANNEL, "channel_keys": (prepared.channel_keys[0], key)}
    )
    for call in (prepared, two):
        plan_cuts(blobs.paths(call))
        assert diarize(blobs.paths(call), call, None).speakers >= 1


def test_telephone_speech_is_known_by_its_sound_not_by_its_rate(
    blobs: Blobs, shared_audio: Path
) -> None:
    opus = blobs.prepare(shared_audio / "synthetic/derived/commercial_mono.ogg")
    assert opus.media.sample_rate == 48_000
    assert opus.source_rate == 8_000


def test_a_recording_above_the_limit_is_refused(blobs: Blobs, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(5))
    with pytest.raises(BadAudio) as refused:
        blobs.prepare(path, max_seconds=4.0)
    assert refused.value.code == "audio_too_long"
    assert blobs.keys == []


def test_the_limit_holds_where_the_header_is_silent(blobs: Blobs, tmp_path: Path) -> None:
    path = write_flac_of_unknown_length(tmp_path / "a.flac", tone(5))
    assert probe(path).duration_seconds == 0.0
    with pytest.raises(BadAudio) as refused:
        blobs.prepare(path, max_seconds=4.0)
    assert refused.value.code == "audio_too_long"
    assert blobs.prepare(path, max_seconds=6.0).duration_seconds == 5.0


def test_silence_is_prepared_like_any_recording(blobs: Blobs, tmp_path: Path) -> None:
    prepared = blobs.prepare(write_wav(tmp_path / "a.wav", np.zeros(16_000 * 12)))
    assert prepared.samples == 16_000 * 12
    assert codes(prepared) == {"audio_very_quiet"}
