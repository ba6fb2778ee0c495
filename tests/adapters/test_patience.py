"""How long another service is asked."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from novapulse.adapters.patience import LONGEST_WAIT, MayPass, Patience
from novapulse.domain.errors import EngineUnavailable

GONE = EngineUnavailable("model_unavailable", "gone")


@dataclass
class HandTime:
    """Passes by sleeping, and by ``takes`` seconds for each attempt."""

    takes: float = 0.0
    at: float = 100.0
    waits: list[float] = field(default_factory=list)
    left: list[float] = field(default_factory=list)

    def patience(
        self, seconds: float, *, attempts: int = Patience.attempts, least: float = Patience.least
    ) -> Patience:
        return Patience(seconds, attempts, least, now=lambda: self.at, sleep=self._sleep)

    def failing(self, times: int, wait: float | None = None) -> Callable[[float], str]:
        def attempt(left: float) -> str:
            self.left.append(left)
            self.at += self.takes
            if len(self.left) <= times:
                raise MayPass(GONE, wait)
            return "answer"

        return attempt

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += seconds


def test_what_succeeds_is_asked_once() -> None:
    time = HandTime()
    assert time.patience(10).ask(time.failing(0)) == "answer"
    assert (time.left, time.waits) == ([10], [])


def test_waits_double_and_are_spread() -> None:
    time = HandTime()
    assert time.patience(60, attempts=8).ask(time.failing(7)) == "answer"
    for number, wait in enumerate(time.waits):
        longest = min(LONGEST_WAIT, 0.5 * 2**number)
        assert longest / 2 <= wait <= longest


def test_two_that_begin_from_one_snapshot_wait_differently() -> None:
    waits = []
    for _ in range(2):
        random.seed(7)
        time = HandTime()
        time.patience(60, attempts=8).ask(time.failing(7))
        waits.append(time.waits)
    assert waits[0] != waits[1]


def test_each_attempt_knows_what_is_left() -> None:
    time = HandTime(takes=2)
    time.patience(10).ask(time.failing(2, wait=1))
    assert time.left == [10, 7, 4]


def test_after_the_last_attempt_its_error_is_raised() -> None:
    time = HandTime()
    with pytest.raises(EngineUnavailable) as failure:
        time.patience(60, attempts=3).ask(time.failing(9))
    assert failure.value is GONE
    assert failure.value.__cause__ is None
    assert len(time.left) == 3


@pytest.mark.parametrize(("wait", "least"), [(9.0, 1.0), (1.0, 8.5), (3600.0, 0.0)])
def test_an_attempt_for_which_there_is_no_time_is_not_waited_for(wait: float, least: float) -> None:
    time = HandTime(takes=1)
    with pytest.raises(EngineUnavailable):
        time.patience(10, least=least).ask(time.failing(9, wait=wait))
    assert (len(time.left), time.waits) == (1, [])


def test_other_errors_are_not_asked_about_again() -> None:
    time = HandTime()

    def refused(left: float) -> str:
        time.left.append(left)
        raise GONE

    with pytest.raises(EngineUnavailable):
        time.patience(10).ask(refused)
    assert len(time.left) == 1
