from pathlib import Path

import numpy as np
import pytest

from novapulse.speech.pcm import RawFile, blocks, level_gain, read


def test_an_empty_file_has_no_samples(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert len(RawFile(tmp_path / "a")) == 0


def test_samples_are_read_amplified_and_clipped(tmp_path: Path) -> None:
    np.array([0, 16384, -16384, 32767], dtype="<i2").tofile(tmp_path / "a")
    samples = RawFile(tmp_path / "a")
    assert read(samples, 1, 4, 2.0).tolist() == [1.0, -1.0, 1.0]
    assert read(samples, 1, 2).tolist() == [0.5]


def test_the_gain_brings_the_loudest_to_six_tenths() -> None:
    quiet = (np.sin(np.arange(100_000)) * 327.67).astype(np.int16)
    assert level_gain(quiet) == pytest.approx(60.0, rel=0.02)


def test_one_click_does_not_set_the_level() -> None:
    quiet = (np.sin(np.arange(100_000)) * 327.67).astype(np.int16)
    quiet[500:520] = 32767
    assert level_gain(quiet) == pytest.approx(60.0, rel=0.02)


def test_silence_is_left_as_it_is() -> None:
    assert level_gain(np.zeros(1000, dtype=np.int16)) == 1.0
    assert level_gain(np.zeros(0, dtype=np.int16)) == 1.0


def test_blocks_cover_everything_once() -> None:
    assert list(blocks(np.zeros(10, dtype=np.int16), 4)) == [(0, 4), (4, 8), (8, 10)]
