"""Nobody's words are written where nobody speaks, however fluently an engine invents them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from novapulse.domain.transcript import EngineInfo, Transcription, Word
from novapulse.speech.cuts import plan_cuts
from novapulse.speech.engines.protocol import (
    DetectedLanguage,
    Engine,
    Recognised,
    RecogniseOptions,
)
from novapulse.speech.engines.sphinx import SphinxEngine
from novapulse.speech.engines.whisper import WhisperEngine, whisper_info
from novapulse.speech.quality import gate
from novapulse.speech.transcribe import transcribe
from tests.speech.line_sounds import SOUNDS, hold_music, ring_back
from tests.speech.sound import RATE, Blobs, write_wav

INVENTED = "and that is why we need to talk about your extended warranty".split()  # noqa: SIM905
SPOKEN = Path(__file__).parent / "engines" / "said" / "names.ogg"


class Inventor:
    """Hears sentences in whatever it is given, and is sure of them."""

    info = EngineInfo(name="inventor", model="none", version="1")

    def supports(self, language: str) -> bool:
        return True

    def detect_language(self, pieces: Sequence[NDArray[np.float32]]) -> DetectedLanguage:
        return DetectedLanguage("en", 1.0)

    def recognise(self, samples: NDArray[np.float32], *, options: RecogniseOptions) -> Recognised:
        words = tuple(
            Word(word=word, start=i * 0.2, end=i * 0.2 + 0.2, confidence=0.95)
            for i, word in enumerate(INVENTED)
        )
        return Recognised(words=words, text=" ".join(INVENTED))

    def recognise_batch(
        self, pieces: Sequence[NDArray[np.float32]], *, options: RecogniseOptions
    ) -> list[Recognised]:
        return [self.recognise(piece, options=options) for piece in pieces]


def heard(blobs: Blobs, path: Path, engine: Engine) -> Transcription:
    return transcribe(blobs.paths(blobs.prepare(path)), engine, RecogniseOptions())


@pytest.mark.parametrize("rate", [RATE, RATE // 2])
@pytest.mark.parametrize("name", SOUNDS)
def test_no_word_stays_of_what_is_no_speech(
    blobs: Blobs, tmp_path: Path, name: str, rate: int
) -> None:
    sound = SOUNDS[name]()[:: RATE // rate]
    call = heard(blobs, write_wav(tmp_path / "line.wav", sound, rate=rate), Inventor())
    assert call.utterances == ()
    assert [notice.code for notice in call.notices] == ["no_speech"]


@pytest.fixture(scope="module")
def engines(tiny_whisper: Path) -> tuple[Engine, ...]:
    whisper = WhisperEngine(str(tiny_whisper), info=whisper_info("tiny"))
    return (whisper, SphinxEngine(narrowband=True))


@pytest.mark.parametrize("name", SOUNDS)
def test_nor_with_the_engines_themselves(
    blobs: Blobs, tmp_path: Path, engines: tuple[Engine, ...], name: str
) -> None:
    path = write_wav(tmp_path / "line.wav", SOUNDS[name]())
    for engine in engines:
        assert heard(blobs, path, engine).utterances == ()


def test_words_before_and_after_hold_music_stay_and_none_are_heard_in_it(
    blobs: Blobs, tmp_path: Path
) -> None:
    speech = blobs.samples(blobs.prepare(SPOKEN)) / 32768
    spoken = len(speech) / RATE
    parts = (ring_back(), speech, hold_music(), speech)
    path = write_wav(tmp_path / "call.wav", np.concatenate(parts))
    cuts = plan_cuts(blobs.paths(blobs.prepare(path)))
    assert cuts
    for cut in cuts:
        start, end = cut.start_sample / RATE, cut.end_sample / RATE
        first = start >= 12 and end <= 12 + spoken + 0.3
        second = 28 + spoken - 0.3 <= start and end <= 28 + 2 * spoken
        assert first or second


@pytest.mark.parametrize(
    "text", ["Thank you.", "[BLANK_AUDIO]", "(music)", "Okay.", "Bye-bye.", "Thanks for watching!"]
)
def test_what_whisper_writes_over_silence_is_dropped_where_it_doubts(text: str) -> None:
    words = (Word(word=text, start=0.0, end=0.4, confidence=0.4),)
    assert gate(Recognised(words=words, text=text, no_speech=0.5), 2.0) is None


def test_the_same_words_stay_where_they_were_clearly_said() -> None:
    words = (Word(word="Thank you.", start=0.0, end=0.4, confidence=0.9),)
    assert gate(Recognised(words=words, text="Thank you.", no_speech=0.02), 2.0) is not None


def test_a_soft_courtesy_is_kept_where_somebody_spoke() -> None:
    words = (Word(word="okay", start=0.0, end=0.4, confidence=0.3),)
    assert gate(Recognised(words=words, text="okay"), 1.0) is not None


@pytest.mark.parametrize("text", ["♪♪", "...", "- -"])
def test_signs_alone_are_no_words(text: str) -> None:
    words = (Word(word=text, start=0.0, end=0.4, confidence=0.99),)
    assert gate(Recognised(words=words, text=text), 2.0) is None
