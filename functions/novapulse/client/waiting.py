"""Waiting for a job to end."""

import time
from collections.abc import Callable

from novapulse.api.native.schemas import JobAnswer
from novapulse.client.errors import JobFailed, RateLimited, WaitTimeout

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 5.0
GROWTH = 1.25
"""Of the pause from one look to the next: a short job is not kept waiting, a long one asks some 12
times a minute, a tenth of what a key may."""


def wait_for_end(
    look: Callable[[], JobAnswer],
    job_id: str,
    *,
    seconds: float | None,
    on_progress: Callable[[JobAnswer], None] | None,
    sleep: Callable[[float], None],
    now: Callable[[], float] = time.monotonic,
) -> JobAnswer:
    """The completed job. ``on_progress`` is told how the job stands after each look. Raises
    JobFailed, and WaitTimeout after so many seconds; None waits for ever."""
    until = None if seconds is None else now() + seconds
    pause = FIRST_PAUSE_SECONDS
    while True:
        wait = pause
        try:
            job = look()
        except RateLimited as error:
            wait = error.retry_after or pause
        else:
            if on_progress is not None:
                on_progress(job)
            if job.status == "failed":
                raise JobFailed(job)
            if job.status == "completed":
                return job
        if until is not None and now() + wait > until:
            raise WaitTimeout(job_id, seconds or 0.0)
        sleep(wait)
        pause = min(pause * GROWTH, LONGEST_PAUSE_SECONDS)
