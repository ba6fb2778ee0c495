"""Whatever goes wrong on a job's way through the state machine, its execution ends, the job has the
right status, whoever is to be told is told once, and nothing is left that should be gone."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from novapulse.adapters.aws.pipeline.task_tokens import TaskTokens
from novapulse.domain import storage_keys
from novapulse.domain.events import EventType
from novapulse.domain.job import JobStatus
from tests.adapters.aws.cloud import Cloud
from tests.e2e.state_machine.fault import GONE, Fault
from tests.e2e.state_machine.table import FAULTS
from tests.e2e.state_machine.world import World, world
from tests.handlers.house import House

pytestmark = pytest.mark.slow

SAID = ("4111 1111", "Northwind")
"""Of what the endpoints hear: the first is redacted, the second may stand in results."""
REDACTED = ("results/", "search/")


def recording_of(fault: Fault, call: Path, folder: Path) -> Path:
    if fault.content is None:
        return call
    path = folder / "call.wav"
    path.write_bytes(fault.content)
    return path


@pytest.fixture
def around(fault: Fault, aws: Cloud, house: House, call: Path, tmp_path: Path) -> Iterator[World]:
    recording = recording_of(fault, call, tmp_path)
    with world(aws, house, recording, **fault.options) as opened:
        yield opened


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_after(fault: Fault, around: World, caplog: pytest.LogCaptureFixture) -> None:
    fault.inject(around)
    around.run()
    check_end(fault, around)
    check_told_once(fault, around)
    check_left(fault, around)
    check_unreadable(around, caplog.text)


def check_end(fault: Fault, around: World) -> None:
    job = around.found()
    assert (job and job.status) == fault.status
    assert (job and job.error and job.error.code) == fault.code
    assert tuple(w.code for w in job.warnings) == fault.warnings if job else True
    assert tuple(each["status"] for each in around.executions()) == fault.executions
    attempts = around.functions.attempts
    assert {name: attempts[name] for name in fault.attempts} == dict(fault.attempts)
    assert len(around.aside) == fault.aside
    assert not around.reconciled


def check_told_once(fault: Fault, around: World) -> None:
    """One event of the end, on the bus and in the log; one delivery, which arrived once."""
    ports, job = around.house.ports, around.job
    if fault.status is GONE:
        assert ports.deliveries.for_job(job.tenant, job.id) == ()
        assert ports.events.after(job.tenant, 0, limit=100, job_id=job.id) == ()
        return
    end = f"job.{fault.status}"
    log = Counter(event.type for event in ports.events.after(job.tenant, 0, limit=100))
    assert (log[EventType.COMPLETED], log[EventType.FAILED]) == (
        (1, 0) if fault.status is JobStatus.COMPLETED else (0, 1)
    )
    taken = [json.loads(entry["Detail"]) for entry in ports.clients.events.taken]
    ends = [detail for detail in taken if detail["status"] in ("completed", "failed")]
    assert [detail["event"] for detail in ends] == [end]
    (delivery,) = ports.deliveries.for_job(job.tenant, job.id)
    assert (delivery.event, delivery.status) == (end, fault.delivery)
    assert Counter(a.delivered for a in delivery.attempts)[True] == (delivery.status == "delivered")
    assert len(ports.posts.posts) == len(delivery.attempts)


def check_left(fault: Fault, around: World) -> None:
    house, job = around.house, around.job
    assert list(TaskTokens(house.ports.table).waiting()) == []
    found = [key for key in house.objects() if not key.startswith("inference/")]
    if fault.status is GONE:
        assert found == []
        assert house.ports.index.jobs == []
        return
    kept = [key for key in found if not key.startswith(REDACTED)]
    original = [f"vault/{storage_keys.vault_transcript(job.tenant, job.id)}"]
    completed = fault.status is JobStatus.COMPLETED
    assert [key for key in kept if key != job.audio_key] == (original if completed else [])
    assert (len(found) > len(kept)) == completed
    assert bool(house.ports.index.jobs) == (completed and "index_unavailable" not in fault.warnings)
    assert house.ports.jobs.count(job.tenant, (JobStatus.QUEUED, JobStatus.PROCESSING)) == 0


def check_unreadable(around: World, log: str) -> None:
    ports = around.house.ports
    for key in around.house.objects():
        content = ports.bucket.get(key)
        assert b"4111 1111" not in content or key == around.job.audio_key, key
        assert b"Northwind" not in content or key.startswith(REDACTED), key
    table = ports.clients.dynamodb.scan(TableName=ports.settings.aws_table)
    assert SAID[0] not in json.dumps(table["Items"], default=str)
    for execution in around.executions():
        history = around.machine.get_execution_history(executionArn=execution["executionArn"])
        assert not any(said in json.dumps(history, default=str) for said in SAID)
    told = [*ports.clients.events.taken, *ports.posts.posts, log]
    assert not any(said in str(told) for said in SAID)


def test_the_table_has_at_least_thirty_faults_and_none_twice() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 30
