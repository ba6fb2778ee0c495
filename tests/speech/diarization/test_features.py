import numpy as np
import pytest

from novapulse.speech.diarization.features import extract, log_pitch, mel_cepstra
from novapulse.speech.voice_activity import Region
from tests.speech.sound import babble, tone


@pytest.mark.parametrize("hertz", [80.0, 160.0, 320.0])
def test_the_pitch_of_a_buzz_is_found(hertz: float) -> None:
    buzz = sum(tone(1, hertz * harmonic, 0.3 / harmonic) for harmonic in range(1, 9))
    pitch = np.exp(log_pitch(np.asarray(buzz, dtype=np.float32), 90))
    assert np.nanmedian(pitch) == pytest.approx(hertz, rel=0.03)


def test_noise_has_no_pitch() -> None:
    noise = np.random.default_rng(0).standard_normal(16_000).astype(np.float32)
    assert np.isnan(log_pitch(noise, 90)).mean() > 0.95


def test_loudness_does_not_change_the_cepstra() -> None:
    signal = (0.5 * np.random.default_rng(0).standard_normal(8_000)).astype(np.float32)
    assert np.allclose(mel_cepstra(signal, 40), mel_cepstra(0.1 * signal, 40), atol=0.01)


def test_only_speech_frames_are_kept() -> None:
    samples = (babble(10) * 20_000).astype(np.int16)
    regions = (Region(16_000, 32_000), Region(48_000, 64_000), Region(159_000, 160_000))
    features = extract(samples, 1.0, regions)
    assert features.regions == ((0, 100), (100, 200), (200, 206))
    assert features.frame[[0, 99, 100]].tolist() == [100, 199, 300]
    assert features.cepstra.shape == (206, 15)
    assert features.cepstra.dtype == np.float32
    assert np.allclose(features.cepstra.std(axis=0), 1.0, atol=0.01)


def test_no_speech_no_features() -> None:
    assert len(extract(np.zeros(16_000, dtype=np.int16), 1.0, ())) == 0
