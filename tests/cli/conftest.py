"""A real server for the command line, whose jobs are done as soon as they are there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from novapulse.cli.app import app
from novapulse.domain.job import Job, JobError
from novapulse.services.home import Home
from tests.api.conftest import key_for
from tests.api.server import serving
from tests.services.house import RememberingRunner, make_home, publish


class Doing(RememberingRunner):
    """Completes what is started, unless it is told to fail or to leave it."""

    home: Home
    does: str = "complete"

    def start(self, job: Job) -> None:
        if self.does == "complete":
            publish(self.home, job)
        if self.does == "fail":
            error = JobError(code="no_speech", message="Nobody spoke.")
            self.home.jobs.fail(job.tenant, job.id, self.home.clock.now(), error)


@dataclass
class Remote:
    home: Home
    runner: Doing
    address: str
    key: str

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, "--url", self.address, "--key", self.key])

    def only_job(self) -> str:
        (job,) = json.loads(self.run("jobs", "list", "--json").stdout)
        job_id: str = job["job_id"]
        return job_id


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    for name in ("NOVAPULSE_URL", "NOVAPULSE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    runner = Doing()
    home = make_home(tmp_path / "data", runner=runner, correction_wait_seconds=1.0)
    runner.home = home
    key = key_for(home)["authorization"].removeprefix("Bearer ")
    with serving(home) as port:
        yield Remote(home, runner, f"http://127.0.0.1:{port}", key)
