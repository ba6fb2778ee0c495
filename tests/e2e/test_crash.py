"""A server that is killed at any moment loses nothing and does nothing twice."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from novapulse.bootstrap.stores import open_stores
from novapulse.config import Settings
from tests.e2e.local_server import LocalServer, Receiver, submit, wait_until_ended
from tests.processes import running_after

KILLS = 20
WORKER_EXIT_SECONDS = 15.0
"""One that is still starting up looks for its parent when that is done."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """With workers that are busy with several jobs when they are killed."""
    monkeypatch.setenv("NOVAPULSE_WORKERS", "2")
    server = LocalServer(tmp_path / "data")
    server.start()
    yield server
    server.stop()


def test_twenty_kills_lose_no_job_and_repeat_no_event(
    server: LocalServer, receiver: Receiver, short_call: Path, tmp_path: Path
) -> None:
    rng = random.Random(20261121)
    key = server.make_key()
    jobs: list[str] = []
    for number in range(KILLS):
        with server.client(key) as client:
            jobs.append(
                submit(
                    client,
                    short_call,
                    metadata=f'{{"number": {number}}}',
                    webhook_url=receiver.url,
                )
            )
        time.sleep(rng.uniform(0.0, 2.5))
        workers = server.kill()
        server.start()
        alive = running_after(workers, seconds=WORKER_EXIT_SECONDS)
        assert not alive, f"kill {number}: left behind {alive}"
    with server.client(key) as client:
        ends = [wait_until_ended(client, job) for job in jobs]
        transcripts = [client.get(f"/v1/transcriptions/{job}").status_code for job in jobs]
    receiver.wait_for(KILLS)
    assert [end["status"] for end in ends] == ["completed"] * KILLS
    assert transcripts == [200] * KILLS
    assert {job: len(ids) for job, ids in receiver.event_ids().items()} == dict.fromkeys(jobs, 1)
    server.stop()
    assert "Traceback" not in server.log()
    blobs = open_stores(Settings(data_dir=tmp_path / "data")).blobs
    results = [key.split("/")[2] for key in blobs.keys("results/")]
    assert sorted(results) == sorted(jobs * 4), "one transcript, insights, assessment and content"
    assert not list(blobs.keys("work/")), "nothing of the way is left"


def test_a_clean_stop_leaves_no_process_and_the_job_goes_on_afterwards(
    server: LocalServer, stereo_opening: Path
) -> None:
    key = server.make_key()
    with server.client(key) as client:
        job = submit(client, stereo_opening)
        time.sleep(2)
        assert client.get(f"/v1/jobs/{job}").json()["status"] == "processing"
    workers = server.workers()
    assert workers
    server.stop()
    assert not running_after(workers, seconds=WORKER_EXIT_SECONDS)
    assert "Traceback" not in server.log()
    server.start()
    with server.client(key) as client:
        assert wait_until_ended(client, job)["status"] == "completed"
