"""Batches of the real thing: faster-whisper with random weights, which speaks nonsense but always
the same."""

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from novapulse.speech.engines.protocol import DetectedLanguage, Recognised, RecogniseOptions
from novapulse.speech.engines.whisper import WhisperEngine, WhisperSettings, whisper_info
from novapulse.speech.engines.whisper_batches import Decoding, decode_batches
from novapulse.speech.engines.whisper_words import whisper_words
from tests.speech.sound import babble
from tests.speech.tiny_whisper import write_tiny_whisper

pytestmark = pytest.mark.slow

Piece = NDArray[np.float32]
SECONDS = (4, 2, 3.321, 0.3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_whisper(tmp_path_factory.mktemp("talkative"), seed=5)


@pytest.fixture(scope="module")
def pieces() -> list[Piece]:
    return [babble(seconds, seed=i).astype(np.float32) for i, seconds in enumerate(SECONDS)]


def engine(folder: Path, batch_size: int = 4, *, stamps: bool = True) -> WhisperEngine:
    settings = WhisperSettings(batch_size=batch_size, stamps=stamps)
    return WhisperEngine(str(folder), info=whisper_info("tiny"), settings=settings)


@pytest.fixture(scope="module")
def batched(folder: Path, pieces: list[Piece]) -> list[Recognised]:
    return engine(folder).recognise_batch(pieces, options=RecogniseOptions())


def one_by_one(folder: Path, piece: Piece) -> Recognised:
    """What faster-whisper itself makes of one piece."""
    from faster_whisper import WhisperModel

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
    segments, _ = model.transcribe(
        piece,
        language="en",
        beam_size=1,
        word_timestamps=True,
        temperature=0.0,
        condition_on_previous_text=False,
    )
    heard = list(segments)
    return Recognised(
        words=whisper_words(heard, len(piece) / 16_000),
        text="".join(segment.text for segment in heard).strip(),
        no_speech=round(min((s.no_speech_prob for s in heard), default=1.0), 6),
    )


def test_the_tiny_model_says_something(batched: list[Recognised]) -> None:
    assert sum(len(heard.words) for heard in batched) > 8
    assert len({heard.text for heard in batched}) > 3


def test_a_batch_hears_what_faster_whisper_hears_piece_by_piece(
    folder: Path, pieces: list[Piece], batched: list[Recognised]
) -> None:
    assert batched == [one_by_one(folder, piece) for piece in pieces]


@pytest.mark.parametrize("size", [1, 3, 16])
def test_the_size_of_the_batch_changes_nothing(
    folder: Path, pieces: list[Piece], batched: list[Recognised], size: int
) -> None:
    assert engine(folder, size).recognise_batch(pieces, options=RecogniseOptions()) == batched


def test_the_company_in_a_batch_changes_nothing(
    folder: Path, pieces: list[Piece], batched: list[Recognised]
) -> None:
    backwards = engine(folder).recognise_batch(pieces[::-1], options=RecogniseOptions())
    assert backwards[::-1] == batched


def test_without_time_stamps_batched_and_alone_are_the_same_too(
    folder: Path, pieces: list[Piece]
) -> None:
    whisper = engine(folder, stamps=False)
    together = whisper.recognise_batch(pieces, options=RecogniseOptions())
    assert together == [whisper.recognise(p, options=RecogniseOptions()) for p in pieces]
    assert any(heard.words for heard in together)


def test_words_lie_in_their_piece_in_order(batched: list[Recognised]) -> None:
    for heard, seconds in zip(batched, SECONDS, strict=True):
        times = [time for word in heard.words for time in (word.start, word.end)]
        assert all(0 <= time <= seconds for time in times)
        assert all(a <= b for a, b in pairwise(times))


def test_a_piece_longer_than_a_window_is_heard_to_its_end(folder: Path) -> None:
    long = babble(38, seed=4).astype(np.float32)
    heard = engine(folder).recognise_batch([long], options=RecogniseOptions())[0]
    assert heard == one_by_one(folder, long)
    assert heard.words[-1].end > 30


def test_pieces_without_samples_and_no_pieces_at_all(folder: Path) -> None:
    whisper = engine(folder)
    nothing = np.zeros(0, dtype=np.float32)
    heard = whisper.recognise_batch([nothing], options=RecogniseOptions())
    assert heard == [Recognised(words=(), text="", no_speech=1.0)]
    assert whisper.recognise_batch([], options=RecogniseOptions()) == []


class CountedPieces(list[Piece]):
    """Tells which pieces were read before the first answer could be there."""

    def __init__(self, pieces: list[Piece]) -> None:
        super().__init__(pieces)
        self.reads: list[int] = []

    def __getitem__(self, i: int) -> Piece:  # type: ignore[override]
        self.reads.append(i)
        return super().__getitem__(i)


def test_each_piece_is_read_once_and_in_order(folder: Path, pieces: list[Piece]) -> None:
    counted = CountedPieces(pieces)
    engine(folder, 2).recognise_batch(counted, options=RecogniseOptions())
    assert counted.reads == list(range(len(pieces)))


def test_the_language_is_told_by_all_pieces_together(tmp_path: Path, pieces: list[Piece]) -> None:
    whisper = engine(write_tiny_whisper(tmp_path, seed=2, multilingual=True))
    alone = [whisper.detect_language([piece]) for piece in pieces[:3]]
    assert [one.language for one in alone] == ["th", "th", "tk"]
    together = whisper.detect_language(pieces[:3])
    assert together.language == "th"
    assert 0 < together.probability < max(one.probability for one in alone)
    assert whisper.supports("ja-JP")


def test_a_model_of_english_hears_english(folder: Path, pieces: list[Piece]) -> None:
    assert engine(folder).detect_language(pieces) == DetectedLanguage("en", 1.0)


class DeafModel:
    """faster-whisper's model, which believes of every window that nobody speaks."""

    def __init__(self, folder: Path) -> None:
        from faster_whisper import WhisperModel

        self._real = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
        self.model = SimpleNamespace(is_multilingual=False, generate=self._generate)
        self.windows = 0

    def _generate(self, encoded: Any, prompts: list[Any], **options: Any) -> list[Any]:
        self.windows += len(prompts)
        results = self._real.model.generate(encoded, prompts, **options)
        return [
            SimpleNamespace(sequences_ids=r.sequences_ids, scores=[-2.0], no_speech_prob=0.9)
            for r in results
        ]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def test_windows_in_which_nobody_speaks_are_passed_over(folder: Path, pieces: list[Piece]) -> None:
    deaf = DeafModel(folder)
    heard = decode_batches(deaf, pieces, Decoding(language="en", batch_size=2))
    assert [piece.segments for piece in heard] == [[] for _ in pieces]
    assert deaf.windows == len(pieces)


@pytest.mark.parametrize("mark", ["<|translate|>", "<|startoftranscript|>", "a <|0.00|>"])
def test_a_word_of_the_vocabulary_cannot_give_the_model_orders(
    folder: Path, pieces: list[Piece], mark: str
) -> None:
    plain = RecogniseOptions(vocabulary=("Zyxel",))
    marked = RecogniseOptions(vocabulary=(mark, "Zyxel"))
    heard = engine(folder).recognise(pieces[0], options=marked)
    assert heard == engine(folder).recognise(pieces[0], options=plain)
