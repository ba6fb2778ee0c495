"""The way of a job through the plan."""

from datetime import datetime
from typing import Protocol

from novapulse.domain.correction import Correction
from novapulse.domain.job import Job
from novapulse.domain.webhook import Delivery


class PipelineRunner(Protocol):
    def start(self, job: Job) -> None:
        """Set a stored job on its way through the plan. Starting twice is harmless."""
        ...

    def redo(self, job: Job, correction: Correction) -> bool:
        """Set a completed job on its way through ``plan.CORRECTED``. False, and nothing is done, if
        a correction of that revision was begun before."""
        ...

    def redoing(self, job: Job, revision: int) -> bool:
        """Whether the correction of that revision was begun and has not ended."""
        ...

    def cancel(self, job: Job) -> None:
        """Stop working on a job whose record is gone. What it wrote meanwhile is erased too."""
        ...

    def deliver(self, delivery: Delivery) -> None:
        """Set a stored delivery on its way, once more if it has been."""
        ...

    def carry(self, delivery: Delivery) -> bool:
        """Set a stored delivery on its way unless it is. True if it was not."""
        ...

    def forget(self, ended_before: datetime) -> int:
        """What is remembered of work that ended before then; returns how many pieces of work."""
        ...
