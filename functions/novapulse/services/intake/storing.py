"""Storing a job with all that belongs to it, if the rules of its API let it in."""

from datetime import timedelta
from threading import Lock

from novapulse.domain import storage_keys
from novapulse.domain.admission import Admission, AdmissionRules, IdempotencyKey, Verdict
from novapulse.domain.errors import DuplicateSubmission
from novapulse.domain.job import Dialect, Job
from novapulse.services.home import Home
from novapulse.services.intake.concurrency import max_open, too_many_open
from novapulse.services.intake.conversation import keep_members, mark_part, unmark_part
from novapulse.services.intake.idempotency import key_reused
from novapulse.services.intake.submission import ReceivedFile, Submission
from novapulse.services.intake.turns import in_order_of_arrival
from novapulse.services.intake.written import keep_written

_IN_ORDER = Lock()


def store(
    home: Home,
    submission: Submission,
    job: Job,
    file: ReceivedFile | None,
    idempotency: IdempotencyKey | None,
) -> Job:
    """The stored job, or the one that the idempotency key was used for meanwhile. What belongs to
    the job rests before the job does, so that nothing begins without it."""
    rules = _rules(home, job, idempotency)
    stored = False
    try:
        if file is not None:
            home.blobs.adopt(job.audio_key, file.path)
        _keep_text(home, submission, job)
        admission = _admit(home, job, rules)
        stored = admission.verdict is Verdict.STORED
    finally:
        if not stored:
            home.blobs.delete(job.audio_key)
            _forget_text(home, submission, job)
    _raise_refusal(home, admission.verdict, admission.job)
    return admission.job


def _keep_text(home: Home, submission: Submission, job: Job) -> None:
    if submission.written is not None:
        keep_written(home.vault, job, submission.written)
    keep_members(home.vault, job, submission.members)


def _forget_text(home: Home, submission: Submission, job: Job) -> None:
    if submission.written is not None or submission.members:
        home.vault.delete(storage_keys.vault_prefix(job.tenant, job.id))


def _admit(home: Home, job: Job, rules: AdmissionRules) -> Admission:
    """Jobs that may have to wait are stored in the order of their times: two at once would
    otherwise each take the other for the later one, and both begin."""
    if not in_order_of_arrival(job):
        return home.jobs.admit(job, rules)
    with _IN_ORDER:
        return _admit_part(home, job.model_copy(update={"created_at": home.clock.now()}), rules)


def _admit_part(home: Home, job: Job, rules: AdmissionRules) -> Admission:
    """The mark is there before the job may begin."""
    mark_part(home.blobs, job)
    stored = False
    try:
        admission = home.jobs.admit(job, rules)
        stored = admission.verdict is Verdict.STORED
    finally:
        if not stored:
            unmark_part(home.blobs, job)
    return admission


def _rules(home: Home, job: Job, idempotency: IdempotencyKey | None) -> AdmissionRules:
    """CallCov refuses neither a repeated recording nor one job too many: the latter waits. Symbl
    does not refuse the former."""
    if job.options.dialect is Dialect.CALLCOV:
        return AdmissionRules(idempotency=idempotency)
    if job.options.dialect is Dialect.SYMBL:
        return AdmissionRules(idempotency=idempotency, max_open=max_open(home, job.tenant))
    window = home.settings.duplicate_window_seconds
    return AdmissionRules(
        idempotency=idempotency,
        duplicates_since=job.created_at - timedelta(seconds=window) if window else None,
        max_open=max_open(home, job.tenant),
    )


def _raise_refusal(home: Home, verdict: Verdict, job: Job) -> None:
    if verdict is Verdict.KEY_REUSED:
        raise key_reused(job)
    if verdict is Verdict.TOO_MANY_OPEN:
        raise too_many_open(home, job.tenant, job)
    if verdict is Verdict.DUPLICATE:
        raise DuplicateSubmission(
            "job_already_exists",
            f"The same file was submitted with the same metadata and pipeline as job '{job.id}' "
            f"within the last {home.settings.duplicate_window_seconds} seconds.",
            job_id=job.id,
        )
