import pytest

from novapulse import plan
from novapulse.domain.job import Pipeline
from novapulse.handlers.stage_progress import progress_at
from novapulse.stages.reference import JobReference

CALL = JobReference(
    tenant="acme", job_id="job_1", pipeline=Pipeline.FULL_ANALYSIS, audio_seconds=10.0
)


def percent_at(stage: plan.Stage, reference: JobReference) -> int:
    progress = progress_at(stage, reference)
    assert progress is not None
    return progress.percent


@pytest.mark.parametrize("by_url", [False, True])
def test_a_job_only_gets_further_and_stays_below_the_end(by_url: bool) -> None:
    reference = CALL.model_copy(update={"by_url": by_url})
    stages = plan.stages_for(CALL.pipeline, by_url=by_url)
    percents = [percent_at(stage, reference) for stage in stages]
    assert percents == sorted(percents)
    assert percents[0] == 0
    assert percents[-1] < 100


def test_stages_side_by_side_are_told_as_the_heaviest() -> None:
    for stage in (plan.TRANSCRIBE, plan.DIARIZE):
        progress = progress_at(stage, CALL)
        assert progress is not None
        assert progress.step == "transcribe"


def test_stages_that_end_a_job_are_no_progress() -> None:
    assert progress_at(plan.FAIL, CALL) is None
    assert progress_at(plan.FETCH, CALL) is None
