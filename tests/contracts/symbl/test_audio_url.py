"""Recordings by their URLs, from hosts that do everything wrong: the job ends, and says why."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contracts.callcov.recordings import clip
from tests.contracts.callcov.storage_host import StorageHost, storage_host
from tests.e2e.local_server import LocalServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ENDS_WITHIN = 200.0


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NOVAPULSE_FETCH_TIMEOUT_SECONDS", "1.5")
        server = LocalServer(tmp_path_factory.mktemp("symbl") / "data")
        server.start()
    _, secret = server.make_app()
    with httpx.Client(base_url=server.address, headers={"x-api-key": secret}, timeout=30) as client:
        yield client
    server.stop()


@pytest.fixture(scope="module")
def host(samples: Path) -> Iterator[StorageHost]:
    with storage_host(clip(samples / "billing_call_mono.ogg", seconds=3)) as host:
        yield host


def begun(client: httpx.Client, url: str, path: str = "/v1/process/audio/url") -> str:
    answer = client.post(path, json={"url": url})
    assert answer.status_code == 201, answer.text
    job_id: str = answer.json()["jobId"]
    return job_id


@pytest.fixture(scope="module", autouse=True)
def hung(client: httpx.Client, host: StorageHost) -> str:
    """A job that takes its time to fail, begun before all others."""
    return begun(client, f"{host.address}/hang/call.wav")


def ended(client: httpx.Client, job_id: str) -> Any:
    until = time.monotonic() + ENDS_WITHIN
    while time.monotonic() < until:
        job = client.get(f"/v1/job/{job_id}").json()
        if job["status"] != "in_progress":
            return job
        time.sleep(0.5)
    raise AssertionError("it has not ended")


@pytest.mark.parametrize("how", ["plain", "nameless", "octets"])
def test_a_recording_is_fetched_whatever_its_host_calls_it(
    client: httpx.Client, host: StorageHost, how: str
) -> None:
    path = "/v1/process/video/url" if how == "octets" else "/v1/process/audio/url"
    job_id = begun(client, f"{host.address}/{how}/call.wav", path)
    assert ended(client, job_id)["status"] == "completed"


@pytest.mark.parametrize("how", ["liar", "gone", "large", "within", "round"])
def test_what_cannot_be_fetched_or_is_no_recording_fails_with_a_reason(
    client: httpx.Client, host: StorageHost, how: str
) -> None:
    job = ended(client, begun(client, f"{host.address}/{how}/call.wav"))
    assert job["status"] == "failed"
    assert len(job["message"]) > 20
    assert "10.0.0.1" not in job["message"]


def test_a_host_that_never_answers_keeps_no_job(client: httpx.Client, hung: str) -> None:
    assert ended(client, hung)["status"] == "failed"
