"""How far a job is when it enters a stage, from the weights that the plan gives."""

import logging
import time

from novapulse import plan
from novapulse.domain.job import Progress
from novapulse.ports import Clock, JobStore
from novapulse.stages.reference import JobReference

log = logging.getLogger(__name__)


def progress_at(stage: plan.Stage, reference: JobReference) -> Progress | None:
    """None for what is no stage of the job's plan. Of stages side by side the heaviest is named."""
    steps = plan.steps_for(reference.pipeline, by_url=reference.by_url, medium=reference.medium)
    groups = [step.stages if isinstance(step, plan.Parallel) else (step,) for step in steps]
    total = sum(each.weight for group in groups for each in group)
    done = 0
    for group in groups:
        if stage in group:
            heaviest = max(group, key=lambda each: each.weight)
            return Progress(step=heaviest.name, percent=min(99, int(100 * done / total)))
        done += sum(each.weight for each in group)
    return None


def note_progress(
    stage: plan.Stage, reference: JobReference, *, jobs: JobStore, clock: Clock
) -> None:
    progress = progress_at(stage, reference)
    if progress is None:
        return
    try:
        jobs.progress(reference.tenant, reference.job_id, progress, clock.now())
    except Exception as error:
        # A figure for people: no work may be lost because it could not be written.
        log.warning("no progress was kept: %s", type(error).__name__)


def note_time(
    stage: plan.Stage, reference: JobReference, started: float, *, jobs: JobStore
) -> None:
    """``started`` is by ``time.monotonic``."""
    seconds = time.monotonic() - started
    try:
        jobs.timing(reference.tenant, reference.job_id, stage.name, seconds)
    except Exception as error:
        # A figure for people: a stage that did its work is not undone for it.
        log.warning("no timing of %s was kept: %s", stage.name, type(error).__name__)
