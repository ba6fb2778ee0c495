from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.domain.job import Dialect, Job
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submission import ReceivedFile, Submission
from novapulse.services.intake.submit import submit
from novapulse.services.intake.turns import Turns, start_next
from novapulse.services.tenants import change_tenant, create_tenant
from tests.services.house import WAV, HandClock, RememberingRunner, make_home


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def runner() -> RememberingRunner:
    return RememberingRunner()


@pytest.fixture
def home(tmp_path: Path, clock: HandClock, runner: RememberingRunner) -> Home:
    home = make_home(tmp_path, clock=clock, runner=runner)
    for name, tier in (("small", "free"), ("large", "enterprise"), ("middle", "starter")):
        create_tenant(name, tenants=home.tenants, clock=clock, tier=tier)
    return home


def send(home: Home, tenant: str = "small", dialect: Dialect = Dialect.CALLCOV) -> Job:
    home.incoming.mkdir(parents=True, exist_ok=True)
    path = home.incoming / "call"
    path.write_bytes(WAV)
    file = ReceivedFile(path, "call.wav", len(WAV), "0" * 64)
    asked = AskedOptions(agent_id="A", contact_id="C", metadata={"n": str(home.clock.now())})
    job = submit(home, Submission(tenant, file, asked, dialect=dialect))
    assert isinstance(home.clock, HandClock)
    home.clock.at += timedelta(seconds=1)
    return job


def turns(home: Home) -> Turns:
    return Turns(home.jobs, home.tenants, home.settings.callcov_processing)


def test_what_is_above_the_plan_is_stored_and_waits(home: Home, runner: RememberingRunner) -> None:
    jobs = [send(home) for _ in range(3)]
    assert runner.started == jobs[:1]
    assert len(home.jobs.unfinished()) == 3


def test_the_next_is_started_when_one_has_ended(home: Home, runner: RememberingRunner) -> None:
    first, second, _ = (send(home) for _ in range(3))
    home.jobs.start("small", first.id, home.clock.now())
    assert start_next(turns(home), runner, tenant="small", ended=first.id) == 1
    assert [job.id for job in runner.started] == [first.id, second.id]


def test_what_is_processed_keeps_its_place_from_one_that_is_older(home: Home) -> None:
    first, second = send(home), send(home)
    home.jobs.start("small", second.id, home.clock.now())
    assert [job.id for job in turns(home).of(home.jobs.unfinished())] == [second.id]
    assert not turns(home).has_turn(home.jobs.get("small", first.id))


def test_tenants_native_jobs_and_plans_without_a_figure_do_not_wait(
    home: Home, runner: RememberingRunner
) -> None:
    send(home)
    sent = [send(home, "large") for _ in range(3)]
    sent += [send(home, "small", Dialect.NATIVE)]
    sent += [send(home, "middle") for _ in range(5)]
    assert runner.started[1:] == sent
    send(home, "middle")
    assert runner.started[1:] == sent


def test_a_larger_plan_counts_at_once(home: Home) -> None:
    jobs = [send(home) for _ in range(3)]
    change_tenant("small", tenants=home.tenants, tier="starter")
    assert [job.id for job in turns(home).of(home.jobs.unfinished())] == [job.id for job in jobs]
