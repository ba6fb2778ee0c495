"""What was said is found through the API, from its indexing to its erasure."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from novapulse.bootstrap.aws.home import aws_home
from novapulse.domain import storage_keys
from novapulse.domain.job import Job
from novapulse.domain.keys import SCOPES
from novapulse.handlers import fail, index, index_later, retention
from novapulse.handlers.function import FunctionFailed
from novapulse.handlers.http import http_function
from novapulse.handlers.stage_event import read_event, write_event
from novapulse.services.keys import create_key
from novapulse.stages.index import index_job
from tests.handlers.house import House
from tests.handlers.test_samples import sample
from tests.services.house import publish

Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def call(house: House) -> Call:
    """Status and document of a request of the tenant ``acme``."""
    ports = house.ports
    new = create_key(
        tenant="acme", scopes=SCOPES, tenants=ports.tenants, keys=ports.keys, clock=ports.clock
    )
    function = http_function(ports)

    def send(method: str, path: str, query: str = "", body: Any = None) -> tuple[int, Any]:
        event = sample("api_list_jobs")
        event |= {"rawPath": path, "rawQueryString": query}
        event["requestContext"]["http"] |= {"method": method, "path": path}
        event["headers"] |= {
            "authorization": f"Bearer {new.secret}",
            "content-type": "application/json",
        }
        answer = function(event | ({} if body is None else {"body": json.dumps(body)}), None)
        return answer["statusCode"], json.loads(answer["body"])

    return send


def completed(house: House, number: int = 1) -> Job:
    return publish(aws_home(house.ports), house.job(number))


def found(call: Call, query: str = "q=charged") -> list[str]:
    status, document = call("GET", "/v1/search", query)
    assert status == 200, document
    return [result["job_id"] for result in document["results"]]


def event_of(job: Job) -> dict[str, Any]:
    read = read_event(sample("index"))
    reference = read.reference.model_copy(update={"tenant": job.tenant, "job_id": job.id})
    return write_event(read, {}) | {"reference": reference.model_dump(mode="json")}


def test_the_stage_makes_a_call_one_that_is_found(house: House, call: Call) -> None:
    job = completed(house)
    assert found(call) == []
    index.run(event_of(job), house.ports)
    assert found(call) == found(call, "q=charged&mode=semantic") == [job.id]
    assert found(call, "q=charged&speaker=Agent") == []
    status, answer = call("POST", "/v1/ask", body={"question": "Who was charged twice?"})
    assert (status, [each["job_id"] for each in answer["citations"]]) == (200, [job.id])


def test_what_was_not_indexed_is_later_and_gets_a_snapshot(house: House, call: Call) -> None:
    jobs = [completed(house, number) for number in (1, 2)]
    changes = {"aws_search_snapshot_changes": 2}
    house.ports.settings = house.ports.settings.model_copy(update=changes)
    index_later.run({}, house.ports)
    assert set(found(call)) == {job.id for job in jobs}
    assert "search/snapshots/acme" in house.objects()


class FailingSnapshots:
    def tend(self) -> int:
        return 1


def test_a_snapshot_that_is_missing_is_told_for_the_alarm(house: House) -> None:
    job = completed(house)
    house.ports.__dict__["snapshots"] = FailingSnapshots()
    with pytest.raises(FunctionFailed, match="1 snapshots are missing"):
        index_later.run({}, house.ports)
    assert house.ports.index.jobs == [job.id]


def test_an_erasure_tells_how_many_passages_went(house: House, call: Call) -> None:
    job = completed(house)
    index.run(event_of(job), house.ports)
    assert found(call) == [job.id]
    status, receipt = call("DELETE", f"/v1/jobs/{job.id}")
    assert (status, receipt["deleted"]["vectors"]) == (200, 2)
    assert found(call) == house.objects("search/") == []


def test_a_job_that_fails_is_not_in_the_index(house: House) -> None:
    job = house.job()
    ports = house.ports
    ports.jobs.start(job.tenant, job.id, house.clock.now())
    transcript = completed(house, 2)
    document = ports.blobs.get(storage_keys.result_transcript("acme", transcript.id))
    ports.blobs.put(storage_keys.result_transcript("acme", job.id), document)
    index_job("acme", job.id, blobs=ports.blobs, search=ports.search, embedder=ports.embedder)
    assert house.objects("search/") == [f"search/calls/acme/{job.id}"]
    fail.run(event_of(job), ports)
    assert house.objects("search/") == []


def test_what_has_expired_is_found_no_more(house: House, call: Call) -> None:
    job = completed(house)
    index.run(event_of(job), house.ports)
    assert found(call) == [job.id]
    house.clock.advance(timedelta(days=91).total_seconds())
    assert retention.run({}, house.ports)["expired"] == 1
    assert found(call) == house.objects("search/") == []
    index_later.run({}, house.ports)
    assert found(call) == []
