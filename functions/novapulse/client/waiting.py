"""Waiting for a job to end."""

import time
from collections.abc import Callable

from novapulse.api.native.schemas import JobAnswer
from novapulse.client.errors import ConnectionFailed, JobFailed, RateLimited, WaitTimeout

SILENCE_SECONDS = 60.0
"""How long a server may be away, as while it is started anew: its jobs go on."""
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
    JobFailed, WaitTimeout after so many seconds (None waits for ever), and ConnectionFailed when
    nobody answered for ``SILENCE_SECONDS``."""
    until = None if seconds is None else now() + seconds
    pause = FIRST_PAUSE_SECONDS
    patient = _Patient(look, now)
    while True:
        seen = patient.look(pause)
        if isinstance(seen, JobAnswer):
            if on_progress is not None:
                on_progress(seen)
            if _completed(seen):
                return seen
        wait = pause if isinstance(seen, JobAnswer) else seen
        if until is not None and now() + wait > until:
            raise WaitTimeout(job_id, seconds or 0.0)
        sleep(wait)
        pause = min(pause * GROWTH, LONGEST_PAUSE_SECONDS)


class _Patient:
    def __init__(self, look: Callable[[], JobAnswer], now: Callable[[], float]) -> None:
        self._look = look
        self._now = now
        self._heard = now()

    def look(self, pause: float) -> JobAnswer | float:
        """The job, or the seconds until the next look where it could not be seen."""
        try:
            job = self._look()
        except RateLimited as error:
            return error.retry_after or pause
        except ConnectionFailed:
            if self._now() - self._heard > SILENCE_SECONDS:
                raise
            return pause
        self._heard = self._now()
        return job


def _completed(job: JobAnswer) -> bool:
    if job.status == "failed":
        raise JobFailed(job)
    return job.status == "completed"
