"""Lambda ``drop_results``: the result of a dropped recording is written once its job has ended.
Triggered by the bus's ``job.completed`` and ``job.failed``; the reconciler looks after all."""

from collections.abc import Callable

from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.intake import drop_box
from novapulse.bootstrap.aws.ports import Ports
from novapulse.domain import exports, storage_keys
from novapulse.domain.dropped_file import DroppedFile
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobError, JobStatus
from novapulse.handlers.function import Event, lambda_handler, reported
from novapulse.handlers.observed import observed
from novapulse.handlers.result_document import result_document
from novapulse.services.home import Home
from novapulse.services.results import read_transcript

Wanted = Callable[[DroppedFile], bool]

UNKNOWN = JobError(code="internal_error", message="The job failed.")


def run(event: Event, home: Ports) -> None:
    job_id = event["detail"]["job_id"]
    reported("drop_results", lambda: _answer_each(home, lambda file: file.job_id == job_id))


def answer_all(home: Ports) -> int:
    """Returns how many were answered."""
    return _answer_each(home, lambda _: True)


def _answer_each(home: Ports, wanted: Wanted) -> int:
    waiting = [file for file in home.drops.unanswered() if wanted(file)]
    if not waiting:
        return 0
    whole = aws_home(home)
    return sum(_answer(home, whole, file) for file in waiting)


def _answer(home: Ports, whole: Home, file: DroppedFile) -> bool:
    """False while the job runs. What is written belongs to the job, and is erased with it."""
    try:
        job = home.jobs.get(file.tenant, file.job_id)
        if not job.status.ended:
            return False
        if job.status is JobStatus.FAILED:
            drop_box(home).refuse(file.tenant, file.name, job.error or UNKNOWN)
        else:
            _write_results(whole, job)
    except NotFound:
        pass  # erased before its result was written
    home.drops.answered(file)
    return True


def _write_results(home: Home, job: Job) -> None:
    where = (job.tenant, job.id)
    transcript = read_transcript(home, tenant=job.tenant, job_id=job.id).transcript
    folder = storage_keys.result_transcript(*where).rpartition("/")[0]
    home.blobs.put(f"{folder}/{job.id}.json", result_document(home, job).encode())
    home.blobs.put(f"{folder}/{job.id}.srt", exports.srt(transcript).encode())


handler = observed("drop_results", lambda_handler(run))
