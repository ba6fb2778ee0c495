import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.redacted_times import AudioFormat, Interval
from novapulse.speech.decode import Decoding, probe
from novapulse.speech.silenced import BEEP_HERTZ, write_silenced

RATE = 8000
TIMES = (Interval(1.0, 1.5), Interval(2.2, 2.6))
MARGIN = 0.06
"""Seconds by which a lossy codec may blur an edge."""


def noise(path: Path, *, channels: int = 1, seconds: float = 4.0) -> Path:
    samples = np.random.default_rng(7).normal(0, 3000, (int(RATE * seconds), channels))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def heard(path: Path) -> NDArray[np.int16]:
    return np.concatenate(list(Decoding(path, rate=RATE)), axis=1)


def loudness(samples: NDArray[np.int16], time: Interval, *, inside: float = MARGIN) -> float:
    part = samples[:, int((time.start + inside) * RATE) : int((time.end - inside) * RATE)]
    return float(np.sqrt(np.mean(part.astype(float) ** 2)))


@pytest.mark.parametrize("format", ["flac", "wav", "mp3"])
def test_nothing_is_heard_at_those_times_and_everything_else_is(
    tmp_path: Path, format: AudioFormat
) -> None:
    made = tmp_path / "made"
    write_silenced(noise(tmp_path / "x.wav"), made, TIMES, mode="silence", format=format)
    assert probe(made).container == format
    assert probe(made).sample_rate == RATE
    samples = heard(made)
    assert abs(samples.shape[1] / RATE - 4.0) < 0.2
    for time in TIMES:
        assert loudness(samples, time) < 60
    assert loudness(samples, Interval(0.1, 0.9)) > 1500
    assert loudness(samples, Interval(1.7, 2.1)) > 1500


def test_lossless_formats_keep_every_other_sample(tmp_path: Path) -> None:
    source = noise(tmp_path / "x.wav", channels=2)
    write_silenced(source, tmp_path / "made", TIMES, mode="silence", format="flac")
    before, after = heard(source), heard(tmp_path / "made")
    kept = np.ones(before.shape[1], dtype=bool)
    for time in TIMES:
        kept[int(time.start * RATE) : int(np.ceil(time.end * RATE))] = False
    assert np.array_equal(after[:, kept], before[:, kept])
    assert not after[:, ~kept].any()


def test_all_channels_are_silent(tmp_path: Path) -> None:
    source = noise(tmp_path / "x.wav", channels=4)
    write_silenced(source, tmp_path / "made", TIMES, mode="silence", format="flac")
    samples = heard(tmp_path / "made")
    assert samples.shape[0] == 4
    assert not samples[:, RATE : int(1.5 * RATE)].any()


def test_a_beep_is_one_tone(tmp_path: Path) -> None:
    source = noise(tmp_path / "x.wav")
    write_silenced(source, tmp_path / "made", TIMES, mode="beep", format="wav")
    part = heard(tmp_path / "made")[0, RATE : int(1.5 * RATE)].astype(float)
    spectrum = np.abs(np.fft.rfft(part))
    assert np.argmax(spectrum) * RATE / len(part) == pytest.approx(BEEP_HERTZ, abs=3)


def test_mp3_has_no_room_for_three_channels(tmp_path: Path) -> None:
    source = noise(tmp_path / "x.wav", channels=3)
    with pytest.raises(InvalidRequest, match="flac, wav"):
        write_silenced(source, tmp_path / "made", TIMES, mode="silence", format="mp3")
