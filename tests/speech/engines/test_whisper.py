from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from novapulse.config import Settings
from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.engines.choice import choose_engine, load_engine
from novapulse.speech.engines.hub import HuggingFaceHub
from novapulse.speech.engines.protocol import Engine, RecogniseOptions
from novapulse.speech.engines.whisper import WhisperEngine, whisper_info, whisper_language
from tests.speech.sound import babble


@pytest.fixture(scope="module")
def engine(tiny_whisper: Path) -> Engine:
    settings = Settings(whisper_model=str(tiny_whisper), engine="whisper")
    choice = choose_engine(settings, language="en-US", hub=HuggingFaceHub(), report=str)
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
