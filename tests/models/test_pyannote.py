from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.transcript import Diarization
from novapulse.speech.diarization.choice import DiarizerOptions, choose_diarizer
from novapulse.speech.diarization.protocol import Diarizer, SpeakerHints
from novapulse.speech.diarization.pyannote_pipeline import PyannoteDiarizer, PyannoteSettings
from tests.speech.sound import babble, tone


class NoHub:
    def answers(self, timeout: float) -> bool:
        raise AssertionError("a local directory needs no hub")


def chosen(model: Path, stretch_seconds: float = 1800.0) -> Diarizer:
    settings = PyannoteSettings(stretch_seconds=stretch_seconds)
    options = DiarizerOptions(engine="pyannote", model=str(model), pyannote=settings)
    return choose_diarizer(options, hub=NoHub(), report=pytest.fail)


@pytest.fixture(scope="module")
def diarizer(tiny_pyannote: Path) -> Diarizer:
    return chosen(tiny_pyannote)


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """8 s of two sounds by turns."""
    sound = np.concatenate([babble(3, 1), tone(2, 220), babble(2, 2), tone(1, 220)])
    path = tmp_path_factory.mktemp("call") / "call.raw"
    path.write_bytes((sound * 32767).astype("<i2").tobytes())
    return path


def well_formed(found: Diarization, seconds: float) -> bool:
    turns = found.turns
    appearing = list(dict.fromkeys(turn.speaker for turn in turns))
    return (
        all(0 <= turn.start < turn.end <= seconds for turn in turns)
        and all(a.start <= b.start for a, b in pairwise(turns))
        and appearing == list(range(len(appearing)))
        and found.speakers == max(1, len(appearing))
    )


def test_turns_lie_in_the_call_in_order_and_speakers_count_from_0(
    diarizer: Diarizer, call: Path
) -> None:
    found = diarizer.by_voice(call, SpeakerHints())
    assert found.method == "pyannote"
    assert found.turns
    assert found.notices == ()
    assert well_formed(found, 8)


def test_the_same_call_gives_the_same_turns(diarizer: Diarizer, call: Path) -> None:
    assert diarizer.by_voice(call, SpeakerHints()) == diarizer.by_voice(call, SpeakerHints())


def test_no_more_speakers_than_announced(diarizer: Diarizer, call: Path) -> None:
    assert diarizer.by_voice(call, SpeakerHints(at_most=1)).speakers == 1
    assert diarizer.by_voice(call, SpeakerHints(expected=1)).speakers == 1
    assert diarizer.by_voice(call, SpeakerHints(expected=2)).speakers <= 2


def test_a_long_call_is_taken_in_stretches_that_share_their_speakers(
    tiny_pyannote: Path, call: Path
) -> None:
    found = chosen(tiny_pyannote, stretch_seconds=4).by_voice(call, SpeakerHints(at_most=2))
    assert well_formed(found, 8)
    assert found.speakers <= 2
    assert found.turns[-1].end > 6


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.3])
def test_next_to_nothing_is_no_error(diarizer: Diarizer, tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "short.raw"
    path.write_bytes((babble(seconds) * 32767).astype("<i2").tobytes())
    assert well_formed(diarizer.by_voice(path, SpeakerHints(expected=2)), seconds)


def test_nothing_is_reported_to_anybody(diarizer: Diarizer) -> None:
    from pyannote.audio.telemetry.metrics import is_metrics_enabled

    assert diarizer.info.name == "pyannote"
    assert not is_metrics_enabled()


def test_the_result_names_its_engine(diarizer: Diarizer) -> None:
    assert diarizer.info.model.startswith("tiny-pyannote")
    assert not diarizer.info.draft


@pytest.mark.parametrize("config", ["", "pipeline: {name: no.such.Class}", "a: [b"])
def test_a_folder_without_a_pipeline_is_refused_by_name(tmp_path: Path, config: str) -> None:
    (tmp_path / "config.yaml").write_text(config)
    with pytest.raises(EngineUnavailable, match="diarization_model"):
        PyannoteDiarizer(str(tmp_path), model="broken")


def test_a_broken_pipeline_leaves_the_work_to_the_embedded_diarizer(
    tmp_path: Path, call: Path
) -> None:
    said: list[str] = []
    options = DiarizerOptions(model=str(tmp_path))
    stand_in = choose_diarizer(options, hub=NoHub(), report=said.append)
    assert (stand_in.info.name, stand_in.info.draft) == ("embedded", True)
    found = stand_in.by_voice(call, SpeakerHints(expected=1))
    assert [notice.code for notice in found.notices] == ["diarizer_stands_in"]
    assert said == [found.notices[0].message]
