"""A completed job goes through the state machine once more when its speakers are corrected."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.pipeline import runner
from novapulse.domain import storage_keys
from novapulse.domain.correction import Correction
from novapulse.domain.job import JobStatus
from novapulse.services.results import read_insights, read_transcript
from tests.adapters.aws.cloud import Cloud
from tests.e2e.state_machine.fault import meets, meets_always
from tests.e2e.state_machine.functions import dies_after_its_work, without_storage
from tests.e2e.state_machine.world import World, world
from tests.handlers.house import House

pytestmark = pytest.mark.slow

SWAPPED = Correction(revision=1, labels={"channel 1": "Customer", "channel 2": "Agent"})


@pytest.fixture
def around(aws: Cloud, house: House, call: Path) -> Iterator[World]:
    """The job is completed."""
    with world(aws, house, call) as opened:
        opened.run()
        assert labels(opened) == ["Agent", "Customer"]
        yield opened


def correct(around: World) -> None:
    around.starts = lambda world: runner(world.house.ports).redo(world.job, SWAPPED)
    around._over = None
    around.run()


def labels(around: World) -> list[str]:
    home, job = aws_home(around.house.ports), around.job
    found = read_transcript(home, tenant=job.tenant, job_id=job.id).transcript
    return [role.label for role in found.speakers]


def check_told_once(around: World) -> None:
    ports, job = around.house.ports, around.job
    assert len(ports.posts.posts) == len(ports.deliveries.for_job(job.tenant, job.id)) == 1
    ends = [e for e in ports.events.after(job.tenant, 0, limit=100) if e.type == "job.completed"]
    assert len(ends) == 1
    found = around.found()
    assert found is not None and found.status is JobStatus.COMPLETED


def check_left(around: World) -> None:
    """The recording, the original and results: as before."""
    job = around.job
    kept = [k for k in around.house.objects() if not k.startswith(("results/", "search/"))]
    original = f"vault/{storage_keys.vault_transcript(job.tenant, job.id)}"
    assert [k for k in kept if not k.startswith("inference/")] == [job.audio_key, original]


def test_results_are_made_anew_and_nobody_is_told(around: World) -> None:
    prepared, notified = (around.functions.attempts[name] for name in ("prepare", "notify"))
    correct(around)
    assert labels(around) == ["Customer", "Agent"]
    home, job = aws_home(around.house.ports), around.job
    insights = read_insights(home, tenant=job.tenant, job_id=job.id).insights
    transcript = read_transcript(home, tenant=job.tenant, job_id=job.id).transcript
    assert [s.speaker for s in insights.sentiment.segments] == [
        s.speaker for s in transcript.segments
    ]
    assert around.functions.attempts["prepare"] == prepared
    assert around.functions.attempts["notify"] == notified
    assert [e["status"] for e in around.executions()] == ["SUCCEEDED", "SUCCEEDED"]
    check_told_once(around)
    check_left(around)


def test_a_revision_is_begun_once(around: World) -> None:
    correct(around)
    made = runner(around.house.ports)
    assert not made.redoing(around.job, 1)
    assert not made.redo(around.job, SWAPPED)
    assert not made.redoing(around.job, 2)


@pytest.mark.parametrize("state", ["attribute", "redact", "recommend", "publish"])
def test_a_stage_that_dies_after_its_work_is_done_again(around: World, state: str) -> None:
    meets(state, dies_after_its_work)(around)
    correct(around)
    assert labels(around) == ["Customer", "Agent"]
    check_told_once(around)
    check_left(around)


@pytest.mark.parametrize("state", ["begin", "attribute", "redact", "sentiment", "publish"])
def test_one_that_fails_leaves_the_results_from_before(around: World, state: str) -> None:
    meets_always(state, without_storage)(around)
    correct(around)
    assert labels(around) == ["Agent", "Customer"]
    assert [e["status"] for e in around.executions()] == ["SUCCEEDED", "FAILED"]
    check_told_once(around)
    check_left(around)


def test_an_assessment_that_fails_does_not_leave_that_of_the_wrong_speakers(around: World) -> None:
    key = storage_keys.result_assessment(around.job.tenant, around.job.id)
    assert key in around.house.objects()
    meets_always("assess", without_storage)(around)
    correct(around)
    assert labels(around) == ["Customer", "Agent"]
    assert key not in around.house.objects()
    found = around.found()
    assert found is not None
    assert "assess_unavailable" in [notice.code for notice in found.warnings]


def test_a_job_that_is_erased_meanwhile_leaves_nothing(around: World) -> None:
    def redo_and_erase(world: World) -> None:
        runner(world.house.ports).redo(world.job, SWAPPED)
        world.erase()

    around.starts = redo_and_erase
    around._over = None
    around.run()
    assert around.found() is None
    assert [k for k in around.house.objects() if not k.startswith("inference/")] == []
