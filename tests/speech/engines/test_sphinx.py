import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import jiwer
import numpy as np
import pytest

from novapulse.domain.transcript import Transcription
from novapulse.speech.engines.protocol import RecogniseOptions
from novapulse.speech.engines.sphinx import SphinxEngine, half_rate
from novapulse.speech.transcribe import is_narrowband, transcribe
from tests.speech.sound import Blobs, tone

pytestmark = pytest.mark.slow


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


def test_most_words_of_read_speech_are_right(blobs: Blobs, shared_audio: Path) -> None:
    assert word_error_rate(blobs, shared_audio / "pocketsphinx/librivox_0890.wav") < 0.4


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


SAID = Path(__file__).parent / "said" / "names.ogg"
"""Two sentences by the voices of the sample call: one with NovaPulse, one with Kestrel Finance."""
TERMS = ("NovaPulse", "Kestrel Finance", "Zyrtec", "日本")


@dataclass(frozen=True)
class Calls:
    """One engine heard ``SAID`` with the vocabulary, then without; another one by telephone."""

    with_terms: Transcription
    afterwards: Transcription
    by_telephone: Transcription


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Calls:
    blobs = Blobs(tmp_path_factory.mktemp("said"))
    paths = blobs.paths(blobs.prepare(SAID))
    wide, telephone = SphinxEngine(narrowband=False), SphinxEngine(narrowband=True)
    terms = RecogniseOptions(vocabulary=TERMS)
    return Calls(
        with_terms=transcribe(paths, wide, terms),
        afterwards=transcribe(paths, wide, RecogniseOptions()),
        by_telephone=transcribe(paths, telephone, terms),
    )


def words_of(call: Transcription) -> list[str]:
    return [word.word for utterance in call.utterances for word in utterance.words]


def test_names_that_no_dictionary_has_are_heard_if_they_are_in_the_vocabulary(calls: Calls) -> None:
    text = " ".join(words_of(calls.with_terms))
    assert "about the NovaPulse" in text
    assert "to Kestrel Finance last" in text


def test_a_term_that_nobody_says_is_not_heard(calls: Calls) -> None:
    assert "Zyrtec" not in words_of(calls.with_terms)


def test_without_the_vocabulary_they_are_not_heard_not_even_by_an_engine_that_had_it(
    calls: Calls,
) -> None:
    text = " ".join(words_of(calls.afterwards)).lower()
    assert "nova" not in text
    assert "kestrel" not in text


def test_the_telephone_front_end_knows_the_vocabulary_too(calls: Calls) -> None:
    assert "Kestrel" in words_of(calls.by_telephone)


def test_the_words_of_a_phrase_share_its_time(calls: Calls) -> None:
    words = [word for u in calls.with_terms.utterances for word in u.words]
    first = next(i for i, word in enumerate(words) if word.word == "Kestrel")
    kestrel, finance = words[first : first + 2]
    assert finance.word == "Finance"
    assert kestrel.start < kestrel.end == finance.start < finance.end


def test_terms_that_cannot_be_said_in_english_are_named(calls: Calls) -> None:
    notices = calls.with_terms.notices
    assert [notice.code for notice in notices] == ["vocabulary_not_used"]
    assert "'日本'" in notices[0].message
    assert "NovaPulse" not in notices[0].message
    assert calls.afterwards.notices == ()


def test_five_hundred_terms_take_seconds() -> None:
    terms = tuple(f"Zorblax{'abcdefghijklmnopqrstuvwxyz'[n % 26]} {n}" for n in range(500))
    begun = time.process_time()
    engine = SphinxEngine(narrowband=False)
    engine.recognise(np.zeros(1600, np.float32), options=RecogniseOptions(vocabulary=terms))
    assert time.process_time() - begun < 15
