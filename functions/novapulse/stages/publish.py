"""Stage ``publish``: the results take their place and the job is completed, in that order."""

from novapulse.domain import storage_keys
from novapulse.domain.assessment import Assessment
from novapulse.domain.content import Content
from novapulse.domain.errors import NotFound
from novapulse.domain.insights import Insights
from novapulse.domain.job import Job, Pipeline
from novapulse.language.pii_detector import PiiDetector
from novapulse.language.redact import scan_assessment, scan_insights
from novapulse.language.redact_content import scan_content
from novapulse.ports import BlobStore, Clock, JobStore
from novapulse.stages import documents
from novapulse.stages.redacted import read_redacted
from novapulse.stages.reference import JobReference, StageReport


def publish(
    reference: JobReference,
    *,
    jobs: JobStore,
    blobs: BlobStore,
    clock: Clock,
    detector: PiiDetector,
) -> StageReport:
    """Every text of insights, assessment and content is scanned for personal data once more; the
    transcript was, before it rested anywhere. Running it again finds its own results and changes
    nothing. Raises NotFound(``job_not_found``) for a job that was erased meanwhile: its runner then
    removes what was written here."""
    where = (reference.tenant, reference.job_id)
    transcript = read_redacted(blobs, *where)
    documents.write(blobs, storage_keys.result_transcript(*where), transcript)
    notices = (*transcript.notices, *reference.notices)
    anew = _is_made_anew(reference, blobs)
    if reference.pipeline is Pipeline.FULL_ANALYSIS:
        insights = scan_insights(_insights(blobs, *where), detector)
        documents.write(blobs, storage_keys.result_insights(*where), insights)
        notices += insights.summary.notices
        _publish_assessment(blobs, *where, detector, anew=anew)
        _publish_content(blobs, *where, detector, anew=anew)
    if not jobs.complete(*where, clock.now(), notices):
        _refuse_expired(jobs.get(*where), blobs)
    if reference.correction is not None:
        jobs.set_warnings(*where, notices)
    blobs.delete(storage_keys.prepared_prefix(*where))
    blobs.delete(storage_keys.work_prefix(*where))
    return StageReport()


def _is_made_anew(reference: JobReference, blobs: BlobStore) -> bool:
    """Speakers were corrected, and this is the attempt that has what the stages left."""
    made = storage_keys.work(reference.tenant, reference.job_id, "transcript")
    return reference.correction is not None and made in blobs.keys(made)


def _refuse_expired(job: Job, blobs: BlobStore) -> None:
    """The data of a job that is gone through once more may have come to the end of their time."""
    if job.data_expired_at is not None:
        blobs.delete(storage_keys.results_prefix(job.tenant, job.id))
        raise NotFound("results_expired", "the results were deleted meanwhile")


def _publish_assessment(
    blobs: BlobStore, tenant: str, job_id: str, detector: PiiDetector, *, anew: bool
) -> None:
    """None is left by the stage that makes it where it failed, or ran in an earlier release. If
    results are made ``anew``, the one before is wrong then."""
    key = storage_keys.result_assessment(tenant, job_id)
    try:
        found = documents.read(blobs, storage_keys.work(tenant, job_id, "assessment"), Assessment)
    except NotFound:
        if anew:
            blobs.delete(key)
        return
    documents.write(blobs, key, scan_assessment(found, detector))


def _publish_content(
    blobs: BlobStore, tenant: str, job_id: str, detector: PiiDetector, *, anew: bool
) -> None:
    """As above."""
    key = storage_keys.result_content(tenant, job_id)
    try:
        found = documents.read(blobs, storage_keys.work(tenant, job_id, "content"), Content)
    except NotFound:
        if anew:
            blobs.delete(key)
        return
    documents.write(blobs, key, scan_content(found, detector))


def _insights(blobs: BlobStore, tenant: str, job_id: str) -> Insights:
    try:
        return documents.read(blobs, storage_keys.work(tenant, job_id, "insights"), Insights)
    except NotFound:
        return documents.read(blobs, storage_keys.result_insights(tenant, job_id), Insights)
