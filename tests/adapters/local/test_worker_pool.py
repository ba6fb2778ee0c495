import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import psutil
import pytest

from novapulse.adapters.local.workers import worker_pool
from novapulse.adapters.local.workers.fair_queue import Lane
from novapulse.adapters.local.workers.worker_pool import Budget, WorkerPool, WorkFailed
from novapulse.adapters.local.workers.worker_process import FunctionsFactory
from tests.adapters.local import pool_functions
from tests.processes import running_after

pytestmark = pytest.mark.slow

LANE = Lane("acme", "job_1")
REPOSITORY = Path(__file__).parents[3]


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1, pool_functions.build)
    yield pool
    pool.close()


def test_a_task_runs_in_another_process(pool: WorkerPool) -> None:
    pid = pool.submit(LANE, "pid", budget=Budget(20.0)).result()
    assert pid != os.getpid()
    assert pool.submit(LANE, "pid", budget=Budget(20.0)).result() == pid


def test_what_comes_one_after_another_starts_one_process() -> None:
    pool = WorkerPool(4, pool_functions.build)
    pids = set()
    for _ in range(8):
        pids.add(pool.submit(LANE, "pid", budget=Budget(20.0)).result())
        time.sleep(0.05)
    pool.close()
    assert len(pids) == 1


def test_what_comes_at_once_runs_side_by_side(tmp_path: Path) -> None:
    pool = WorkerPool(2, pool_functions.build)
    here, there = str(tmp_path / "here"), str(tmp_path / "there")
    one = pool.submit(LANE, "meet", here, there, budget=Budget(20.0))
    other = pool.submit(LANE, "meet", there, here, budget=Budget(20.0))
    assert one.result() != other.result()
    pool.close()


def test_an_error_of_the_recording_keeps_its_code_and_message(pool: WorkerPool) -> None:
    with pytest.raises(WorkFailed) as caught:
        pool.submit(LANE, "bad_audio", budget=Budget(20.0)).result()
    assert caught.value.failure.kind == "BadAudio"
    assert caught.value.failure.code == "audio_empty"


def test_the_text_of_an_unforeseen_error_never_leaves_the_worker(
    pool: WorkerPool, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WorkFailed) as caught:
        pool.submit(LANE, "leak", budget=Budget(20.0)).result()
    assert "4111" not in str(caught.value.failure)
    assert caught.value.failure.kind == "ValueError"
    assert "4111" not in "".join(capfd.readouterr())


def test_a_task_past_its_deadline_loses_its_process_and_the_next_gets_a_new_one(
    pool: WorkerPool,
) -> None:
    before = pool.submit(LANE, "pid", budget=Budget(20.0)).result()
    started = time.monotonic()
    with pytest.raises(WorkFailed) as caught:
        pool.submit(LANE, "sleep", 60.0, budget=Budget(0.3)).result()
    assert caught.value.failure.code == "stage_timeout"
    assert time.monotonic() - started < 5
    assert not psutil.pid_exists(before)
    assert pool.submit(LANE, "pid", budget=Budget(20.0)).result() != before


def test_waiting_for_a_worker_costs_no_budget(pool: WorkerPool) -> None:
    first = pool.submit(LANE, "sleep", 1.0, budget=Budget(20.0))
    second = pool.submit(LANE, "sleep", 0.1, budget=Budget(0.6))
    assert (first.result(), second.result()) == (1.0, 0.1)


def test_tasks_of_one_budget_share_its_seconds(pool: WorkerPool) -> None:
    budget = Budget(1.0)
    assert pool.submit(LANE, "sleep", 0.7, budget=budget).result() == 0.7
    with pytest.raises(WorkFailed, match="stage_timeout"):
        pool.submit(LANE, "sleep", 0.7, budget=budget).result()


def test_a_worker_that_dies_fails_its_task_only(pool: WorkerPool) -> None:
    with pytest.raises(WorkFailed) as caught:
        pool.submit(LANE, "die", budget=Budget(20.0)).result()
    assert caught.value.failure.code == "worker_died"
    assert pool.submit(LANE, "add", 1, 2, budget=Budget(20.0)).result() == 3


