from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model_containers.diarizer.engine import load_diarizer, model_name
from model_containers.diarizer.service import DiarizerService
from model_containers.diarizer.settings import DiarizerSettings
from model_containers.serving.service import Work
from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.transcript import Diarization, EngineInfo, SpeakerTurn
from novapulse.speech.diarization.protocol import SpeakerHints
from novapulse.speech.remote import DiarizeAnswer, DiarizeRequest
from tests.speech.sound import babble, write_wav


class Listener:
    """Hears one speaker from start to end, and remembers the hints."""

    info = EngineInfo(name="listener", model="none", version="1")

    def __init__(self) -> None:
        self.hints: list[SpeakerHints] = []

    def by_voice(self, path: Path, hints: SpeakerHints) -> Diarization:
        self.hints.append(hints)
        seconds = path.stat().st_size / 32_000
        turn = SpeakerTurn(speaker=0, start=0.0, end=seconds)
        return Diarization(method="listener", speakers=1, turns=(turn,))


def no_fetch(uri: str, into: Path, *, max_bytes: int) -> Path:
    raise AssertionError(uri)


def ask(service: DiarizerService, body: Path, folder: Path, **request: Any) -> DiarizeAnswer:
    answered = service.answer(Work(DiarizeRequest(**request), folder, no_fetch, body))
    assert isinstance(answered.answer, DiarizeAnswer)
    return answered.answer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def mono(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "mono.wav", babble(4))


def test_the_hints_reach_the_diarizer_and_its_turns_the_caller(mono: Path, folder: Path) -> None:
    listener = Listener()
    service = DiarizerService(listener, DiarizerSettings())
    answer = ask(service, mono, folder, min_speakers=2, max_speakers=4)
    assert listener.hints == [SpeakerHints(expected=None, at_least=2, at_most=4)]
    assert answer.engine == listener.info
    assert answer.diarization.turns[0].end == 4.0
    assert answer.audio.duration_seconds == 4.0


def test_parties_on_channels_of_their_own_need_no_voices(tmp_path: Path, folder: Path) -> None:
    stereo = write_wav(tmp_path / "stereo.wav", babble(4, seed=1), babble(4, seed=2))
    listener = Listener()
    answer = ask(DiarizerService(listener, DiarizerSettings()), stereo, folder)
    assert listener.hints == []
    assert (answer.diarization.method, answer.diarization.speakers) == ("channel", 2)
    assert answer.engine.name == "channel"


def test_without_weights_the_embedded_diarizer_stands_in_and_says_so(
    mono: Path, folder: Path, tmp_path: Path
) -> None:
    settings = DiarizerSettings(model_dir=tmp_path / "nothing", offline=True)
    service = DiarizerService(load_diarizer(settings), settings)
    service.warm_up()
    answer = ask(service, mono, folder, speakers_expected=2)
    assert answer.engine.name == "embedded"
    assert answer.engine.draft
    assert "community-1" in answer.engine.note
    assert [notice.code for notice in answer.diarization.notices] == ["diarizer_stands_in"]


def test_pyannote_demanded_and_not_to_be_had_is_an_error(tmp_path: Path) -> None:
    settings = DiarizerSettings(engine="pyannote", model_dir=tmp_path, offline=True)
    with pytest.raises(EngineUnavailable):
        load_diarizer(settings)


def test_the_model_is_the_one_named_else_the_artifact_else_the_default(tmp_path: Path) -> None:
    assert model_name(DiarizerSettings(model_dir=tmp_path)).startswith("pyannote/")
    (tmp_path / "config.yaml").touch()
    assert model_name(DiarizerSettings(model_dir=tmp_path)) == str(tmp_path)
    assert model_name(DiarizerSettings(model_dir=tmp_path, model="a/b")) == "a/b"


def test_a_token_is_never_shown() -> None:
    assert "hf_secret" not in repr(DiarizerSettings(hub_token="hf_secret"))


def test_silence_has_no_turns(folder: Path, tmp_path: Path) -> None:
    silence = write_wav(tmp_path / "silence.wav", np.zeros(32_000))
    settings = DiarizerSettings(engine="embedded")
    answer = ask(DiarizerService(load_diarizer(settings), settings), silence, folder)
    assert answer.diarization.turns == ()
    assert not answer.engine.draft
