from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.diarization.choice import DiarizerOptions, choose_diarizer
from novapulse.speech.diarization.protocol import SpeakerHints
from novapulse.speech.diarization.pyannote_pipeline import PyannoteSettings
from tests.speech.sound import babble


class Hub:
    """A hub that does not answer."""

    asked = 0

    def answers(self, timeout: float) -> bool:
        self.asked += 1
        return False


def unheard(said: str) -> None:
    """Takes a report that is not what the test is about."""


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Hub:
    """A machine without pyannote's weights, whose hub does not answer."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    return Hub()


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.raw"
    path.write_bytes((babble(4) * 32767).astype("<i2").tobytes())
    return path


def test_without_weights_the_embedded_diarizer_stands_in_and_says_so(
    nowhere: Hub, call: Path
) -> None:
    said: list[str] = []
    diarizer = choose_diarizer(DiarizerOptions(), hub=nowhere, report=said.append)
    assert (diarizer.info.name, diarizer.info.draft) == ("embedded", True)
    assert "pyannote/speaker-diarization-community-1" in diarizer.info.note
    assert "diarization_model" in diarizer.info.note
    found = diarizer.by_voice(call, SpeakerHints())
    assert [notice.code for notice in found.notices] == ["diarizer_stands_in"]
    assert [found.notices[0].message] == said


def test_the_embedded_diarizer_by_choice_is_no_draft(nowhere: Hub, call: Path) -> None:
    options = DiarizerOptions(engine="embedded")
    diarizer = choose_diarizer(options, hub=nowhere, report=pytest.fail)
    assert not diarizer.info.draft
    assert diarizer.by_voice(call, SpeakerHints(expected=1)).notices == ()
    assert nowhere.asked == 0


def test_pyannote_that_is_demanded_and_cannot_be_had_is_an_error(nowhere: Hub) -> None:
    with pytest.raises(EngineUnavailable):
        choose_diarizer(DiarizerOptions(engine="pyannote"), hub=nowhere, report=unheard)


def test_nothing_stands_in_for_a_gpu_that_is_demanded(nowhere: Hub) -> None:
    options = DiarizerOptions(pyannote=PyannoteSettings(device="cuda"))
    with pytest.raises(EngineUnavailable):
        choose_diarizer(options, hub=nowhere, report=pytest.fail)
    assert nowhere.asked == 0


def test_offline_the_hub_is_not_asked(nowhere: Hub) -> None:
    choose_diarizer(DiarizerOptions(offline=True), hub=nowhere, report=unheard)
    assert nowhere.asked == 0


@pytest.mark.parametrize("model", ["/no/such/folder", "./folder", "~/x", "name", "a/b/c"])
def test_what_is_neither_a_directory_nor_a_name_of_the_hub_is_refused(
    nowhere: Hub, model: str
) -> None:
    with pytest.raises(EngineUnavailable, match="neither a directory nor a name"):
        choose_diarizer(
            DiarizerOptions(engine="pyannote", model=model), hub=nowhere, report=unheard
        )
    assert nowhere.asked == 0


@pytest.mark.skipif(find_spec("torch") is not None, reason="PyTorch is installed")
def test_without_the_package_the_embedded_diarizer_stands_in(
    nowhere: Hub, call: Path, tmp_path: Path
) -> None:
    options = DiarizerOptions(model=str(tmp_path))
    diarizer = choose_diarizer(options, hub=nowhere, report=unheard)
    assert diarizer.info.draft
    assert "pyannote.audio cannot be used" in diarizer.info.note


def test_a_token_is_not_shown() -> None:
    assert "hf_secret" not in repr(DiarizerOptions(token="hf_secret"))


def test_silence_has_no_turns(nowhere: Hub, tmp_path: Path) -> None:
    path = tmp_path / "silence.raw"
    path.write_bytes(np.zeros(32_000, dtype="<i2").tobytes())
    diarizer = choose_diarizer(DiarizerOptions(engine="embedded"), hub=nowhere, report=unheard)
    assert diarizer.by_voice(path, SpeakerHints()).turns == ()
