from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

import pytest

from novapulse.services.home import Home
from novapulse.services.intake.turns import Turns, start_next
from tests.api.callcov.calls import CALLS, send
from tests.api.callcov.conftest import FREELY, api_key, callcov_client
from tests.api.conftest import OpenHome
from tests.services.house import HandClock, RememberingRunner


@dataclass
class TickingClock(HandClock):
    lock: Lock = field(default_factory=Lock)

    def now(self) -> datetime:
        with self.lock:
            self.at += timedelta(milliseconds=1)
            return self.at


@pytest.fixture
def home(open_home: OpenHome, runner: RememberingRunner) -> Home:
    return open_home(clock=TickingClock(), runner=runner, **FREELY)


def test_calls_above_the_plan_are_taken_and_wait(home: Home, runner: RememberingRunner) -> None:
    with callcov_client(home, {"x-api-key": api_key(home, tier="free")}) as client:
        ids = [send(client).json()["analysis_id"] for _ in range(3)]
        shown = [client.get(f"{CALLS}/{name}").json()["status"] for name in ids]
    assert shown == ["processing"] * 3
    assert len(runner.started) == 1
    turns = Turns(home.jobs, home.tenants, home.settings.callcov_processing)
    assert start_next(turns, home.runner, tenant="acme", ended=runner.started[0].id) == 1
    assert len({job.id for job in runner.started}) == 2


def test_five_at_once_all_get_an_analysis_and_one_begins(
    home: Home, runner: RememberingRunner
) -> None:
    with (
        callcov_client(home, {"x-api-key": api_key(home, tier="free")}) as client,
        ThreadPoolExecutor(5) as pool,
    ):
        answers = list(pool.map(lambda _: send(client), range(5)))
    assert [answer.status_code for answer in answers] == [201] * 5
    assert len({answer.json()["analysis_id"] for answer in answers}) == 5
    assert len(runner.started) == 1
