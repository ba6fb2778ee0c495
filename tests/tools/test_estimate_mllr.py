from pathlib import Path

import numpy as np
import pytest

from tests.speech.sound import RATE, babble, write_wav
from tools.cepstra import SIZE, cepstra, deltas
from tools.estimate_mllr import PARAMS, TRANSFORM, main, regress
from tools.telephone_lines import LINES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def transform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made of two noises that swell like speech does."""
    folder = tmp_path_factory.mktemp("recordings")
    files = [write_wav(folder / f"{n}.wav", babble(5, seed=n)) for n in (1, 2)]
    main([*map(str, files), "--out", str(folder / "new.mllr")])
    return folder / "new.mllr"


def shape(file: Path) -> list[int]:
    """How many numbers each line holds."""
    return [len(line.split()) for line in file.read_text("ascii").splitlines()]


def test_it_has_the_form_of_the_one_that_the_engine_ships(transform: Path) -> None:
    assert shape(transform) == shape(TRANSFORM)
    lines = transform.read_text("ascii").splitlines()
    assert lines[:3] == ["1", "3", str(SIZE)]


def test_no_factor_of_a_variance_is_negative(transform: Path) -> None:
    lines = transform.read_text("ascii").splitlines()
    for stream in range(3):
        factors = lines[2 + (stream + 1) * (SIZE + 3) - 1]
        assert all(0 < float(factor) < 10 for factor in factors.split())


def test_the_same_recordings_give_the_same_file(transform: Path, tmp_path: Path) -> None:
    files = sorted(transform.parent.glob("*.wav"))
    main([*map(str, files), "--out", str(tmp_path / "again.mllr")])
    assert (tmp_path / "again.mllr").read_bytes() == transform.read_bytes()


def test_a_decoder_takes_it(transform: Path) -> None:
    from pocketsphinx import Config, Decoder

    decoder = Decoder(
        Config(loglevel="FATAL", samprate=8000, featparams=str(PARAMS), mllr=str(transform))
    )
    decoder.start_utt()
    decoder.process_raw(bytes(16_000), full_utt=True)
    decoder.end_utt()
    assert decoder.n_frames() > 0


def test_telephone_recordings_are_refused(tmp_path: Path) -> None:
    file = write_wav(tmp_path / "telephone.wav", babble(1), rate=8_000)
    with pytest.raises(SystemExit, match="8000 Hz"):
        main([str(file), "--out", str(tmp_path / "x.mllr")])


def test_what_arrives_as_it_was_sent_needs_no_transform() -> None:
    sent = np.random.default_rng(0).standard_normal((5000, SIZE))
    found = regress(sent, sent)
    assert np.allclose(found.means, np.eye(SIZE), atol=0.02)
    assert np.allclose(found.variances, 1, atol=0.02)


def test_what_a_line_takes_away_lowers_the_variance() -> None:
    noise = np.random.default_rng(0)
    sent = noise.standard_normal((5000, SIZE))
    arrived = 0.5 * sent
    assert np.allclose(regress(sent, arrived).variances, 0.25, atol=0.02)


@pytest.mark.parametrize("line", LINES)
def test_a_line_keeps_the_length_and_takes_the_high_band(line: str) -> None:
    wide = babble(3).astype(np.float32)
    narrow = LINES[line](wide)
    assert len(narrow) == pytest.approx(len(wide) / 2, abs=400)
    assert narrow.std() > 0.2 * wide.std()


def test_cepstra_come_a_hundred_times_a_second() -> None:
    signal = babble(2).astype(np.float32)
    found = cepstra([signal, signal], RATE, None)
    assert len(found) == 2
    assert found[0].shape[1] == SIZE
    assert len(found[0]) == pytest.approx(200, abs=5)


def test_differences_of_what_does_not_change_are_none() -> None:
    first, second = deltas(np.ones((20, SIZE)))
    assert not first.any()
    assert not second.any()
