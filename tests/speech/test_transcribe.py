import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.transcript import EngineInfo, Word
from novapulse.speech.cuts import Cut, plan_cuts
from novapulse.speech.engines.protocol import DetectedLanguage, Recognised, RecogniseOptions
from novapulse.speech.transcribe import (
    assemble,
    recognise_cut,
    recognise_cuts,
    spoken_language,
    transcribe,
)
from tests.speech.sound import Blobs


class CountingEngine:
    """Hears one word for each second that it is given, and remembers what it was given."""

    info = EngineInfo(name="counting", model="none", version="1")

    def __init__(self) -> None:
        self.given: list[NDArray[np.float32]] = []

    def supports(self, language: str) -> bool:
        return language == "en-US"

    def recognise(self, samples: NDArray[np.float32], *, options: RecogniseOptions) -> Recognised:
        self.given.append(samples)
        heard = tuple(
            Word(word=f"word{i}", start=float(i), end=i + 0.5, confidence=0.9)
            for i in range(len(samples) // 16_000)
        )
        return Recognised(words=heard, text=" ".join(word.word for word in heard))

    def recognise_batch(
        self, pieces: Sequence[NDArray[np.float32]], *, options: RecogniseOptions
    ) -> list[Recognised]:
        return [self.recognise(piece, options=options) for piece in pieces]

    def detect_language(self, pieces: Sequence[NDArray[np.float32]]) -> DetectedLanguage:
        self.given += pieces
        return DetectedLanguage(language="en", probability=0.9)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (np.arange(16_000 * 10) // 16_000 * 100).astype("<i2").tofile(tmp_path / "raw")
    return tmp_path / "raw"


def test_words_are_placed_in_the_call(raw: Path) -> None:
    cut = Cut(channel=1, start_sample=16_000 * 4, end_sample=16_000 * 7)
    utterance = recognise_cut(raw, cut, CountingEngine(), RecogniseOptions())
    assert utterance is not None
    assert (utterance.channel, utterance.start, utterance.end) == (1, 4.0, 7.0)
    assert [word.start for word in utterance.words] == [4.0, 5.0, 6.0]


def test_an_engine_gets_its_own_samples_and_no_others(raw: Path) -> None:
    engine = CountingEngine()
    cut = Cut(channel=0, start_sample=16_000 * 4, end_sample=16_000 * 6, gain=10.0)
    recognise_cut(raw, cut, engine, RecogniseOptions())
    (given,) = engine.given
    assert len(given) == 32_000
    assert given[0] == pytest.approx(4_000 / 32_768, rel=1e-5)
    assert given[-1] == pytest.approx(5_000 / 32_768, rel=1e-5)


def test_a_cut_without_words_gives_nothing(raw: Path) -> None:
    cut = Cut(channel=0, start_sample=0, end_sample=8_000)
    assert recognise_cut(raw, cut, CountingEngine(), RecogniseOptions()) is None


def test_a_language_the_engine_cannot_do_is_refused_by_name(raw: Path) -> None:
    cut = Cut(channel=0, start_sample=0, end_sample=16_000)
    with pytest.raises(InvalidRequest) as refused:
        recognise_cut(raw, cut, CountingEngine(), RecogniseOptions(language="fr-FR"))
    assert refused.value.code == "language_not_supported"
    for said in ("fr-FR", "counting", "Whisper"):
        assert said in refused.value.message


def test_what_workers_exchange_can_be_pickled(raw: Path) -> None:
    cut = Cut(channel=0, start_sample=0, end_sample=32_000)
    utterance = recognise_cut(raw, cut, CountingEngine(), RecogniseOptions(vocabulary=("x",)))
    for value in (cut, utterance, RecogniseOptions(vocabulary=("x",))):
        assert pickle.loads(pickle.dumps(value)) == value


def test_utterances_are_put_in_order(raw: Path) -> None:
    engine = CountingEngine()
    cuts = [Cut(c, 16_000 * s, 16_000 * (s + 2)) for c, s in ((1, 6), (0, 0), (0, 6), (1, 3))]
    done = [recognise_cut(raw, cut, engine, RecogniseOptions()) for cut in cuts]
    call = assemble(engine.info, "en-US", [*done, None])
    assert [(u.start, u.channel) for u in call.utterances] == [(0, 0), (3, 1), (6, 0), (6, 1)]
    assert call.notices == ()


def test_a_call_is_cut_where_somebody_speaks(blobs: Blobs, samples: Path) -> None:
    prepared = blobs.prepare(samples / "billing_call_stereo.ogg")
    cuts = plan_cuts(blobs.paths(prepared))
    assert {cut.channel for cut in cuts} == {0, 1}
    assert [cut.start_sample for cut in cuts] == sorted(cut.start_sample for cut in cuts)
    assert all(0 < cut.seconds <= 30 for cut in cuts)
    assert all(cut.end_sample <= prepared.samples for cut in cuts)


def test_a_silent_recording_becomes_an_empty_call_that_says_so(tmp_path: Path) -> None:
    np.zeros(160_000, dtype="<i2").tofile(tmp_path / "raw")
    call = transcribe([tmp_path / "raw"], CountingEngine(), RecogniseOptions())
    assert call.utterances == ()
    assert [notice.code for notice in call.notices] == ["no_speech"]


def test_cuts_at_once_give_what_they_give_one_by_one(raw: Path) -> None:
    cuts = [Cut(c, 16_000 * s, 16_000 * (s + 2)) for c, s in ((0, 0), (1, 3), (0, 4), (1, 7))]
    engine = CountingEngine()
    one_by_one = [recognise_cut(raw, cut, engine, RecogniseOptions()) for cut in cuts]
    assert recognise_cuts([raw, raw], cuts, engine, RecogniseOptions()) == one_by_one


def test_packed_cuts_are_heard_in_fewer_pieces(raw: Path) -> None:
    cuts = [Cut(0, 16_000 * s, 16_000 * (s + 1)) for s in range(0, 10, 2)]
    engine = CountingEngine()
    heard = recognise_cuts([raw], cuts, engine, RecogniseOptions(), pack=True)
    assert len(engine.given) == 1
    assert {utterance.start for utterance in heard} <= {0.0, 2.0, 4.0, 6.0, 8.0}
    assert all(u.start <= word.start <= word.end <= u.end for u in heard for word in u.words)


def test_many_cuts_pass_the_gate_each_by_itself(raw: Path) -> None:
    cuts = [Cut(0, 0, 8_000), Cut(0, 16_000, 48_000)]
    (heard,) = recognise_cuts([raw], cuts, CountingEngine(), RecogniseOptions())
    assert heard.start == 1.0


class HastyEngine(CountingEngine):
    """Hears 20 words in whatever it is given: nobody says that in a second."""

    def recognise(self, samples: NDArray[np.float32], *, options: RecogniseOptions) -> Recognised:
        heard = tuple(
            Word(word=f"word{i}", start=i / 20, end=i / 20, confidence=0.9) for i in range(20)
        )
        return Recognised(words=heard, text="-")


def test_the_gate_knows_how_long_each_cut_is(raw: Path) -> None:
    short, long = Cut(0, 0, 16_000), Cut(0, 32_000, 96_000)
    heard = recognise_cuts([raw], [short, long], HastyEngine(), RecogniseOptions())
    assert [utterance.start for utterance in heard] == [2.0]


def test_a_language_the_engine_cannot_do_is_refused_for_many_cuts_too(raw: Path) -> None:
    with pytest.raises(InvalidRequest):
        recognise_cuts([raw], [], CountingEngine(), RecogniseOptions(language="fr"))


def test_the_language_is_told_from_the_longest_cuts(raw: Path) -> None:
    cuts = [Cut(0, 0, 16_000 * seconds) for seconds in (1, 5, 2, 4, 3, 6)]
    engine = CountingEngine()
    told = spoken_language([raw], cuts, engine)
    assert told == DetectedLanguage("en", 0.9)
    assert [len(piece) // 16_000 for piece in engine.given] == [6, 5, 4, 3]


def test_a_call_without_speech_has_no_language(raw: Path) -> None:
    assert spoken_language([raw], [], CountingEngine()) is None
