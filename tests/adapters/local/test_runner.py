import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from dbos import DBOS

from novapulse import plan
from novapulse.adapters.local.disk.directory_lock import DirectoryLock
from novapulse.adapters.local.workflows.runner import MAX_STARTS, DbosRunner
from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.domain.correction import Correction
from novapulse.domain.errors import Conflict
from novapulse.domain.job import FileInfo, Job, JobOptions, JobStatus, Medium, Pipeline
from novapulse.stages.reference import JobReference, StageReport
from tests.adapters.local.run_jobs import make_runner
from tests.adapters.make import add_job

REPOSITORY = Path(__file__).parents[3]

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def make_job(number: int = 1, tenant: str = "acme", pipeline: str = "full-analysis") -> Job:
    return Job(
        id=f"job_{number:012x}",
        tenant=tenant,
        status=JobStatus.QUEUED,
        options=JobOptions(pipeline=Pipeline(pipeline)),
        file=FileInfo(name="call.wav", size_bytes=1, duration_seconds=1.0),
        audio_key="a",
        audio_sha256=f"{number}",
        created_at=NOW,
        estimated_completion=NOW,
    )


def stored(data_dir: Path) -> SqliteJobStore:
    return SqliteJobStore(open_database(data_dir / "novapulse.db"))


def ended(data_dir: Path, *jobs: Job, within: float = 90.0) -> list[Job]:
    store, until = stored(data_dir), time.monotonic() + within
    while time.monotonic() < until:
        now = [store.get(j.tenant, j.id) for j in jobs]
        if all(j.status.ended for j in now):
            return now
        time.sleep(0.05)
    raise AssertionError(f"not ended: {[(j.id, j.status, j.progress) for j in now]}")


def ran(data_dir: Path, job: Job) -> list[str]:
    lines = [line.split() for line in (data_dir / "log").read_text().splitlines()]
    return [stage for job_id, stage, _ in lines if job_id == job.id]


def wait_for_stage(data_dir: Path, job: Job, stage: str) -> None:
    """What comes after the end of a job, such as its notification, is not told by its status."""
    until = time.monotonic() + 90
    while stage not in ran(data_dir, job):
        assert time.monotonic() < until, f"{stage} did not run"
        time.sleep(0.05)


@contextmanager
def running(data_dir: Path, **options: Any) -> Iterator[DbosRunner]:
    runner = make_runner(data_dir, **options)
    runner.launch()
    try:
        yield runner
    finally:
        runner.close()


def submit(runner: DbosRunner, data_dir: Path, *jobs: Job) -> None:
    for job in jobs:
        add_job(stored(data_dir), job)
        runner.start(job)


def test_every_stage_of_the_plan_runs_once_and_in_its_order(tmp_path: Path) -> None:
    job = make_job()
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        ended(tmp_path, job)
        wait_for_stage(tmp_path, job, "notify")
        end = stored(tmp_path).get(job.tenant, job.id)
    assert end.status is JobStatus.COMPLETED
    stages = ran(tmp_path, job)
    expected = [s.name for s in (*plan.stages_for(Pipeline.FULL_ANALYSIS), *plan.AFTER_END)]
    assert Counter(stages) == Counter(expected)
    order = [stages.index(name) for name in ("prepare", "attribute", "redact", "recommend")]
    assert order == sorted(order)
    assert stages[-3:] == ["index", "publish", "notify"]
    assert set(end.timings) >= set(expected) - {"notify"}


def test_a_call_as_text_meets_no_stage_that_listens(tmp_path: Path) -> None:
    job = make_job().model_copy(update={"options": JobOptions(medium=Medium.TEXT)})
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        (end,) = ended(tmp_path, job)
        wait_for_stage(tmp_path, job, "notify")
    assert end.status is JobStatus.COMPLETED
    stages = ran(tmp_path, job)
    assert stages[:2] == ["attribute", "redact"]
    assert not {"prepare", "transcribe", "diarize"} & set(stages)
    assert set(stages) > {"sentiment", "content", "publish", "notify"}


def test_the_transcription_pipeline_leaves_the_analyses_out(tmp_path: Path) -> None:
    job = make_job(pipeline="transcription")
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        ended(tmp_path, job)
    stages = ran(tmp_path, job)
    assert not {"sentiment", "behaviour", "summary", "recommend"} & set(stages)
    assert stages[stages.index("redact") :][:3] == ["redact", "index", "publish"]


def test_a_bad_recording_is_tried_once_and_fails_with_its_reason(tmp_path: Path) -> None:
    job = make_job(tenant="bad-prepare")
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        (end,) = ended(tmp_path, job)
        wait_for_stage(tmp_path, job, "notify")
    assert end.status is JobStatus.FAILED
    assert end.error is not None
    assert end.error.code == "audio_undecodable"
    assert ran(tmp_path, job) == ["prepare", "fail", "notify"]


