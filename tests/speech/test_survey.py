import numpy as np
import pytest

from novapulse.speech.survey import Survey, survey
from tests.speech.sound import Signal, babble, tone


def measured(*channels: Signal, block: int = 32_000) -> Survey:
    pcm = (np.clip(np.stack(channels), -1, 1) * 32767).astype(np.int16)
    result = survey(pcm[:, i : i + block] for i in range(0, pcm.shape[1], block))
    assert result is not None
    return result


def test_nothing_in_nothing_out() -> None:
    assert survey([]) is None


def test_levels_are_in_dbfs() -> None:
    levels = measured(tone(2.0, level=0.5)).levels
    assert levels.shape == (1, 20)
    assert levels[0, 5] == pytest.approx(20 * np.log10(0.5 / np.sqrt(2)), abs=0.05)


def test_only_samples_at_full_scale_count_as_clipped() -> None:
    assert measured(tone(1.0, level=0.9)).clipped[0] == 0
    assert measured(tone(1.0, level=3.0)).clipped[0] > 0.5


def test_a_telephone_line_shows_by_its_missing_high_band() -> None:
    wide = babble(5)
    spectrum = np.fft.rfft(wide)
    spectrum[np.fft.rfftfreq(len(wide), 1 / 16_000) > 3_600] = 0
    assert measured(np.fft.irfft(spectrum, len(wide))).high_band < -45
    assert measured(wide).high_band > -10


def test_the_size_of_blocks_hardly_matters() -> None:
    one, two = babble(6, seed=1), babble(6, seed=1) * 0.3
    small, large = measured(one, two, block=32_000), measured(one, two, block=96_000)
    assert np.allclose(small.correlation, large.correlation, atol=0.02)
    assert np.allclose(small.levels, large.levels, atol=0.01)
