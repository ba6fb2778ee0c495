"""``make invoke``: every function runs with its payload against an AWS in memory."""

import os
import re
import sys
from pathlib import Path

import pytest
from moto import mock_aws

from novapulse.bootstrap.aws.ports import ports
from novapulse.handlers import api
from tools.invoke import EVENTS, main
from tools.invoke_memory import REGION
from tools.invoke_scene import SPOKEN


@pytest.fixture(autouse=True)
def no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOVAPULSE_AWS_TABLE", raising=False)


def invoke(*arguments: str) -> tuple[int, str]:
    said: list[str] = []
    return main(arguments, say=said.append), "".join(said)


@pytest.mark.parametrize("stage", ["begin", "fetch", "fail", "erase"])
def test_a_stage_runs_after_those_before_it(stage: str) -> None:
    code, said = invoke(stage)
    assert code == 0, said
    assert f"{stage} with events/aws/{stage}.json, against an AWS in memory" in said


@pytest.mark.slow
def test_the_last_stage_runs_after_all_others() -> None:
    code, said = invoke("notify")
    assert code == 0, said
    assert "asked of AWS: sqs.send_message " in said


@pytest.mark.parametrize(
    ("function", "event", "asked"),
    [
        pytest.param(
            *("callback", "callback_completed", "step_functions.send_task_success"),
            marks=pytest.mark.slow,
        ),
        pytest.param(
            *("callback", "callback_failed", "step_functions.send_task_failure"),
            marks=pytest.mark.slow,
        ),
        ("deliver", "deliver", "webhook"),
        ("intake", "intake", "step_functions.start_execution"),
        ("publish_events", "publish_events", "events.put_events"),
        pytest.param(
            *("diarize", "diarize", "sagemaker_runtime.invoke_endpoint_async"),
            marks=pytest.mark.slow,
        ),
        ("reconcile", "reconcile", "step_functions.list_executions"),
    ],
)
def test_what_a_function_asks_of_aws_is_shown(function: str, event: str, asked: str) -> None:
    code, said = invoke(function, event)
    assert code == 0, said
    assert f"asked of AWS: {asked} " in said


@pytest.mark.slow
def test_a_dropped_recordings_result_is_written() -> None:
    assert invoke("drop_results")[0] == 0


def test_the_api_answers_a_caller_with_a_key() -> None:
    api.function.cache_clear()
    code, said = invoke("api", "api_list_jobs")
    api.function.cache_clear()
    assert code == 0
    assert '"statusCode": 200' in said


def test_a_file_is_taken_as_well(tmp_path: Path) -> None:
    event = tmp_path / "mine.json"
    event.write_text((EVENTS / "begin.json").read_text())
    code, said = invoke("begin", str(event))
    assert code == 0
    assert f"begin with {event}" in said


def test_an_unknown_function_is_told_those_there_are() -> None:
    code, said = invoke("nothing")
    assert code == 2
    assert "STAGE 'nothing' is no function; those there are: api, " in said


def test_an_unknown_payload_is_told_those_there_are() -> None:
    code, said = invoke("redact", "nothing")
    assert code == 2
    assert re.search(r"EVENT 'nothing' is no file, .* api_list_jobs, assess, attribute", said)


@pytest.mark.parametrize(
    ("text", "message"), [("{", "is no JSON: "), ("[]", "is no JSON object"), ("{}", "is none of")]
)
def test_a_file_that_is_no_payload_is_refused(text: str, message: str, tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    event.write_text(text)
    code, said = invoke("callback", str(event))
    assert code == 2
    assert message in said


def test_a_function_that_fails_shows_what_step_functions_would_see() -> None:
    code, said = invoke("redact", "publish_events")
    assert code == 1
    assert "the function failed: KeyError: " in said


def test_without_moto_it_is_said_where_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "moto", None)
    code, said = invoke("begin")
    assert code == 2
    assert "moto is not installed; it comes with the test tools: make check" in said


def test_where_a_table_is_named_the_account_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """This one is in memory, too, and has no such table."""
    monkeypatch.setenv("NOVAPULSE_AWS_TABLE", "calls-of-mine")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        ports.cache_clear()
        code, said = invoke("begin")
        ports.cache_clear()
    assert code == 1
    assert "against the account of table calls-of-mine" in said
    assert "the function failed: ResourceNotFoundException" in said


def test_nothing_of_it_stays_in_the_environment() -> None:
    before = dict(os.environ)
    invoke("begin")
    assert dict(os.environ) == before


def test_the_sample_call_is_what_the_endpoints_hear() -> None:
    assert len(SPOKEN["turns"]) > 10
    assert len(SPOKEN["voices"]) == 2
