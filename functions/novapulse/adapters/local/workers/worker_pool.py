"""Worker processes for everything that computes: bounded by cores, fair, and killable.

Why not ``ProcessPoolExecutor``: a stage that runs past its time must lose its process without
breaking the pool for everybody else, waiting work must take turns between tenants, and no worker
may outlive a parent that was killed.
"""

import multiprocessing
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.context import SpawnProcess
from typing import Any

from novapulse.adapters.local.workers.fair_queue import FairQueue, Lane
from novapulse.adapters.local.workers.worker_process import (
    Failure,
    FunctionsFactory,
    Request,
    Response,
    limit_native_threads,
    worker_main,
)

REFUSED = "Refused"
"""The kind of failure of work that is wanted no longer."""
POLL_SECONDS = 0.1
"""How soon a waiting dispatcher notices a cancelled task or a dead worker."""


class Budget:
    """Seconds that tasks may run in all. Waiting for a worker costs nothing, so a busy machine
    makes no stage run out of time; what has used its budget up is ended."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._lock = threading.Lock()

    @property
    def left(self) -> float:
        return self._left

    def spend(self, seconds: float) -> None:
        with self._lock:
            self._left -= seconds


class WorkFailed(Exception):
    """A task ended without a result; ``failure`` says how in words that may be stored."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True)
class _Task:
    """The future stays pending while the task runs, so that cancelling it always works."""

    lane: Lane
    request: Request
    budget: Budget
    future: "Future[Any]" = field(default_factory=Future)

    def fail(self, kind: str, code: str, what: str) -> None:
        failure = Failure(kind, code, f"{self.request.function} {what}")
        self.end(Response(failure=failure))

    def end(self, response: Response) -> None:
        with suppress(InvalidStateError):
            if response.failure is not None:
                self.future.set_exception(WorkFailed(response.failure))
            else:
                self.future.set_result(response.value)

    def refuse(self) -> None:
        self.fail(REFUSED, "internal_error", "is wanted no longer")


class WorkerPool:
    """``size`` processes, started when first needed: a task that comes alone goes to the worker
    that was busy last. ``factory`` (picklable) builds, inside each worker, the functions that it
    can be asked for."""

    def __init__(self, size: int, factory: FunctionsFactory) -> None:
        self._factory = factory
        self._queue: FairQueue[_Task] = FairQueue()
        self._lock = threading.Lock()
        self._left = threading.Condition(self._lock)
        self._idle: list[threading.Condition] = []
        """The last to come is the first to go: of idle slots it has a worker that runs already."""
        self._refused: Counter[Lane] = Counter()
        self._closed = False
        self._slots = [
            threading.Thread(target=self._serve, name=f"worker-slot-{n}", daemon=True)
            for n in range(size)
        ]
        self._started = False
        self._running: list[_Task] = []

    def submit(self, lane: Lane, function: str, *arguments: Any, budget: Budget) -> "Future[Any]":
        """A task that overruns its budget fails as StageTimeout and its worker process is ended.
        The future raises WorkFailed; cancelling it takes the task back, and ends its worker if
        it runs. A closed pool gives cancelled futures: to a workflow that is being stopped the
        work has not failed, it was not done."""
        task = _Task(lane, Request(function, arguments), budget)
        with self._lock:
            if self._closed:
                task.future.cancel()
                return task.future
            if self._refused[lane]:
                task.refuse()
                return task.future
            if not self._started:
                self._started = True
                for slot in self._slots:
                    slot.start()
            self._queue.put(lane, task)
            if self._idle:
                self._idle.pop().notify()
        return task.future

    @contextmanager
    def refusing(self, lane: Lane) -> Iterator[None]:
        """Inside the block nothing of this lane runs: what waits or runs fails as ``REFUSED``, and
        so does what comes. The block begins when its last worker has been ended."""
        with self._lock:
            self._refused[lane] += 1
            for task in (*self._queue.items(lane), *self._running):
                if task.lane == lane:
                    task.refuse()
            self._left.wait_for(lambda: all(task.lane != lane for task in self._running))
        try:
            yield
        finally:
            with self._lock:
                self._refused -= Counter([lane])

    def close(self) -> None:
        """End every worker now. What waits or runs is cancelled."""
        with self._lock:
            self._closed = True
            for task in (*self._queue.drain(), *self._running):
                task.future.cancel()
            for waiting in self._idle:
                waiting.notify()
        for slot in self._slots:
            if slot.is_alive():
                slot.join(timeout=5)

    def _serve(self) -> None:
        worker: _Worker | None = None
        while (task := self._next()) is not None:
            try:
                if worker is None or not worker.alive:
                    worker = _Worker(self._factory)
                started = time.monotonic()
                _run(worker, task, deadline=started + task.budget.left)
                task.budget.spend(time.monotonic() - started)
            except Exception as error:
                # Whatever it was (no process to be had, a value that does not pickle), the slot
                # must go on serving and the task must end.
                _end(worker)
                worker = None
                task.fail("WorkerDied", "worker_died", f"lost its worker ({type(error).__name__})")
            with self._lock:
                self._running.remove(task)
                self._left.notify_all()
        _end(worker)

    def _next(self) -> _Task | None:
        with self._lock:
            while True:
                while not self._queue and not self._closed:
                    called = threading.Condition(self._lock)
                    self._idle.append(called)
                    called.wait()
                if self._closed:
                    return None
                task = self._queue.take()
                if not task.future.done():
                    self._running.append(task)
                    return task


class _Worker:
    """One process and the two pipes to it."""

    def __init__(self, factory: FunctionsFactory) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        lifeline, self._held = context.Pipe(duplex=False)
        self._process: SpawnProcess = context.Process(
            target=worker_main, args=(theirs, lifeline, os.getpid(), factory), daemon=True
        )
        limit_native_threads()
        self._process.start()
        theirs.close()
        lifeline.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self.connection.close()
        self._held.close()


def _end(worker: _Worker | None) -> None:
    if worker is not None and worker.alive:
        worker.kill()


def _run(worker: _Worker, task: _Task, *, deadline: float) -> None:
    """Carry one task through. A worker whose task ends early is ended first."""
    try:
        worker.connection.send(task.request)
        while not task.future.done():
            if time.monotonic() >= deadline:
                worker.kill()
                task.fail("StageTimeout", "stage_timeout", "ran past its time and was ended")
                return
            if worker.connection.poll(POLL_SECONDS):
                task.end(worker.connection.recv())
                return
        worker.kill()
    except (EOFError, OSError):
        worker.kill()
        task.fail("WorkerDied", "worker_died", "lost its worker process")
