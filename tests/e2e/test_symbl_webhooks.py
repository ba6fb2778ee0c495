"""Whoever waits for a job of the Symbl API hears each of its statuses, whatever happens."""

import json
import random
import time
from pathlib import Path

import httpx
import pytest

from novapulse.services.symbl.ids import job_uuid
from tests.e2e.local_server import LocalServer, Receiver, submit, wait_until_ended

KILLS = 8
STATUSES = ["scheduled", "in_progress", "completed"]
TEXT = {
    "messages": [
        {"payload": {"content": "Hello, how can I help you?"}, "from": {"name": "Agent"}},
        {"payload": {"content": "My router is broken again."}, "from": {"name": "Dana"}},
    ]
}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def submit_text(client: httpx.Client, url: str) -> str:
    answer = client.post("/v1/process/text", json=TEXT | {"webhookUrl": url})
    assert answer.status_code == 201, answer.text
    job: str = answer.json()["jobId"]
    return job


def heard(receiver: Receiver, job: str) -> list[str]:
    """Each event once, in the order of first arrival."""
    events: dict[str, str] = {}
    for headers, body in receiver.received:
        told = json.loads(body)
        assert told["id"] == told["jobId"]
        if told["id"] == job:
            events.setdefault(headers["webhook-id"], told["status"])
    return list(events.values())


def wait_until_heard(receiver: Receiver, *jobs: str, within: float = 200.0) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until and any(len(heard(receiver, job)) < 3 for job in jobs):
        time.sleep(0.2)


def test_kills_at_any_moment_keep_no_status_from_being_told_once_and_in_order(
    server: LocalServer, receiver: Receiver
) -> None:
    rng = random.Random(20261121)
    key = server.make_key()
    jobs: list[str] = []
    for _ in range(KILLS):
        with server.client(key) as client:
            jobs.append(submit_text(client, receiver.url))
        time.sleep(rng.uniform(0.0, 1.5))
        server.kill()
        server.start()
    wait_until_heard(receiver, *jobs)
    assert {job: heard(receiver, job) for job in jobs} == dict.fromkeys(jobs, STATUSES)


def test_a_job_that_came_by_another_api_is_told_at_its_end_alone(
    server: LocalServer, receiver: Receiver, short_call: Path
) -> None:
    with server.client(server.make_key()) as client:
        native = submit(client, short_call, webhook_url=receiver.url)
        wait_until_ended(client, native)
        receiver.wait_for(1)
        assert [json.loads(body)["event"] for _, body in receiver.received] == ["job.completed"]
        receiver.received.clear()
        conversation = submit_text(client, receiver.url)
        wait_until_heard(receiver, conversation)
    assert heard(receiver, conversation) == STATUSES
    assert conversation != job_uuid(native)
