import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.job import JobError
from novapulse.services.home import Home
from tests.api.callcov.calls import ANALYSES, CALLS, DETAILS, error, send, send_url
from tests.services.house import HandClock, RememberingRunner, publish


def test_a_submission_is_answered_with_the_analysis(client: TestClient) -> None:
    answer = send(client, to=f"{ANALYSES}/", metadata='{"a": 1}', call_direction="outbound")
    body = answer.json()
    assert answer.status_code == 201, answer.text
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", body["id"])
    assert body["object"] == "analysis"
    assert body["created"] == 1772366400
    assert body["status"] == "processing"
    assert body["call"] == {
        **DETAILS,
        "call_direction": "outbound",
        "call_type": "outbound",
        "call_timestamp": None,
        "duration_ms": 389400,
        "duration_seconds": 389.4,
        "metadata": {"a": 1},
    }
    assert (body["transcript"], body["results"]) == (None, None)
    assert body["metadata"] == {
        "webhook_url": None,
        "completed_at": None,
        "processing_time_ms": None,
        "error_message": None,
    }


def test_it_takes_a_url_too(client: TestClient) -> None:
    body = send_url(client, to=ANALYSES).json()
    assert body["status"] == "processing"
    assert body["call"]["duration_ms"] is None


def test_bad_input_is_a_422_in_both_shapes(client: TestClient) -> None:
    answer = client.post(ANALYSES, json={"agent_id": "A"})
    assert error(answer) == (422, "validation_error")
    assert [(each["type"], each["loc"]) for each in answer.json()["detail"]] == [
        ("missing", ["body", "contact_id"]),
        ("missing", ["body", "audio_url"]),
    ]
    assert error(client.get(ANALYSES, params={"limit": 1001})) == (422, "validation_error")
    answer = send(client, b"junk", to=ANALYSES)
    assert error(answer) == (400, "invalid_file_format")
    assert isinstance(answer.json()["detail"], str)


def test_both_names_work_in_both_families(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    sent = send(client, to=ANALYSES).json()
    [job] = runner.started
    publish(home, job)
    by_b = client.get(f"{ANALYSES}/{sent['analysis_id']}").json()
    assert by_b == client.get(f"{ANALYSES}/{sent['id']}").json()
    by_a = client.get(f"{CALLS}/{sent['id']}").json()
    assert by_a["results"] == by_b["results"]
    assert by_b["metadata"]["processing_time_ms"] == 60000
    assert set(by_b["results"]) == {"compliance", "quality", "coaching", "assessment", "summary"}


def test_a_failure_is_told_in_the_metadata(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    name = send(client, to=ANALYSES).json()["id"]
    [job] = runner.started
    home.jobs.fail(job.tenant, job.id, home.clock.now(), JobError(code="x", message="broken"))
    body = client.get(f"{ANALYSES}/{name}").json()
    assert (body["status"], body["metadata"]["error_message"]) == ("failed", "broken")


@pytest.fixture
def listed(
    client: TestClient, home: Home, runner: RememberingRunner, clock: HandClock
) -> TestClient:
    """Completed A1/C1, failed A1/C2, processing B2/C1; newest last."""
    for agent, contact in (("A1", "C1"), ("A1", "C2"), ("B2", "C1")):
        assert send(client, agent_id=agent, contact_id=contact).status_code == 201
        clock.advance(1)
    publish(home, runner.started[0])
    failed = runner.started[1]
    home.jobs.fail("acme", failed.id, clock.now(), JobError(code="x", message="y"))
    return client


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["B2C1", "A1C2", "A1C1"]),
        ({"status_filter": "completed"}, ["A1C1"]),
        ({"status_filter": "failed"}, ["A1C2"]),
        ({"status_filter": "processing"}, ["B2C1"]),
        ({"agent_id": "A1"}, ["A1C2", "A1C1"]),
        ({"agent_id": "a1"}, []),
        ({"agent_id": "A1", "contact_id": "C1"}, ["A1C1"]),
        ({"search": "c1"}, ["B2C1", "A1C1"]),
        ({"search": "b"}, ["B2C1"]),
        ({"limit": 1}, ["B2C1"]),
        ({"limit": 1, "offset": 1}, ["A1C2"]),
        ({"offset": 3}, []),
    ],
)
def test_filters_and_pages(listed: TestClient, query: Any, found: list[str]) -> None:
    body = listed.get(f"{ANALYSES}/", params=query).json()
    assert [a["call"]["agent_id"] + a["call"]["contact_id"] for a in body["data"]] == found
    assert body["object"] == "list"
    assert body == listed.get("/api/v1/calls", params=query).json()


def test_a_page_says_what_is_left(listed: TestClient) -> None:
    body = listed.get(ANALYSES, params={"limit": 2}).json()
    assert (body["total"], body["limit"], body["offset"], body["has_more"]) == (3, 2, 0, True)
    body = listed.get(ANALYSES, params={"limit": 2, "offset": 2}).json()
    assert (body["total"], body["has_more"]) == (3, False)


def test_a_deleted_analysis_is_in_no_list(listed: TestClient) -> None:
    name = listed.get(ANALYSES).json()["data"][0]["id"]
    assert listed.delete(f"{ANALYSES}/{name}/").status_code == 204
    assert error(listed.get(f"{ANALYSES}/{name}")) == (404, "not_found")
    assert listed.get(ANALYSES).json()["total"] == 2