def test_a_passing_fault_is_retried(tmp_path: Path) -> None:
    job = make_job(tenant="flaky-attribute")
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        (end,) = ended(tmp_path, job)
    assert end.status is JobStatus.COMPLETED
    assert ran(tmp_path, job).count("attribute") == 2


def test_a_stage_that_keeps_failing_ends_the_job_after_the_plans_attempts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = make_job(tenant="broken-redact")
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        (end,) = ended(tmp_path, job)
    assert ran(tmp_path, job).count("redact") == plan.REDACT.retry.attempts
    assert end.error is not None
    assert end.error.code == "internal_error"


def test_an_optional_stage_degrades_to_a_warning(tmp_path: Path) -> None:
    job = make_job(tenant="broken-summary")
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        (end,) = ended(tmp_path, job)
    assert end.status is JobStatus.COMPLETED
    (warning,) = end.warnings
    assert warning.code == "summary_unavailable"
    assert warning.message == "left out: summary failed (RuntimeError)"


def test_a_call_that_could_not_be_indexed_is_completed_and_found_later(tmp_path: Path) -> None:
    job = make_job(tenant="broken-index")
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        (end,) = ended(tmp_path, job)
    assert ran(tmp_path, job).count("index") == plan.INDEX.retry.attempts
    assert end.status is JobStatus.COMPLETED
    (warning,) = end.warnings
    assert warning.code == "index_unavailable"
    assert warning.message == "search will find this call later: index failed (RuntimeError)"


def test_a_stage_past_its_timeout_loses_its_process_and_fails_the_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = replace(plan.PREPARE, timeout=plan.Timeout(6.0))
    monkeypatch.setattr(plan, "PLAN", (quick, *plan.PLAN[2:]))
    job = make_job(tenant="hangs-prepare")
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        (end,) = ended(tmp_path, job)
        pid = int((tmp_path / "log").read_text().split()[2])
    assert end.error is not None
    assert end.error.code == "stage_timeout"
    assert ran(tmp_path, job).count("prepare") == 1
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_hanging_part_of_a_spread_stage_times_out_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = replace(plan.TRANSCRIBE, timeout=plan.Timeout(6.0))
    steps = (plan.PREPARE, plan.Parallel((quick, plan.DIARIZE)), *plan.PLAN[3:])
    monkeypatch.setattr(plan, "PLAN", steps)
    job = make_job(tenant="hangs-part")
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        (end,) = ended(tmp_path, job)
    assert end.error is not None
    assert end.error.code == "stage_timeout"


def test_the_workflow_database_is_in_wal_mode(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "workflows.db")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_clean_stop_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    jobs = [make_job(n) for n in range(3)]
    with running(tmp_path, pause=0.3) as runner:
        submit(runner, tmp_path, *jobs)
        time.sleep(1.5)
    assert stored(tmp_path).unfinished()
    with running(tmp_path):
        ends = ended(tmp_path, *jobs)
    assert {e.status for e in ends} == {JobStatus.COMPLETED}


def test_a_clean_stop_records_no_workflow_as_failed(tmp_path: Path) -> None:
    jobs = [make_job(n) for n in range(6)]
    with running(tmp_path, pause=0.02, per_tenant=6) as runner:
        submit(runner, tmp_path, *jobs)
        time.sleep(2.2)
    with closing(sqlite3.connect(tmp_path / "workflows.db")) as database:
        states = {row[0] for row in database.execute("SELECT status FROM workflow_status")}
    assert "ERROR" not in states
    assert "CANCELLED" not in states


def test_a_job_that_cannot_be_carried_through_ends_after_three_starts(tmp_path: Path) -> None:
    job = make_job()
    add_job(stored(tmp_path), job)
    for _ in range(MAX_STARTS):
        _kill_in_the_middle(tmp_path)
        with closing(sqlite3.connect(tmp_path / "workflows.db")) as database:
            database.execute("UPDATE workflow_status SET status = 'ERROR'")
            database.commit()
    with running(tmp_path):
        (end,) = ended(tmp_path, job)
        _wait(lambda: "notify" in ran(tmp_path, job))
    assert end.status is JobStatus.FAILED
    assert ran(tmp_path, job)[-2:] == ["fail", "notify"]


def test_figures_that_cannot_be_written_cost_no_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(SqliteJobStore, "progress", refuse)
    monkeypatch.setattr(SqliteJobStore, "timing", refuse)
    job = make_job()
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        (end,) = ended(tmp_path, job)
    assert end.status is JobStatus.COMPLETED
    assert ran(tmp_path, job).count("prepare") == 1


