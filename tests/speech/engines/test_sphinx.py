from itertools import pairwise
from pathlib import Path

import jiwer
import numpy as np
import pytest

from novapulse.speech.engines.protocol import RecogniseOptions
from novapulse.speech.engines.sphinx import SphinxEngine, half_rate
from novapulse.speech.transcribe import is_narrowband, transcribe
from tests.speech.sound import Blobs, tone


def word_error_rate(blobs: Blobs, path: Path) -> float:
    prepared = blobs.prepare(path)
    engine = SphinxEngine(narrowband=is_narrowband(prepared))
    call = transcribe(blobs.paths(prepared), engine, RecogniseOptions())
    words = [word for utterance in call.utterances for word in utterance.words]
    assert all(a.start <= b.start for a, b in pairwise(words))
    assert all(0 <= word.confidence <= 1 for word in words)
    assert not any(set(word.word) & set("<[(") for word in words)
    reference = "".join(c for c in path.with_suffix(".txt").read_text().lower() if c not in ".,?!;")
    return float(jiwer.wer(reference, " ".join(word.word for word in words)))


@pytest.mark.slow
def test_most_words_of_read_speech_are_right(blobs: Blobs, shared_audio: Path) -> None:
    assert word_error_rate(blobs, shared_audio / "pocketsphinx/librivox_0890.wav") < 0.4


@pytest.mark.slow
def test_the_telephone_front_end_helps_on_a_telephone_call(
    blobs: Blobs, shared_audio: Path
) -> None:
    assert word_error_rate(blobs, shared_audio / "python-docs-samples/commercial_mono.wav") < 0.68


def test_only_english_is_supported() -> None:
    engine = SphinxEngine(narrowband=False)
    assert engine.supports("en-GB")
    assert not engine.supports("es-MX")


@pytest.mark.parametrize("narrowband", [False, True])
def test_very_little_audio_is_no_problem(narrowband: bool) -> None:
    engine = SphinxEngine(narrowband=narrowband)
    for samples in (0, 10, 400):
        silence = np.zeros(samples, dtype=np.float32)
        assert engine.recognise(silence, options=RecogniseOptions()).text == ""


def test_the_engine_says_that_it_is_a_draft() -> None:
    info = SphinxEngine(narrowband=True).info
    assert info.name == "sphinx"
    assert info.draft


def test_halving_the_rate_keeps_speech_and_drops_what_would_fold() -> None:
    low, high = tone(1, 1_000).astype(np.float32), tone(1, 6_000).astype(np.float32)
    assert len(half_rate(low)) == 8_000
    assert half_rate(low).std() == pytest.approx(low.std(), rel=0.02)
    assert half_rate(high).std() < 0.02 * high.std()
