"""What functions log and count, in processes of their own: a logger is set up once in each."""

import json
import subprocess
import sys
import textwrap
from typing import Any

import pytest

from novapulse.handlers.observed import caused_by, correlate, count, observed
from tests.handlers.test_samples import sample

PROLOGUE = """
import json, logging
from types import SimpleNamespace
from novapulse.handlers.messages import each_message
from novapulse.handlers.observed import count, observed

CONTEXT = SimpleNamespace(
    function_name="novapulse-api", memory_limit_in_mb=1024, aws_request_id="request-7",
    invoked_function_arn="arn:aws:lambda:eu-central-1:123456789012:function:novapulse-api",
)
log = logging.getLogger("novapulse.services.somewhere")
"""


def lines(code: str) -> list[dict[str, Any]]:
    """What a function that runs ``code`` writes, each line a document."""
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROLOGUE + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stderr == ""
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_what_any_module_logs_is_structured_and_knows_its_request() -> None:
    (line,) = lines("""
        def handler(event, context):
            log.info("expired %d", 3)
        observed("retention", handler)({"id": "event-1", "text": "my card is 4111"}, CONTEXT)
    """)
    assert line["message"] == "expired 3"
    assert (line["level"], line["service"]) == ("INFO", "novapulse")
    assert (line["function_request_id"], line["correlation_id"]) == ("request-7", "event-1")
    assert line["cold_start"] is True
    assert "4111" not in json.dumps(line)


def test_each_message_and_each_run_has_an_id_of_its_own() -> None:
    told = lines("""
        def handler(event, context):
            log.info("begun")
            if "Records" in event:
                each_message(event, lambda body: log.info("done"))
        run = observed("deliver", handler)
        run({"Records": [{"messageId": m, "body": m} for m in "ab"]}, CONTEXT)
        run({}, CONTEXT)
    """)
    ids = [(line["message"], line.get("correlation_id")) for line in told if "message" in line]
    assert ids == [("begun", None), ("done", "a"), ("done", "b"), ("begun", None)]


def test_counts_are_metrics_of_the_function_written_even_if_it_fails() -> None:
    (line,) = lines("""
        def handler(event, context):
            count("DeletionsFailed", 2)
            raise ValueError("my card is 4111")
        try:
            observed("retention", handler)({}, CONTEXT)
        except ValueError:
            pass
    """)
    assert line["DeletionsFailed"] == [2.0]
    assert line["service"] == "retention"
    (metrics,) = line["_aws"]["CloudWatchMetrics"]
    assert (metrics["Namespace"], metrics["Dimensions"]) == ("NovaPulse", [["service"]])
    assert "4111" not in json.dumps(line)


def test_cold_starts_are_counted_once_and_only_where_asked_for() -> None:
    told = lines("""
        waited_for = observed("api", lambda event, context: None, cold_starts=True)
        other = observed("retention", lambda event, context: None)
        for run in (waited_for, waited_for, other):
            run({}, CONTEXT)
    """)
    assert [(line["ColdStart"], line["function_name"]) for line in told] == [
        ([1.0], "novapulse-api")
    ]


def test_an_event_is_never_logged_even_if_the_environment_asks_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POWERTOOLS_LOGGER_LOG_EVENT", "true")
    assert (
        lines("""
        observed("intake", lambda event, context: None)({"text": "my card is 4111"}, CONTEXT)
    """)
        == []
    )


def test_outside_of_a_function_nothing_is_observed() -> None:
    assert observed("api", lambda event, context: "answer")({}, None) == "answer"
    correlate("an id")
    count("Anything", 1)


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("api_list_jobs", lambda event: event["requestContext"]["requestId"]),
        ("drop_results", lambda event: event["id"]),
    ],
)
def test_a_cause_is_known_by_its_own_id(name: str, cause: Any) -> None:
    event = sample(name)
    assert caused_by(event) == cause(event)


def test_an_event_without_an_id_has_none() -> None:
    assert caused_by({"Records": []}) is None
    assert caused_by({"id": 5, "requestContext": None}) is None
