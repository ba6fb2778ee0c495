from dataclasses import dataclass

import pytest

from novapulse.api.native.schemas import JobAnswer
from novapulse.client.errors import ConnectionFailed
from novapulse.client.waiting import SILENCE_SECONDS, wait_for_end
from tests.client.test_retries import JOB

COMPLETED = JobAnswer.model_validate(JOB)


@dataclass
class Away:
    """A server that cannot be reached for ``seconds``."""

    seconds: float
    time: float = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def look(self) -> JobAnswer:
        if self.time < self.seconds:
            raise ConnectionFailed("connection_failed", "nobody answers")
        return COMPLETED

    def wait(self) -> JobAnswer:
        return wait_for_end(
            self.look,
            COMPLETED.job_id,
            seconds=None,
            on_progress=None,
            sleep=self.sleep,
            now=self.now,
        )


def test_a_server_that_is_started_anew_is_waited_for() -> None:
    assert Away(seconds=20).wait() == COMPLETED


def test_a_server_that_stays_away_is_not() -> None:
    away = Away(seconds=3600)
    with pytest.raises(ConnectionFailed):
        away.wait()
    assert SILENCE_SECONDS < away.time < 2 * SILENCE_SECONDS
