from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from novapulse.config import Settings
from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.engines.choice import choose_engine, load_engine
from novapulse.speech.engines.hub import HuggingFaceHub
from novapulse.speech.engines.protocol import Engine, RecogniseOptions
from novapulse.speech.engines.whisper import WhisperEngine, whisper_info
from novapulse.speech.engines.whisper_words import language_tag, whisper_language, whisper_words
from tests.speech.sound import babble


@pytest.fixture(scope="module")
def engine(tiny_whisper: Path) -> Engine:
    settings = Settings(whisper_model=str(tiny_whisper), engine="whisper")
    choice = choose_engine(settings, language="en-US", hub=HuggingFaceHub(), report=lambda _: None)
    return load_engine(choice, narrowband=False)


def test_words_lie_in_the_audio_and_never_run_backwards(engine: Engine) -> None:
    samples = babble(6).astype(np.float32)
    recognised = engine.recognise(samples, options=RecogniseOptions())
    assert recognised.words
    assert recognised.text
    times = [(word.start, word.end) for word in recognised.words]
    assert all(0 <= start <= end <= 6 for start, end in times)
    assert all(a[1] <= b[0] for a, b in pairwise(times))
    assert all(0 <= word.confidence <= 1 for word in recognised.words)
    assert 0 <= recognised.no_speech <= 1


def test_the_same_audio_gives_the_same_words(engine: Engine) -> None:
    samples = babble(3).astype(np.float32)
    one = engine.recognise(samples, options=RecogniseOptions(vocabulary=("NovaPulse",)))
    two = engine.recognise(samples, options=RecogniseOptions(vocabulary=("NovaPulse",)))
    assert one == two


def test_custom_vocabulary_reaches_the_model(engine: Engine) -> None:
    samples = babble(3).astype(np.float32)
    plain = engine.recognise(samples, options=RecogniseOptions())
    primed = engine.recognise(samples, options=RecogniseOptions(vocabulary=("Zyxel", "Quux")))
    assert plain.text != primed.text


def test_a_model_that_knows_english_only_does_english_only(engine: Engine) -> None:
    assert engine.supports("en-US")
    assert not engine.supports("ja-JP")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable) as refused:
        WhisperEngine(str(tmp_path), info=whisper_info("none"))
    assert str(tmp_path) in refused.value.message


def test_language_tags_become_the_codes_of_the_model() -> None:
    assert whisper_language("en-US") == "en"
    assert whisper_language("nb-NO") == "no"
    assert whisper_language("pt_BR") == "pt"
    assert language_tag(whisper_language("jv-ID")) == "jv"
    assert language_tag(whisper_language("nb-NO")) == "no"


def pieces(*texts: str, probability: float = 0.9) -> SimpleNamespace:
    """A segment of faster-whisper whose pieces last 0.2 s each."""
    return SimpleNamespace(
        words=[
            SimpleNamespace(word=text, start=i * 0.2, end=(i + 1) * 0.2, probability=probability)
            for i, text in enumerate(texts)
        ]
    )


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ((" My", " e", "-mail", " is"), ["My", "e-mail", "is"]),
        ((" david", ".wilson", "@example", ".com,"), ["david.wilson@example.com,"]),
        ((" forty", "-two,", " $49", ".99"), ["forty-two,", "$49.99"]),
        ((" 50", "%", " of", " 1", ",249"), ["50%", "of", "1,249"]),
        ((" at", " 3", ":30"), ["at", "3:30"]),
        ((" 415", "-555", "-0132"), ["415-555-0132"]),
    ],
)
def test_a_piece_without_a_leading_blank_belongs_to_the_word_before(
    torn: tuple[str, ...], whole: list[str]
) -> None:
    assert [word.word for word in whisper_words([pieces(*torn)], 9.0)] == whole


def test_a_word_of_pieces_lasts_from_the_first_to_the_last_and_weighs_their_confidence() -> None:
    segment = pieces(" a", " 415", "-5")
    segment.words[2].probability = 0.4
    assert whisper_words([segment], 9.0)[1].model_dump() == {
        "word": "415-5",
        "start": 0.2,
        "end": 0.6,
        "confidence": 0.7,
    }


def test_the_first_word_of_a_segment_stands_alone_whatever_its_blank() -> None:
    heard = whisper_words([pieces(" one"), pieces("Two", " three")], 9.0)
    assert [word.word for word in heard] == ["one", "Two", "three"]


def test_characters_of_a_language_without_blanks_stay_words() -> None:
    heard = whisper_words([pieces("お", "電", "話")], 9.0, spaced=False)
    assert [word.word for word in heard] == ["お", "電", "話"]
