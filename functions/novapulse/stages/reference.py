"""What travels between stages: pointers and notices, never text."""

from collections.abc import Iterable

from novapulse.domain.correction import Correction
from novapulse.domain.job import Job, JobError, Medium, Pipeline
from novapulse.domain.media import Notice
from novapulse.domain.value import Value


class JobReference(Value):
    """Every key of a job's objects follows from its tenant and id. ``audio_seconds`` is what the
    header said until the recording was decoded; ``by_url`` is for one that is to be fetched.
    ``notices`` and ``error`` are set on the way to the stages that end a job. ``correction`` is
    for a completed job that goes through the rest of the plan once more: see ``plan.CORRECTED``."""

    tenant: str
    job_id: str
    pipeline: Pipeline
    audio_seconds: float
    by_url: bool = False
    medium: Medium = Medium.SPEECH
    notices: tuple[Notice, ...] = ()
    error: JobError | None = None
    correction: Correction | None = None

    @classmethod
    def of(cls, job: Job, correction: Correction | None = None) -> "JobReference":
        return cls(
            tenant=job.tenant,
            job_id=job.id,
            pipeline=job.options.pipeline,
            audio_seconds=job.file.duration_seconds,
            by_url=job.options.audio_url is not None,
            medium=job.options.medium,
            correction=correction,
        )

    def with_notices(self, notices: Iterable[Notice]) -> "JobReference":
        return self.model_copy(update={"notices": tuple(notices)})

    def with_error(self, error: JobError | None) -> "JobReference":
        return self.model_copy(update={"error": error})

    def with_audio_seconds(self, seconds: float) -> "JobReference":
        return self.model_copy(update={"audio_seconds": seconds})


class StageReport(Value):
    """What a stage tells its runner. ``deliveries`` are webhook deliveries to be made;
    ``audio_seconds`` is the decoded length, once it is known."""

    deliveries: tuple[str, ...] = ()
    audio_seconds: float | None = None
