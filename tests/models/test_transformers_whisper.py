from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.transcript import Word
from novapulse.speech.decode import decode
from novapulse.speech.engines.protocol import Engine, RecogniseOptions
from novapulse.speech.engines.transformers_whisper import (
    TransformersSettings,
    TransformersWhisper,
    transformers_info,
)
from novapulse.speech.engines.whisper import WhisperEngine, WhisperSettings, whisper_info
from tests.models.tiny_whisper import write_tiny_transformers_whisper
from tests.speech.sound import babble
from tests.speech.tiny_whisper import write_tiny_whisper

SMALL = TransformersSettings(batch_size=3, max_tokens=60)
OPTIONS = RecogniseOptions(language="en-US")
Signal = NDArray[np.float32]


def engine_of(folder: Path, settings: TransformersSettings = SMALL) -> TransformersWhisper:
    return TransformersWhisper(str(folder), info=transformers_info("tiny"), settings=settings)


@pytest.fixture(scope="module")
def second(tiny_transformers_whisper: Path) -> TransformersWhisper:
    return engine_of(tiny_transformers_whisper)


@pytest.fixture(scope="module", params=["faster-whisper", "transformers"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Both Whisper engines, three pieces at once."""
    if request.param == "transformers":
        chosen: Engine = request.getfixturevalue("second")
        return chosen
    folder = write_tiny_whisper(tmp_path_factory.mktemp("tiny-whisper"))
    settings = WhisperSettings(batch_size=3, max_tokens=60)
    return WhisperEngine(str(folder), info=whisper_info("tiny"), settings=settings)


def pieces(*seconds: float) -> list[Signal]:
    return [babble(s, seed).astype(np.float32) for seed, s in enumerate(seconds)]


@pytest.fixture(scope="module")
def long_call(samples: Path) -> Signal:
    """70 s of the sample call: speech and pauses."""
    blocks = []
    for block in decode(samples / "billing_call_mono.ogg"):
        blocks.append(block[0])
        if sum(map(len, blocks)) > 70 * 16_000:
            break
    return np.concatenate(blocks)[: 70 * 16_000].astype(np.float32) / np.float32(32768)


def in_order(words: Sequence[Word], seconds: float) -> bool:
    inside = all(0 <= word.start <= word.end <= seconds for word in words)
    return inside and all(a.end <= b.start for a, b in pairwise(words))


def test_a_batch_gives_each_piece_what_it_gets_alone(engine: Engine) -> None:
    batch = pieces(2, 5.5, 1.2, 30, 0.4, 8, 3)
    together = engine.recognise_batch(batch, options=OPTIONS)
    alone = [engine.recognise(piece, options=OPTIONS) for piece in batch]
    assert [one.text for one in together] == [one.text for one in alone]
    assert [one.words for one in together] == [one.words for one in alone]


def test_the_order_of_pieces_changes_nothing(engine: Engine) -> None:
    batch = pieces(2, 9, 1.2, 4)
    forth = engine.recognise_batch(batch, options=OPTIONS)
    back = engine.recognise_batch(batch[::-1], options=OPTIONS)
    assert [one.words for one in forth] == [one.words for one in back[::-1]]


def test_words_lie_in_their_piece_and_never_run_backwards(engine: Engine) -> None:
    seconds = (2.0, 5.5, 30.0, 0.4, 8.0)
    for found, length in zip(
        engine.recognise_batch(pieces(*seconds), options=OPTIONS), seconds, strict=True
    ):
        assert in_order(found.words, length)
        assert all(0 <= word.confidence <= 1 for word in found.words)
        assert 0 <= found.no_speech <= 1


def test_a_piece_above_30_s_is_heard_to_its_end(engine: Engine, long_call: Signal) -> None:
    found = engine.recognise(long_call, options=OPTIONS)
    assert in_order(found.words, 70)
    assert found.words[-1].start > 40
    assert found.text


def test_a_long_piece_is_the_same_in_a_batch_with_short_ones(
    second: TransformersWhisper, long_call: Signal
) -> None:
    short = pieces(2, 3)
    together = second.recognise_batch([short[0], long_call, short[1]], options=OPTIONS)
    alone = [second.recognise(piece, options=OPTIONS) for piece in (short[0], long_call, short[1])]
    assert [one.words for one in together] == [one.words for one in alone]


@pytest.mark.parametrize("seconds", [0.0, 0.00625, 0.03])
def test_next_to_nothing_is_no_error(engine: Engine, seconds: float) -> None:
    (found,) = engine.recognise_batch(pieces(seconds), options=OPTIONS)
    assert in_order(found.words, seconds)


def test_no_pieces_give_no_results(engine: Engine) -> None:
    assert engine.recognise_batch([], options=OPTIONS) == []


def test_custom_vocabulary_reaches_the_model(engine: Engine) -> None:
    (piece,) = pieces(3)
    plain = engine.recognise(piece, options=OPTIONS)
    primed = engine.recognise(piece, options=replace(OPTIONS, vocabulary=("Zyxel", "Quux")))
    assert plain.text != primed.text


def test_a_vocabulary_beyond_the_models_room_is_cut_off(second: TransformersWhisper) -> None:
    words = tuple(f"word{i}" for i in range(500))
    (piece,) = pieces(2)
    assert second.recognise(piece, options=replace(OPTIONS, vocabulary=words)).text


def test_the_language_is_one_that_the_model_knows_and_has_a_probability(
    second: TransformersWhisper,
) -> None:
    found = second.detect_language(pieces(2, 40, 1, 3))
    assert second.supports(found.language)
    assert 0 < found.probability <= 1
    assert found == second.detect_language(pieces(2, 40, 1, 3))


def test_the_language_reaches_the_model(second: TransformersWhisper) -> None:
    (piece,) = pieces(4)
    english = second.recognise(piece, options=RecogniseOptions(language="en-GB"))
    german = second.recognise(piece, options=RecogniseOptions(language="de-DE"))
    assert english.text != german.text


def test_bcp_47_tags_are_known_by_whispers_codes(second: TransformersWhisper) -> None:
    assert second.supports("nb-NO")
    assert second.supports("fil")
    assert not second.supports("tlh")


def test_a_model_of_english_only_does_english_only(tmp_path: Path) -> None:
    engine = engine_of(write_tiny_transformers_whisper(tmp_path, multilingual=False))
    assert engine.supports("en-US")
    assert not engine.supports("de-DE")
    assert engine.detect_language(pieces(1)).language == "en"
    assert in_order(engine.recognise(pieces(3)[0], options=OPTIONS).words, 3)


def test_at_most_as_many_tokens_as_were_set(tiny_transformers_whisper: Path) -> None:
    engine = engine_of(tiny_transformers_whisper, TransformersSettings(max_tokens=7))
    found = engine.recognise(pieces(20)[0], options=OPTIONS)
    assert 0 < len(found.text.encode()) <= 7 * len("\ufffd".encode())


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable) as refused:
        engine_of(tmp_path)
    assert str(tmp_path) in refused.value.message
    assert "tokenizer.json" in refused.value.message


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    write_tiny_transformers_whisper(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(EngineUnavailable, match="cannot be loaded"):
        engine_of(tmp_path)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        (TransformersSettings(compute_type="int8"), "compute_type: 'int8'"),
        (TransformersSettings(attention="magic"), "attention: 'magic'"),
        (TransformersSettings(device="cpu", attention="flash_attention_2"), "flash-attn"),
    ],
)
def test_what_pytorch_cannot_do_is_refused_by_name(
    tiny_transformers_whisper: Path, settings: TransformersSettings, named: str
) -> None:
    with pytest.raises(EngineUnavailable, match=named):
        engine_of(tiny_transformers_whisper, settings)


def test_every_attention_that_the_cpu_has_gives_the_same_words(
    tiny_transformers_whisper: Path,
) -> None:
    batch = pieces(3, 6)
    sdpa, eager = (
        engine_of(tiny_transformers_whisper, replace(SMALL, attention=attention)).recognise_batch(
            batch, options=OPTIONS
        )
        for attention in ("sdpa", "eager")
    )
    assert [one.words for one in sdpa] == [one.words for one in eager]


@pytest.mark.parametrize("compute_type", ["bfloat16", "float16"])
def test_half_precision_times_its_words_too(
    tiny_transformers_whisper: Path, compute_type: str
) -> None:
    engine = engine_of(tiny_transformers_whisper, replace(SMALL, compute_type=compute_type))
    (found,) = engine.recognise_batch(pieces(5), options=OPTIONS)
    assert found.words
    assert in_order(found.words, 5)
    assert engine.detect_language(pieces(5)).probability > 0


def test_the_result_names_its_engine(second: TransformersWhisper) -> None:
    assert (second.info.name, second.info.model) == ("transformers", "tiny")
    assert second.info.version
    assert not second.info.draft
