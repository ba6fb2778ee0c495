"""Taking a call in: from a submission to a stored job on its way."""

import logging
from contextlib import suppress

from novapulse.domain.admission import IdempotencyKey
from novapulse.domain.errors import Conflict, NotFound
from novapulse.domain.job import Job, JobOptions, Medium, job_not_found
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.intake.conversation import check_room, first_of, still_there
from novapulse.services.intake.idempotency import check_key, first_answer, idempotency_of
from novapulse.services.intake.new_job import new_job
from novapulse.services.intake.options import check_options
from novapulse.services.intake.source import check_one_source, received_file
from novapulse.services.intake.storing import store
from novapulse.services.intake.submission import ReceivedFile, Submission
from novapulse.services.intake.turns import Turns
from novapulse.services.intake.written import check_written
from novapulse.services.uploads import mark_used
from novapulse.services.webhooks.tell import tell

__all__ = ["ReceivedFile", "Submission", "submit"]

log = logging.getLogger(__name__)


def submit(home: Home, submission: Submission) -> Job:
    """The stored, started job. Takes the file away when it is accepted. A repeated idempotency
    key gives the job as it was first stored.

    A crash leaves nothing, a recording or a text without a job (``sweep`` removes it), or a queued
    job that the reconciler starts. Raises InvalidRequest, UnsupportedMedia, NotFound
    (``job_not_found`` for a conversation that is gone), Conflict (``job_already_exists``,
    ``idempotency_key_reused``), TooManyRequests (``concurrent_jobs_exceeded``); for uploads as
    ``complete_upload``.
    """
    check_one_source(submission)
    if submission.written is not None:
        check_written(submission.written, max_seconds=home.settings.max_audio_seconds)
    check_key(submission.idempotency_key)
    options = _options(home, submission)
    if submission.conversation.part_of is not None:
        first = first_of(home.jobs, submission.tenant, submission.conversation.part_of)
        check_room(home.jobs, home.blobs, first, max_seconds=home.settings.max_audio_seconds)
    idempotency = idempotency_of(home, submission, options)
    earlier = first_answer(home, submission.tenant, idempotency)
    if earlier is not None:
        return earlier
    try:
        return _submit_new(home, submission, options, idempotency)
    except Conflict:
        # An equal request may have taken the upload since the first look.
        earlier = first_answer(home, submission.tenant, idempotency)
        if earlier is None:
            raise
        return earlier


def _options(home: Home, submission: Submission) -> JobOptions:
    checked = check_options(
        submission.asked,
        settings=home.settings,
        loopback_allowed=home.loopback_allowed,
        dialect=submission.dialect,
    )
    return checked.model_copy(
        update={
            "medium": Medium.SPEECH if submission.written is None else Medium.TEXT,
            "content": submission.content,
            "conversation": submission.conversation,
        }
    )


def _submit_new(
    home: Home, submission: Submission, options: JobOptions, idempotency: IdempotencyKey | None
) -> Job:
    with received_file(home, submission) as file:
        job = new_job(home, submission, options, file)
        stored = store(home, submission, job, file, idempotency)
    if stored.id != job.id:
        return stored
    if not still_there(home.jobs, stored):
        with suppress(NotFound):  # whoever erased that call may have found this one
            erase_job(home, tenant=stored.tenant, job_id=stored.id)
        raise job_not_found()
    if submission.upload_id is not None:
        _take_upload(home, job, submission.upload_id)
    _tell(home, stored)
    _start(home, stored)
    return stored


def _take_upload(home: Home, job: Job, upload_id: str) -> None:
    """Of two jobs from one upload at once, the second is taken back."""
    try:
        mark_used(home, job.tenant, upload_id, job.id)
    except Conflict:
        home.jobs.erase(job.tenant, job.id)
        home.runner.cancel(job)
        home.blobs.delete(job.audio_key)
        raise
    except Exception as error:
        # The job has a copy of its own: what the upload still has goes when its time is over.
        log.warning(
            "upload %s of job %s was not removed: %s", upload_id, job.id, type(error).__name__
        )


def _tell(home: Home, job: Job) -> None:
    try:
        for delivery in tell(home, job):
            home.runner.carry(delivery)
    except Exception as error:
        # It is told when the job begins.
        log.error("nobody is told yet of job %s: %s", job.id, type(error).__name__)


def _start(home: Home, job: Job) -> None:
    turns = Turns(home.jobs, home.tenants, home.settings.callcov_processing)
    try:
        if turns.has_turn(job):
            home.runner.start(job)
    except Exception as error:
        # The job is stored and will be started by the reconciler: the caller's request succeeded.
        log.error("job %s is stored but could not be started: %s", job.id, type(error).__name__)
