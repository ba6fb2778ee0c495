import json

import pytest

from novapulse.adapters.aws.pipeline.reported_error import cause_of, error_name, job_error


def of_lambda(name: str, message: str) -> dict[str, str]:
    """As a catch has the exception of a function."""
    cause = {"errorMessage": message, "errorType": name, "stackTrace": ["a line"]}
    return {"Error": name, "Cause": json.dumps(cause)}


def test_what_a_function_said_of_its_error_is_the_jobs() -> None:
    error = job_error(of_lambda("BadAudio", cause_of("audio_undecodable", "Cannot be decoded.")))
    assert (error.code, error.message) == ("audio_undecodable", "Cannot be decoded.")


def test_what_a_callback_said_is_not_wrapped() -> None:
    raw = {"Error": "EngineUnavailable", "Cause": cause_of("engine_failed", "it failed")}
    assert job_error(raw).code == "engine_failed"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("States.Timeout", "stage_timeout"),
        ("States.HeartbeatTimeout", "engine_unavailable"),
        ("Lambda.Unknown", "internal_error"),
    ],
)
def test_an_error_that_says_nothing_is_known_by_its_name(name: str, code: str) -> None:
    assert job_error({"Error": name}).code == code
    assert job_error({"Error": name, "Cause": None}).code == code


@pytest.mark.parametrize(
    "cause", ["the caller said: my card is 4111", '"text"', '{"errorMessage": "a text"}', "[1]"]
)
def test_a_cause_that_is_not_ours_is_not_repeated(cause: str) -> None:
    assert job_error({"Error": "KeyError", "Cause": cause}).message == "a stage failed (KeyError)"


@pytest.mark.parametrize("name", ["a text of a call", "", None, "X" * 200])
def test_a_name_that_is_none_is_not_repeated(name: str | None) -> None:
    assert error_name({"Error": name}) == "Unknown"
