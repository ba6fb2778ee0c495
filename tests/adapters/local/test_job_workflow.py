import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from novapulse import plan
from novapulse.adapters.local.workflows import job_workflow
from novapulse.adapters.local.workflows.job_workflow import JobWorkflow
from novapulse.domain.errors import NotFound, StorageUnavailable
from novapulse.stages.reference import JobReference, StageReport
from tests.adapters.make import make_job
from tests.services.house import HandClock

LOCKED = StorageUnavailable("service_unavailable", "SQLITE_BUSY")
GONE = NotFound("job_not_found", "No such job exists.")


@dataclass
class ErasedJobs:
    """Of a job that was erased; each call first fails as often as said."""

    troubles: int
    calls: list[str] = field(default_factory=list)

    def _fail(self, name: str) -> None:
        self.calls.append(name)
        raise LOCKED if self.calls.count(name) <= self.troubles else GONE

    def start(self, tenant: str, job_id: str, at: datetime) -> bool:
        self._fail("start")
        return False

    def get(self, tenant: str, job_id: str) -> None:
        self._fail("get")


@dataclass
class Attempts:
    stages: list[str] = field(default_factory=list)

    async def attempt(self, stage: plan.Stage, *_: object) -> StageReport:
        self.stages.append(stage.name)
        return StageReport()


def test_a_store_in_trouble_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_workflow, "STORAGE_SECONDS", 0.0)
    jobs: Any = ErasedJobs(troubles=2)
    attempts: Any = Attempts()
    workflow = JobWorkflow(attempts, jobs, HandClock(), begun=lambda _: None)
    assert asyncio.run(workflow.run(JobReference.of(make_job()))) == ()
    assert jobs.calls == ["start"] * 3 + ["get"] * 3
    assert attempts.stages == ["erase"]
