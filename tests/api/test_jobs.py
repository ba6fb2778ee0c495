"""The list of jobs, and the erasure of one. What a single job answers is in ``test_results``."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.job import CallDetails, Job, JobError, JobOptions
from novapulse.domain.keys import SCOPES
from novapulse.services.home import Home
from tests.adapters.make import add_job, make_job
from tests.api.answers import error
from tests.api.clients import in_aws
from tests.api.conftest import key_for
from tests.services.house import NOON, RememberingRunner, publish


def store(home: Home, number: int = 1, *, tenant: str = "acme", seconds: float = 0.0) -> Job:
    at = NOON + timedelta(seconds=seconds)
    job = make_job(number, tenant=tenant, created_at=at, options=JobOptions())
    add_job(home.jobs, job)
    return job


def store_with(home: Home, **metadata: Any) -> Job:
    number = len(home.jobs.unfinished()) + 1
    job = make_job(number, options=JobOptions(metadata=metadata))
    add_job(home.jobs, job)
    return job


def listed(client: TestClient, query: str | dict[str, Any] = "") -> list[str]:
    answer = client.get("/v1/jobs", params=query)
    assert answer.status_code == 200, answer.text
    return [job["job_id"] for job in answer.json()["jobs"]]


def test_jobs_come_newest_first_each_as_it_answers_for_itself(
    client: TestClient, home: Home
) -> None:
    old, new = store(home, 1), store(home, 2, seconds=1)
    body = client.get("/v1/jobs").json()
    assert body["next_cursor"] is None
    assert body["jobs"] == [client.get(f"/v1/jobs/{j.id}").json() for j in (new, old)]


def test_no_jobs_are_an_empty_list(client: TestClient) -> None:
    assert client.get("/v1/jobs").json() == {"jobs": [], "next_cursor": None}


def test_jobs_are_found_by_status_and_pipeline(client: TestClient, home: Home) -> None:
    queued, ended = store(home, 1), store(home, 2)
    home.jobs.fail("acme", ended.id, NOON, JobError(code="a", message="b"))
    text = make_job(3, options=JobOptions(pipeline="transcription"))
    add_job(home.jobs, text)
    assert listed(client, {"status": "failed"}) == [ended.id]
    assert listed(client, {"status": "queued", "pipeline": "full-analysis"}) == [queued.id]
    assert listed(client, {"pipeline": "transcription"}) == [text.id]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"created_after": "2026-03-01T12:00:01Z"}, [3, 2]),
        ({"created_after": "2026-03-01T17:00:01+05:00"}, [3, 2]),
        ({"created_after": "2026-03-01T12:00:01.3Z"}, [3]),
        ({"created_before": "2026-03-01T12:00:01Z"}, [2, 1]),
        ({"created_before": "2026-03-01T12:00:01.2Z"}, [1]),
        ({"created_before": "2026-03-01"}, [3, 2, 1]),
        ({"created_before": "2026-02-28"}, []),
        ({"created_after": "2026-03-02"}, []),
        ({"created_after": "2026-03-01T12:00:01Z", "created_before": "2026-03-01T12:00:01Z"}, [2]),
        ({"created_after": "0001-01-01T00:00:00+14:00"}, [3, 2, 1]),
        ({"created_before": "9999-12-31T23:59:59-14:00"}, [3, 2, 1]),
        ({"created_before": "0300-01-01"}, []),
    ],
)
def test_times_are_inclusive_to_the_second_or_the_day(
    client: TestClient, home: Home, query: dict[str, str], numbers: list[int]
) -> None:
    """Jobs were made at 12:00:00.25, 12:00:01.25 and 12:00:02.25."""
    jobs = {number: store(home, number, seconds=number - 1).id for number in (1, 2, 3)}
    assert listed(client, query) == [jobs[number] for number in numbers]


@pytest.mark.parametrize(
    ("metadata", "query", "found"),
    [
        ({"agent": "AGT-42"}, "metadata.agent=AGT-42", True),
        ({"agent": "AGT-42"}, "metadata.agent=agt-42", False),
        ({"agent": "AGT-42"}, "metadata.agent=AGT", False),
        ({"agent": "AGT-42"}, "metadata.Agent=AGT-42", False),
        ({"n": 42}, "metadata.n=42", True),
        ({"n": "42"}, "metadata.n=42", True),
        ({"n": 42}, "metadata.n=42.0", False),
        ({"n": 1.5}, "metadata.n=1.5", True),
        ({"vip": True}, "metadata.vip=true", True),
        ({"vip": True}, "metadata.vip=1", False),
        ({"vip": False}, "metadata.vip=false", True),
        ({"vip": None}, "metadata.vip=null", False),
        ({"vip": None}, "metadata.vip=", False),
        ({"empty": ""}, "metadata.empty=", True),
        ({"deep": {"agent": "a"}}, "metadata.agent=a", False),
        ({"deep": {"agent": "a"}}, "metadata.deep.agent=a", False),
        ({"deep": {"agent": "a"}}, 'metadata.deep={"agent":"a"}', False),
        ({"list": ["a"]}, "metadata.list=a", False),
        ({"list": ["a"]}, 'metadata.list=["a"]', False),
        ({"a.b": "c"}, "metadata.a.b=c", True),
        ({'quo"te': "it's"}, "metadata.quo\"te=it's", True),
        ({"100%": "50% off"}, "metadata.100%25=50%25%20off", True),
        ({"a": "x"}, "metadata.a=%25", False),
        ({"a": "x"}, "metadata.a=x' OR '1'='1", False),
        ({"a": "x"}, "metadata.a') OR 1=1 --=x", False),
        ({"'; DROP TABLE jobs; --": "x"}, "metadata.'; DROP TABLE jobs; --=x", True),
        ({":value_0": "x"}, "metadata.:value_0=x", True),
        ({"größe": "ß"}, "metadata.größe=ß", True),
        ({"a": "x", "b": "y"}, "metadata.a=x&metadata.b=y", True),
        ({"a": "x", "b": "y"}, "metadata.a=x&metadata.b=z", False),
        ({"a": "x"}, "metadata.a=x&metadata.a=y", False),
        ({"a": "x"}, "metadata.a=x&metadata.a=x", True),
        ({}, "metadata.a=x", False),
    ],
)
def test_metadata_are_compared_at_the_top_level_as_text(
    client: TestClient, home: Home, metadata: dict[str, Any], query: str, found: bool
) -> None:
    job = store_with(home, **metadata)
    assert listed(client, query) == ([job.id] if found else [])


def test_parameters_that_are_unknown_are_left_alone(client: TestClient, home: Home) -> None:
    job = store(home)
    assert listed(client, {"colour": "red", "metadataish": "x"}) == [job.id]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("status=done", "status"),
        ("pipeline=full_analysis", "pipeline"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("cursor=abc", "cursor"),
        ("cursor=", "cursor"),
        ("created_after=yesterday", "created_after"),
        ("created_after=2026-03-01T12:00:00", "%2B"),
        ("created_after=2026-03-01T12:00:00+01:00", "%2B"),
        ("created_before=2026-02-30", "created_before"),
        ("created_before=20260301", "created_before"),
        ("created_before=1772366400", "created_before"),
        ("metadata=a", "metadata.<key>"),
        ("metadata.=a", "metadata.<key>"),
        ("metadata[agent]=a", "metadata.<key>"),
        ("&".join("metadata.a=b" for _ in range(21)), "21"),
    ],
)
def test_a_query_that_cannot_be_meant_is_refused_by_name(
    client: TestClient, query: str, named: str
) -> None:
    answer = client.get(f"/v1/jobs?{query}")
    assert error(answer) == (400, "invalid_parameter")
    assert named in answer.json()["error"]["message"]


def test_pages_give_each_job_once_while_others_are_added(client: TestClient, home: Home) -> None:
    """Three of every four share their time with a neighbour."""
    count = 50 if in_aws(home) else 250
    old = [store(home, number, seconds=number // 4).id for number in range(count)]
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = client.get("/v1/jobs", params={"limit": 7, **cursor}).json()
        seen += [job["job_id"] for job in page["jobs"]]
        store(home, 10_000 + len(seen), seconds=1000 + len(seen))
        if page["next_cursor"] is None:
            break
        assert len(page["jobs"]) == 7
        cursor = {"cursor": page["next_cursor"]}
    assert seen == sorted(old, reverse=True)


def test_a_page_that_ends_with_the_last_job_has_no_next(client: TestClient, home: Home) -> None:
    store(home, 1), store(home, 2)
    assert client.get("/v1/jobs?limit=2").json()["next_cursor"] is None
    assert client.get("/v1/jobs?limit=1").json()["next_cursor"] is not None


def test_filters_hold_on_every_page(client: TestClient, home: Home) -> None:
    for number in range(10):
        job = make_job(number, options=JobOptions(metadata={"odd": number % 2 == 1}))
        add_job(home.jobs, job)
    first = client.get("/v1/jobs?metadata.odd=true&limit=3").json()
    rest = listed(client, {"metadata.odd": "true", "limit": "3", "cursor": first["next_cursor"]})
    assert len(first["jobs"]) + len(rest) == 5


def test_another_tenants_jobs_are_in_no_list(client: TestClient, home: Home) -> None:
    job = store(home, tenant="rival")
    store(home, 2)
    newest = client.get("/v1/jobs?limit=1", headers=key_for(home, "rival")).json()
    assert [j["job_id"] for j in newest["jobs"]] == [job.id]
    assert listed(client) == [make_job(2).id]


def test_the_list_needs_its_scope(client: TestClient, home: Home) -> None:
    others = tuple(scope for scope in SCOPES if scope != "jobs:read")
    answer = client.get("/v1/jobs", headers=key_for(home, scopes=others))
    assert error(answer) == (403, "insufficient_permissions")


def test_an_erased_job_leaves_a_receipt_and_nothing_else(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    job = store(home)
    home.blobs.put(f"audio/acme/{job.id}/original", b"RIFF")
    publish(home, job)
    answer = client.delete(f"/v1/jobs/{job.id}")
    assert answer.status_code == 200
    assert answer.json() == {
        "job_id": job.id,
        "deleted": {
            "audio": 1,
            "transcripts": 2,
            "insights": 1,
            "vectors": 0,
            "webhook_payloads": 0,
            "working_files": 0,
        },
        "objects": 4,
        "deleted_at": "2026-03-01T12:00:00Z",
    }
    for path in ("jobs", "transcriptions", "insights"):
        assert error(client.get(f"/v1/{path}/{job.id}")) == (404, "job_not_found")
    assert listed(client) == []
    assert [j.id for j in runner.cancelled] == [job.id]


def test_a_second_erasure_and_a_foreign_one_find_no_job(client: TestClient, home: Home) -> None:
    mine, theirs = store(home), store(home, 2, tenant="rival")
    assert client.delete(f"/v1/jobs/{mine.id}").status_code == 200
    messages = set()
    for job in (mine, theirs, make_job(3)):
        answer = client.delete(f"/v1/jobs/{job.id}")
        assert error(answer) == (404, "job_not_found")
        messages.add(answer.json()["error"]["message"])
    assert len(messages) == 1
    assert home.jobs.get("rival", theirs.id) == theirs
    assert error(client.delete("/v1/jobs/job_1")) == (404, "job_not_found")


def test_erasure_needs_its_scope(client: TestClient, home: Home) -> None:
    job = store(home)
    others = tuple(scope for scope in SCOPES if scope != "jobs:delete")
    answer = client.delete(f"/v1/jobs/{job.id}", headers=key_for(home, scopes=others))
    assert error(answer) == (403, "insufficient_permissions")
    assert home.jobs.get("acme", job.id)


def test_expired_results_say_so_and_the_job_stays(client: TestClient, home: Home) -> None:
    job = store(home)
    publish(home, job)
    home.jobs.data_expired("acme", job.id, NOON + timedelta(days=90))
    for path in ("transcriptions", "insights"):
        answer = client.get(f"/v1/{path}/{job.id}")
        assert error(answer) == (404, "results_expired")
        assert "2026-05-30T12:00:00Z" in answer.json()["error"]["message"]
    assert client.get(f"/v1/jobs/{job.id}").json()["status"] == "completed"


def test_results_that_vanish_while_they_are_read_say_no_storage_key(
    client: TestClient, home: Home
) -> None:
    job = store(home)
    publish(home, job)
    home.blobs.delete("results/")
    answer = client.get(f"/v1/transcriptions/{job.id}")
    assert error(answer) == (404, "results_expired")
    assert "results/" not in answer.text


def test_a_method_that_is_not_possible_names_those_that_are(client: TestClient) -> None:
    answer = client.put("/v1/jobs/job_000000000001")
    assert error(answer) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "DELETE, GET"


def called(home: Home, number: int, **call: Any) -> str:
    job = make_job(number, options=JobOptions(call=CallDetails(**call)))
    add_job(home.jobs, job)
    return job.id


def test_jobs_are_found_by_agent_contact_and_direction(client: TestClient, home: Home) -> None:
    first = called(home, 1, agent_id="A 1", contact_id="C1", direction="inbound")
    second = called(home, 2, agent_id="A 1", contact_id="C2", direction="outbound")
    store(home, 3)
    assert listed(client, {"agent_id": "A 1"}) == [second, first]
    assert listed(client, {"contact_id": "C2"}) == [second]
    assert listed(client, {"call_direction": "inbound"}) == [first]
    assert listed(client, {"agent_id": "A 1", "call_direction": "inbound"}) == [first]
    assert listed(client, {"agent_id": "a 1"}) == []


@pytest.mark.parametrize("query", [{"call_direction": "up"}, {"agent_id": ""}])
def test_a_call_that_cannot_be_is_not_looked_for(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/v1/jobs", params=query)
    assert error(answer) == (400, "invalid_parameter")
    assert next(iter(query)) in answer.json()["error"]["message"]