def test_the_decoded_length_sets_the_time_of_later_stages(tmp_path: Path) -> None:
    """The header of the recording says 1 s; ``prepare`` finds 1000."""
    job = make_job(tenant="long-prepare")
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        ended(tmp_path, job)
    seen = (tmp_path / "seconds").read_text().split()
    assert seen[0] == "prepare=1.0"
    assert "transcribe=1000.0" in seen
    assert "publish=1000.0" in seen


def test_a_job_that_was_stored_but_never_queued_is_started_at_launch(tmp_path: Path) -> None:
    job = make_job()
    add_job(stored(tmp_path), job)
    with running(tmp_path):
        (end,) = ended(tmp_path, job)
    assert end.status is JobStatus.COMPLETED


def test_starting_a_job_twice_runs_it_once(tmp_path: Path) -> None:
    job = make_job()
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        runner.start(job)
        ended(tmp_path, job)
        runner.start(job)
        time.sleep(0.5)
    assert ran(tmp_path, job).count("prepare") == 1


def test_a_job_recovered_more_often_than_dbos_allows_by_default_still_ends(
    tmp_path: Path,
) -> None:
    job = make_job()
    add_job(stored(tmp_path), job)
    _kill_in_the_middle(tmp_path)
    with closing(sqlite3.connect(tmp_path / "workflows.db")) as database:
        database.execute("UPDATE workflow_status SET recovery_attempts = 500")
        database.commit()
    with running(tmp_path):
        (end,) = ended(tmp_path, job)
    assert end.status is JobStatus.COMPLETED


def test_a_job_whose_workflow_had_ended_in_error_is_started_anew(tmp_path: Path) -> None:
    """As after an upgrade whose plan no longer fits the steps that were recorded."""
    job = make_job()
    add_job(stored(tmp_path), job)
    _kill_in_the_middle(tmp_path)
    with closing(sqlite3.connect(tmp_path / "workflows.db")) as database:
        database.execute("UPDATE operation_outputs SET function_name = 'renamed'")
        database.commit()
    with running(tmp_path) as runner:
        until = time.monotonic() + 20
        while stored(tmp_path).unfinished() and time.monotonic() < until:
            runner.reconcile()
            time.sleep(0.3)
        (end,) = ended(tmp_path, job)
    assert end.status is JobStatus.COMPLETED


def test_a_second_process_cannot_run_jobs_in_the_same_directory(tmp_path: Path) -> None:
    lock = DirectoryLock(tmp_path)
    lock.acquire()
    script = (
        "import sys; from pathlib import Path\n"
        "from novapulse.adapters.local.disk.directory_lock import DirectoryLock\n"
        "DirectoryLock(Path(sys.argv[1])).acquire()"
    )
    other = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "in use" in other.stderr
    with pytest.raises(Conflict):
        DirectoryLock(tmp_path).acquire()
    lock.release()
    DirectoryLock(tmp_path).acquire()


def test_a_tenant_with_one_job_overtakes_another_tenants_queue(tmp_path: Path) -> None:
    many = [make_job(n, tenant="many") for n in range(6)]
    one = make_job(100, tenant="one")
    with running(tmp_path, pause=0.1, per_tenant=2) as runner:
        submit(runner, tmp_path, *many, one)
        ends = ended(tmp_path, *many, one)
    finished = {e.id: e.completed_at for e in ends if e.completed_at is not None}
    later = [j for j in many if finished[j.id] > finished[one.id]]
    assert len(later) >= 4


def test_kill_at_random_moments_every_job_ends_once(tmp_path: Path) -> None:
    rng = random.Random(7)
    jobs = [make_job(n) for n in range(6)]
    for job in jobs:
        add_job(stored(tmp_path), job)
    for _ in range(6):
        _kill_when(tmp_path, pause=0.05, seconds=rng.uniform(0.8, 2.5))
    with running(tmp_path):
        ends = ended(tmp_path, *jobs)
        for job in jobs:
            wait_for_stage(tmp_path, job, "notify")
    assert {e.status for e in ends} == {JobStatus.COMPLETED}
    for job in jobs:
        assert ran(tmp_path, job)[-1] == "notify"


@pytest.mark.parametrize(("killed_in", "runs"), [("index", 2), ("publish", 1)])
def test_a_kill_after_the_call_was_indexed_leaves_it_indexed_once(
    tmp_path: Path, killed_in: str, runs: int
) -> None:
    job = make_job()
    add_job(stored(tmp_path), job)
    with _killed(tmp_path, pause=0.5):
        _wait(lambda: f"{job.id} {killed_in} " in _log(tmp_path))
        time.sleep(0.2)
    assert stored(tmp_path).get(job.tenant, job.id).status is JobStatus.PROCESSING
    with running(tmp_path):
        (end,) = ended(tmp_path, job)
    assert end.status is JobStatus.COMPLETED
    assert ran(tmp_path, job).count("index") == runs
    with closing(sqlite3.connect(tmp_path / "novapulse.db")) as database:
        assert database.execute("SELECT count(*) FROM indexed_jobs").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM passages").fetchone() == (1,)


