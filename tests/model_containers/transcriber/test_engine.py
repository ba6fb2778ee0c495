from pathlib import Path

import pytest
from pydantic import ValidationError

from model_containers.transcriber.engine import load_engine, model_folder
from model_containers.transcriber.service import Transcriber
from model_containers.transcriber.settings import TranscriberSettings
from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.cuts import plan_cuts
from novapulse.speech.engines.protocol import RecogniseOptions
from novapulse.speech.remote import TranscribeRequest
from novapulse.speech.remote_audio import AudioLimits, requested_channels
from novapulse.speech.transcribe import recognise_cuts


def settings(folder: Path, **given: object) -> TranscriberSettings:
    own = {"model_dir": folder, "device": "cpu", "cpu_threads": 1}
    return TranscriberSettings.model_validate(own | given)


def test_the_model_is_the_folder_or_a_folder_of_its_name_in_it(tmp_path: Path) -> None:
    inner = tmp_path / "distil-large-v3"
    inner.mkdir()
    (inner / "config.json").touch()
    named = settings(tmp_path, model="someone/distil-large-v3")
    assert model_folder(named) == inner
    (tmp_path / "config.json").touch()
    assert model_folder(named) == tmp_path


def test_a_folder_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable) as refused:
        load_engine(settings(tmp_path))
    assert "config.json" in refused.value.message
    (tmp_path / "config.json").touch()
    with pytest.raises(EngineUnavailable) as refused:
        load_engine(settings(tmp_path))
    assert "model.bin" in refused.value.message


def test_every_answer_names_the_model_of_the_settings(tiny_model: Path) -> None:
    assert load_engine(settings(tiny_model, model="large-v3")).info.model == "large-v3"


@pytest.mark.parametrize(
    "wrong", [{"engine": "sphinx"}, {"model": "../etc"}, {"device": "tpu"}, {"batch_size": 0}]
)
def test_settings_that_cannot_be_are_refused_at_the_start(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        settings(tmp_path, **wrong)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOVAPULSE_MODEL", "large-v3")
    monkeypatch.setenv("NOVAPULSE_BATCH_SIZE", "32")
    monkeypatch.setenv("NOVAPULSE_INPUT_LOCATIONS", '["calls/in"]')
    found = TranscriberSettings()
    assert (found.model, found.batch_size, found.input_locations) == (
        "large-v3",
        32,
        ("calls/in",),
    )


def test_the_size_of_the_batch_changes_no_word_of_a_call(
    tiny_model: Path, clip: Path, tmp_path: Path
) -> None:
    limits = AudioLimits(max_bytes=10_000_000, max_seconds=60)
    channels = requested_channels(TranscribeRequest(), clip, tmp_path, _no_fetch, limits)
    cuts = plan_cuts(channels.paths)
    options = RecogniseOptions(language="en")
    one, many = (
        recognise_cuts(
            channels.paths,
            cuts,
            load_engine(settings(tiny_model, batch_size=size, time_stamps=True)),
            options,
            pack=True,
        )
        for size in (1, 8)
    )
    assert one == many
    assert {utterance.channel for utterance in one} == {0, 1}


def test_it_is_warm_after_a_second_of_silence(tiny_model: Path) -> None:
    own = settings(tiny_model)
    Transcriber(load_engine(own), own).warm_up()


def _no_fetch(uri: str, into: Path, *, max_bytes: int) -> Path:
    raise AssertionError(uri)
