"""When a submission only repeats an earlier one."""

from novapulse.domain.job import Job


def repeats(job: Job, earlier: Job) -> bool:
    """Same tenant, same content, metadata, pipeline and details of the call. The time window within
    which that counts is a setting: ``duplicate_window_seconds``."""
    return (
        job.tenant == earlier.tenant
        and job.audio_sha256 == earlier.audio_sha256
        and job.options.metadata == earlier.options.metadata
        and job.options.pipeline == earlier.options.pipeline
        and job.options.call == earlier.options.call
    )
