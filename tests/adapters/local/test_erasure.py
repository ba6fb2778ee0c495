"""Erasing jobs that a real runner works on: of what its stages wrote meanwhile nothing stays."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import psutil
import pytest

from novapulse.adapters.clock import SystemClock
from novapulse.adapters.local.workers.worker_pool import WorkerPool
from novapulse.adapters.local.workflows.runner import Concurrency, DbosRunner
from novapulse.domain.admission import AdmissionRules, IdempotencyKey
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobOptions
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from tests.adapters.local import writing_functions
from tests.adapters.make import NOON, make_job
from tests.services.house import make_home

pytestmark = pytest.mark.slow

PAUSE = 30.0
"""Longer than a test: what has begun is ended, or ends the test."""


@contextmanager
def running(folder: Path, *, pause: float = PAUSE, workers: int = 2) -> Iterator[Home]:
    home = make_home(folder)
    runner = DbosRunner(
        database=folder / "workflows.db",
        pool=WorkerPool(workers, partial(writing_functions.build, folder, pause)),
        jobs=home.jobs,
        clock=SystemClock(),
        concurrency=Concurrency(per_tenant=1, in_all=4),
        concurrency_by_url=Concurrency(per_tenant=1, in_all=4),
        fan_out={},
        attempt_delivery=lambda tenant, delivery, attempt: 3600.0,
    )
    runner.launch()
    try:
        yield replace(home, runner=cast(Any, runner))
    finally:
        runner.close()


def submit(home: Home, number: int = 1) -> Job:
    """With all that a submission may leave."""
    job = make_job(number, options=JobOptions(metadata={"note": writing_functions.TEXT}))
    job = job.model_copy(update={"audio_key": f"audio/acme/{job.id}/original"})
    home.blobs.put(job.audio_key, f"{job.id} {writing_functions.TEXT}".encode())
    home.jobs.admit(job, AdmissionRules(idempotency=IdempotencyKey(job.id, "f", NOON)))
    home.runner.start(job)
    return job


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def traces(folder: Path, *words: str) -> list[str]:
    """Files whose name or content has one of the words."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        str(path.relative_to(folder))
        for path in files
        if any(word in str(path) or word.encode() in content(path) for word in words)
    ]


def content(path: Path) -> bytes:
    """Nothing, where another job's working file has gone since it was listed."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def workflows(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "workflows.db")) as database:
        return int(database.execute("SELECT count(*) FROM workflow_status").fetchone()[0])


def test_a_job_in_the_middle_of_a_stage_is_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    with running(tmp_path) as home:
        job = submit(home)
        begun = tmp_path / "blobs" / "work" / "acme" / job.id / "prepare.json"
        until(begun.exists)
        (worker,) = [p for p in psutil.Process().children() if "spawn_main" in str(p.cmdline())]
        receipt = erase_job(home, tenant="acme", job_id=job.id)
        assert not worker.is_running()
        assert receipt.deleted.audio == 1
        assert receipt.deleted.working_files == 1
        assert traces(tmp_path, job.id, writing_functions.TEXT) == []
        assert workflows(tmp_path) == 0
        time.sleep(1.0)
        assert traces(tmp_path, job.id, writing_functions.TEXT) == []
        with pytest.raises(NotFound):
            erase_job(home, tenant="acme", job_id=job.id)


def test_the_pool_goes_on_with_other_jobs(tmp_path: Path) -> None:
    with running(tmp_path, pause=0.3, workers=1) as home:
        first, second = submit(home, 1), submit(home, 2)
        until((tmp_path / "blobs" / "work" / "acme" / first.id).exists)
        erase_job(home, tenant="acme", job_id=first.id)
        until(lambda: home.jobs.get("acme", second.id).status.ended)
        assert traces(tmp_path, first.id) == []
        assert traces(tmp_path, second.id) != []


def test_a_queued_job_never_begins(tmp_path: Path) -> None:
    with running(tmp_path) as home:
        running_one, queued = submit(home, 1), submit(home, 2)
        until((tmp_path / "blobs" / "work" / "acme" / running_one.id).exists)
        receipt = erase_job(home, tenant="acme", job_id=queued.id)
        assert receipt.deleted.objects == 1
        erase_job(home, tenant="acme", job_id=running_one.id)
        time.sleep(1.0)
        assert traces(tmp_path, queued.id, writing_functions.TEXT) == []
        assert workflows(tmp_path) == 0


def test_a_completed_job_goes_with_its_delivery_that_waits_for_its_next_attempt(
    tmp_path: Path,
) -> None:
    with running(tmp_path, pause=0.0) as home:
        job = submit(home)
        until(lambda: home.deliveries.for_job("acme", job.id))
        receipt = erase_job(home, tenant="acme", job_id=job.id)
        assert receipt.deleted.transcripts >= 2
        assert receipt.deleted.webhook_payloads == 1
        assert receipt.deleted.vectors == 1
        for _ in range(2):
            assert traces(tmp_path, job.id, writing_functions.TEXT, writing_functions.RARE) == []
            time.sleep(1.0)


def test_what_a_stage_writes_after_the_record_is_gone_is_erased_by_the_workflow(
    tmp_path: Path,
) -> None:
    """Nobody stops this one, as when the server dies between the two."""
    with running(tmp_path, pause=0.2) as home:
        job = submit(home)
        until((tmp_path / "blobs" / "work" / "acme" / job.id).exists)
        home.jobs.erase("acme", job.id)
        until(lambda: not list(home.blobs.keys("")) and not list(home.vault.keys("")), 60)


def test_a_recovered_workflow_of_an_erased_job_ends(tmp_path: Path) -> None:
    with running(tmp_path) as home:
        job = submit(home)
        until((tmp_path / "blobs" / "work" / "acme" / job.id).exists)
    home.jobs.erase("acme", job.id)
    with running(tmp_path, pause=0.0) as home:
        until(lambda: not list(home.blobs.keys("")))
        until(lambda: _statuses(tmp_path) == {"SUCCESS"})


def _statuses(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "workflows.db")) as database:
        return {row[0] for row in database.execute("SELECT status FROM workflow_status")}
