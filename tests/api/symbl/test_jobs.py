import re

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.job import JobError
from novapulse.services.home import Home
from novapulse.services.symbl.ids import job_uuid
from tests.api.conftest import OpenHome
from tests.api.symbl.calls import error, send, the_job
from tests.api.symbl.conftest import FREELY, signed_in
from tests.services.house import HandClock, RememberingRunner, publish


def test_a_job_is_in_progress_from_the_moment_it_is_stored(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    name = send(client).json()["jobId"]
    assert client.get(f"/v1/job/{name}").json() == {"id": name, "status": "in_progress"}
    job = the_job(runner)
    home.jobs.start(job.tenant, job.id, home.clock.now())
    assert client.get(f"/v1/job/{name}/").json() == {"id": name, "status": "in_progress"}


def test_a_completed_job_says_so(client: TestClient, home: Home, runner: RememberingRunner) -> None:
    name = send(client).json()["jobId"]
    publish(home, the_job(runner))
    assert client.get(f"/v1/job/{name}").json() == {"id": name, "status": "completed"}


def test_a_failed_job_says_why(client: TestClient, home: Home, runner: RememberingRunner) -> None:
    name = send(client).json()["jobId"]
    job = the_job(runner)
    why = JobError(code="audio_undecodable", message="Send a recording.")
    home.jobs.fail(job.tenant, job.id, home.clock.now(), why)
    assert client.get(f"/v1/job/{name}").json() == {
        "id": name,
        "status": "failed",
        "message": "Send a recording.",
    }


@pytest.mark.parametrize("name", ["nonsense", "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", "job_0"])
def test_a_job_that_is_not_there_is_told_in_the_words_that_connectors_look_for(
    client: TestClient, name: str
) -> None:
    assert error(client.get(f"/v1/job/{name}")) == (404, f"Job with id: {name} not found")


def test_a_foreign_job_is_not_there(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    name = send(client).json()["jobId"]
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name)
    assert name == job_uuid(the_job(runner).id)
    with signed_in(home, "other") as other:
        assert error(other.get(f"/v1/job/{name}")) == (404, f"Job with id: {name} not found")


def test_asking_for_jobs_leaves_the_other_reads_their_allowance(
    open_home: OpenHome, clock: HandClock, runner: RememberingRunner
) -> None:
    """Clients ask every second or two, for each of several, and give up at a refusal."""
    home = open_home(clock=clock, runner=runner, **FREELY | {"other_requests": 3})
    with signed_in(home) as client:
        path = f"/v1/job/{send(client).json()['jobId']}"
        asked = [client.get(path) for _ in range(4)]
        assert [answer.status_code for answer in asked] == [200, 200, 200, 429]
        assert error(asked[-1])[0] == asked[-1].json()["statusCode"]
        assert client.get("/v1/conversations").status_code == 200