def test_a_worker_that_cannot_be_started_fails_its_task_and_the_slot_serves_on(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = worker_pool._Worker.__init__

    def refuse_once(self: worker_pool._Worker, factory: FunctionsFactory) -> None:
        monkeypatch.setattr(worker_pool._Worker, "__init__", start)
        raise OSError(11, "no process to be had")

    monkeypatch.setattr(worker_pool._Worker, "__init__", refuse_once)
    with pytest.raises(WorkFailed, match="worker_died"):
        pool.submit(LANE, "add", 1, 2, budget=Budget(20.0)).result(timeout=10)
    assert pool.submit(LANE, "add", 1, 2, budget=Budget(20.0)).result(timeout=10) == 3


def test_a_value_that_does_not_pickle_fails_its_task_only(pool: WorkerPool) -> None:
    with pytest.raises(WorkFailed):
        pool.submit(LANE, "add", lambda: 1, 2, budget=Budget(20.0)).result(timeout=10)
    assert pool.submit(LANE, "add", 1, 2, budget=Budget(20.0)).result(timeout=10) == 3


def test_a_closed_pool_gives_cancelled_futures(pool: WorkerPool) -> None:
    pool.close()
    with pytest.raises(CancelledError):
        pool.submit(LANE, "add", 1, 2, budget=Budget(20.0)).result(timeout=1)


def test_a_cancelled_running_task_gives_its_worker_back_at_once(pool: WorkerPool) -> None:
    pool.submit(LANE, "pid", budget=Budget(20.0)).result()
    running = pool.submit(LANE, "sleep", 60.0, budget=Budget(120))
    time.sleep(0.3)
    assert running.cancel()
    assert pool.submit(LANE, "add", 1, 2, budget=Budget(20.0)).result(timeout=10) == 3


def test_a_cancelled_waiting_task_never_runs(pool: WorkerPool, tmp_path: Path) -> None:
    pool.submit(LANE, "sleep", 0.3, budget=Budget(20.0))
    waiting = pool.submit(LANE, "note", str(tmp_path / "ran"), "x", 0.0, budget=Budget(20.0))
    waiting.cancel()
    pool.submit(LANE, "add", 1, 2, budget=Budget(20.0)).result()
    assert not (tmp_path / "ran").exists()


def test_closing_cancels_what_runs_and_what_waits_and_leaves_no_process() -> None:
    pool = WorkerPool(1, pool_functions.build)
    pid = pool.submit(LANE, "pid", budget=Budget(20.0)).result()
    running = pool.submit(LANE, "sleep", 60.0, budget=Budget(120))
    waiting = pool.submit(LANE, "add", 1, 2, budget=Budget(120))
    time.sleep(0.2)
    pool.close()
    for future in (running, waiting):
        with pytest.raises(CancelledError):
            future.result(timeout=5)
    assert not psutil.pid_exists(pid)


PARENT = """
import sys, time
from novapulse.adapters.local.workers.fair_queue import Lane
from novapulse.adapters.local.workers.worker_pool import Budget, WorkerPool
from tests.adapters.local import pool_functions
if __name__ == "__main__":
    pool = WorkerPool(2, pool_functions.build)
    lane = Lane("acme", "job_1")
    pids = set()
    while len(pids) < 2:
        both = [pool.submit(lane, "sleep", 0.2, budget=Budget(20.0)) for _ in range(2)]
        [b.result() for b in both]
        pids |= {pool.submit(lane, "pid", budget=Budget(20.0)).result() for _ in "ab"}
    for _ in range(2):
        pool.submit(lane, sys.argv[1], 60.0, budget=Budget(120.0))
    time.sleep(0.5)
    print(*pids, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("work", ["sleep", "hold_the_interpreter"])
def test_no_worker_outlives_a_parent_that_was_killed(work: str, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script), work],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert parent.stdout is not None
    pids = [int(p) for p in parent.stdout.readline().split()]
    assert len(pids) == 2
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    left = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    assert not running_after(left, seconds=5)


def test_a_refused_lane_loses_what_runs_what_waits_and_what_comes(pool: WorkerPool) -> None:
    running = pool.submit(LANE, "sleep", 60.0, budget=Budget(90.0))
    pid = _pid_of_its_worker(pool)
    waiting = pool.submit(LANE, "sleep", 60.0, budget=Budget(90.0))
    with pool.refusing(LANE):
        assert not psutil.pid_exists(pid)
        coming = pool.submit(LANE, "pid", budget=Budget(20.0))
        for future in (running, waiting, coming):
            with pytest.raises(WorkFailed) as caught:
                future.result(timeout=5)
            assert caught.value.failure.kind == worker_pool.REFUSED
        other = Lane("acme", "job_2")
        assert pool.submit(other, "add", 1, 2, budget=Budget(20.0)).result() == 3
    assert pool.submit(LANE, "add", 1, 2, budget=Budget(20.0)).result() == 3


def _pid_of_its_worker(pool: WorkerPool) -> int:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        children = [c for c in psutil.Process().children() if "spawn_main" in " ".join(c.cmdline())]
        if children and pool._running:
            pid: int = children[0].pid
            return pid
        time.sleep(0.02)
    raise AssertionError("no worker began")
