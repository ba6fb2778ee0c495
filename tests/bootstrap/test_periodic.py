import logging
import threading
import time

import pytest

from novapulse.bootstrap.periodic import PeriodicTask, PeriodicTasks


class Counted:
    """Says when it has run so many times."""

    def __init__(self, times: int, *, failing: bool = False) -> None:
        self.left = times
        self.failing = failing
        self.enough = threading.Event()

    def __call__(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.enough.set()
        if self.failing:
            raise OSError("a text of the call")


def test_a_task_runs_at_the_start_and_again_until_it_is_stopped() -> None:
    task, rare = Counted(3), Counted(1)
    tasks = PeriodicTasks(PeriodicTask("often", 0.01, task), PeriodicTask("rarely", 3600, rare))
    tasks.start()
    assert task.enough.wait(5)
    assert rare.enough.wait(5)
    tasks.stop()
    left = task.left
    time.sleep(0.05)
    assert (task.left, rare.left) == (left, 0)


def test_an_error_is_logged_by_its_type_and_the_next_round_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    task = Counted(2, failing=True)
    tasks = PeriodicTasks(PeriodicTask("retention", 0.01, task))
    with caplog.at_level(logging.ERROR):
        tasks.start()
        assert task.enough.wait(5)
        tasks.stop()
    assert "retention failed: OSError" in caplog.text
    assert "text of the call" not in caplog.text


def test_a_stop_waits_for_what_runs() -> None:
    begun, ended = threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        time.sleep(0.1)
        ended.set()

    tasks = PeriodicTasks(PeriodicTask("slow", 3600, slow))
    tasks.start()
    assert begun.wait(5)
    tasks.stop()
    assert ended.is_set()
