import json

import pytest
import typer

from novapulse.cli.failures import shown_to_the_person
from novapulse.cli.settings import load_settings
from novapulse.domain.errors import BadAudio, NovaPulseError


def end_of(error: BaseException, *, as_json: bool = False) -> int:
    with pytest.raises(typer.Exit) as end, shown_to_the_person(as_json=as_json):
        raise error
    return int(end.value.exit_code)


def test_refused_input_ends_with_2_and_a_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert end_of(BadAudio("audio_empty", "file: nothing in it")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "audio_empty" in err
    assert "Next:" in err


def test_with_json_the_error_is_the_one_document_on_stdout(
    capsys: pytest.CaptureFixture[str],
) -> None:
    end_of(BadAudio("audio_empty", "file: [nothing]"), as_json=True)
    assert json.loads(capsys.readouterr().out) == {
        "error": {"code": "audio_empty", "message": "file: [nothing]"}
    }


def test_ctrl_c_ends_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    assert end_of(KeyboardInterrupt()) == 130


def test_a_defect_shows_its_place_and_no_words_of_its_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert end_of(ValueError("my card is 4111")) == 1
    err = capsys.readouterr().err
    assert "ValueError" in err
    assert "4111" not in err
    assert "Traceback" not in err


def test_a_bad_setting_is_named_as_it_is_set(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOVAPULSE_WORKERS", "many")
    with pytest.raises(typer.Exit) as end, shown_to_the_person():
        load_settings()
    assert end.value.exit_code == 2
    err = capsys.readouterr().err
    assert "NOVAPULSE_WORKERS" in err
    assert "many" in err


def test_a_line_stays_whole_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    message = "file: [bold] " + "a long reason " * 20
    end_of(BadAudio("audio_empty", message))
    assert f"Failed (audio_empty): {message}" in capsys.readouterr().err


def test_an_output_that_takes_nothing_is_said_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sys.stdout.write", full)
    assert end_of(OSError(28, "No space left on device"), as_json=True) == 1
    assert "No space left" in capsys.readouterr().err


def test_every_address_that_is_wrong_gets_a_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert end_of(NovaPulseError("not_found", "There is nothing at /v1/v1/jobs.")) == 2
    assert "--url" in capsys.readouterr().err