def _log(data_dir: Path) -> str:
    log = data_dir / "log"
    return log.read_text() if log.exists() else ""


@contextmanager
def _killed(data_dir: Path, *, pause: float) -> Iterator[None]:
    """A process runs the jobs inside the block and is killed at its end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.adapters.local.run_jobs", str(data_dir), str(pause)],
        cwd=REPOSITORY,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _wait(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)


def _kill_in_the_middle(data_dir: Path) -> None:
    """In its third stage since the start, however slow the machine is."""
    before = len(_log(data_dir).splitlines())
    with _killed(data_dir, pause=0.5):
        _wait(lambda: len(_log(data_dir).splitlines()) >= before + 3)


def _kill_when(data_dir: Path, *, pause: float, seconds: float) -> None:
    with _killed(data_dir, pause=pause):
        time.sleep(seconds)


def test_sources_that_hang_keep_no_place_from_recordings_that_are_here(tmp_path: Path) -> None:
    going_on = Event()

    def hang(_reference: JobReference) -> StageReport:
        going_on.wait(20)
        return StageReport()

    def by_url(number: int) -> Job:
        options = JobOptions(audio_url="https://example.com/call.wav")
        unfetched = FileInfo(name="call.wav", size_bytes=0, duration_seconds=0)
        return make_job(number).model_copy(update={"options": options, "file": unfetched})

    hanging, here = [by_url(number) for number in range(1, 5)], make_job(9)
    with running(tmp_path, per_tenant=2, in_all=2, in_parent={plan.FETCH.name: hang}) as runner:
        submit(runner, tmp_path, *hanging, here)
        assert ended(tmp_path, here)[0].status is JobStatus.COMPLETED
        assert not stored(tmp_path).get("acme", hanging[0].id).status.ended
        going_on.set()
        assert {job.status for job in ended(tmp_path, *hanging)} == {JobStatus.COMPLETED}


SWAPPED = Correction(revision=1, labels={"channel 1": "Customer", "channel 2": "Agent"})


def until_corrected(runner: DbosRunner, job: Job, revision: int = 1) -> None:
    until = time.monotonic() + 30
    while runner.redoing(job, revision):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_corrected_job_goes_through_the_end_of_the_plan_and_tells_nobody(tmp_path: Path) -> None:
    job = make_job()
    with running(tmp_path) as runner:
        submit(runner, tmp_path, job)
        ended(tmp_path, job)
        while DBOS.list_workflows(status=["PENDING", "ENQUEUED"]):
            time.sleep(0.05)
        before = len(ran(tmp_path, job))
        assert runner.redo(job, SWAPPED)
        assert not runner.redo(job, SWAPPED)
        until_corrected(runner, job)
    stages = ran(tmp_path, job)[before:]
    assert stages[:2] == ["attribute", "redact"]
    assert stages[-2:] == ["index", "publish"]
    assert len(stages) == len(set(stages)) == 10
    assert stored(tmp_path).get(job.tenant, job.id).status is JobStatus.COMPLETED


def test_a_correction_that_fails_is_cleared_away_and_the_next_has_its_turn(tmp_path: Path) -> None:
    job = make_job(tenant="bad-redact").model_copy(update={"status": JobStatus.QUEUED})
    with running(tmp_path) as runner:
        add_job(stored(tmp_path), job)
        stored(tmp_path).start(job.tenant, job.id, NOW)
        stored(tmp_path).complete(job.tenant, job.id, NOW, ())
        assert runner.redo(job, SWAPPED)
        until_corrected(runner, job)
        assert ran(tmp_path, job) == ["attribute", "redact", "fail"]
        assert not runner.redo(job, SWAPPED)
        assert runner.redo(job, SWAPPED.model_copy(update={"revision": 2}))
        until_corrected(runner, job, 2)
    assert stored(tmp_path).get(job.tenant, job.id).status is JobStatus.COMPLETED


def test_a_correction_of_an_erased_job_erases_what_it_left(tmp_path: Path) -> None:
    job = make_job()
    with running(tmp_path) as runner:
        assert runner.redo(job, SWAPPED)
        runner.cancel(job)
        assert not runner.redoing(job, 1)
        assert DBOS.list_workflows(workflow_id_prefix=job.id) == []
