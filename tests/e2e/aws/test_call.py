"""A call that is sent ahead by its upload URL: through API Gateway, Step Functions and the model
endpoints to its results, its webhook, the bus, the search index; and then away."""

import json
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from novapulse.domain import storage_keys
from tests.e2e.aws.caller import Bus, fetched, submit, upload, webhook_of
from tests.e2e.aws.home import AwsHome
from tests.e2e.local_server import Receiver

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

TENANT = "acme"
SAID = "terrible"
"""A word of the call that the built-in engine hears right."""


@dataclass(frozen=True)
class Call:
    """What its caller got: when it had ended, and when he had deleted it. ``at_rest``: the objects
    in between."""

    job: str
    end: dict[str, Any]
    transcript: dict[str, Any]
    insights: dict[str, Any]
    webhook: tuple[dict[str, str], bytes]
    found: dict[str, Any]
    at_rest: list[str]
    history: str
    deleted: httpx.Response
    afterwards: httpx.Response


@pytest.fixture(scope="module")
def call(home: AwsHome, bus: Bus, receiver: Receiver, mono_clip: bytes) -> Call:
    with home.caller(home.make_key(TENANT)) as caller:
        sent = upload(caller, mono_clip)
        about = {"metadata": {"queue": "billing"}, "webhook_url": receiver.url}
        job = submit(caller, upload_id=sent, **about)
        end = home.wait_until_ended(caller, job)
        assert end["status"] == "completed", f"{end}\n{home.report(job)}"
        webhook = webhook_of(receiver, home, job)
        bus.event(job, "job.completed", queue="example")
        bus.event(job, "job.completed")
        return Call(
            job,
            end,
            transcript=fetched(caller, f"/v1/transcriptions/{job}"),
            insights=fetched(caller, f"/v1/insights/{job}"),
            webhook=webhook,
            found=fetched(caller, "/v1/search", q=SAID, mode="keyword"),
            at_rest=home.objects(),
            history=home.history(job),
            deleted=caller.delete(f"/v1/jobs/{job}"),
            afterwards=caller.get(f"/v1/jobs/{job}"),
        )


def test_it_comes_back_with_what_each_party_said(call: Call) -> None:
    segments = call.transcript["segments"]
    assert [s["speaker"] for s in segments[:2]] == ["Agent", "Customer"]
    assert SAID in segments[1]["text"]
    assert "[NAME]" in segments[0]["text"]
    assert call.transcript["pii_redacted"] is True
    assert call.transcript["engine"]["name"] == "sphinx"
    assert call.end["metadata"] == {"queue": "billing"}


def test_it_comes_back_with_insights(call: Call) -> None:
    assert call.insights["sentiment"]["overall_label"] == "negative"
    assert call.insights["behavioral"]["agent_talk_ratio"] > 0.2
    assert call.insights["recommendations"]
    assert call.insights["summary"] == call.transcript["summary"]


def test_its_webhook_is_signed_with_the_secret_of_its_tenant(call: Call, home: AwsHome) -> None:
    headers, body = call.webhook
    Webhook(home.ports.tenants.get(TENANT).webhook_secret).verify(body, headers)
    told = json.loads(body)
    assert (told["event"], told["job_id"]) == ("job.completed", call.job)


def test_its_events_are_on_the_bus(call: Call, bus: Bus) -> None:
    created = bus.event(call.job, "job.created")
    completed = bus.event(call.job, "job.completed")
    assert created["source"] == completed["source"] == "novapulse"
    assert created["detail"]["status"] == "queued"
    assert completed["detail"]["metadata"] == {"queue": "billing"}
    assert bus.kinds(call.job, queue="example") == {"job.completed"}


def test_a_word_of_it_can_be_found(call: Call) -> None:
    found = call.found["results"]
    assert [each["job_id"] for each in found] == [call.job]
    assert SAID in found[0]["text"]


def test_what_the_endpoints_answered_is_not_kept(call: Call) -> None:
    """It is text that is not redacted."""
    assert not [each for each in call.at_rest if "/vault/_answers/" in each]
    assert not [each for each in call.at_rest if storage_keys.work_prefix(TENANT, call.job) in each]
    assert [each for each in call.at_rest if f"/vault/{TENANT}/{call.job}/" in each]


def test_what_was_said_is_in_no_log_and_in_no_execution(call: Call, home: AwsHome) -> None:
    assert call.job in call.history
    assert "RealTimeFactor" in home.logs()
    for segment in call.transcript["segments"][:2]:
        words = segment["text"].split()[-3:]
        assert " ".join(words) not in call.history + home.logs()


def test_once_deleted_nothing_of_it_is_left(call: Call, home: AwsHome) -> None:
    """But the line in the index's log by which copies of the index learn of it, and SageMaker's own
    notes of where the answers were, which expire."""
    assert call.deleted.status_code == 200, call.deleted.text
    assert call.afterwards.status_code == 404
    assert home.objects(call.job) == []
    assert {item.partition("#")[0] for item in home.items(call.job)} <= {"SEARCH"}
    notes = {each.split("/")[1] for each in home.holding(call.job.encode())}
    assert notes <= {"inference"}
    assert home.holding(SAID.encode()) == []
