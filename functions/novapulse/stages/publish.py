"""Stage ``publish``: the results take their place and the job is completed, in that order."""

from novapulse.domain import storage_keys
from novapulse.domain.assessment import Assessment
from novapulse.domain.content import Content
from novapulse.domain.errors import NotFound
from novapulse.domain.insights import Insights
from novapulse.domain.job import Pipeline
from novapulse.language.pii.detector import PiiDetector
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
    if reference.pipeline is Pipeline.FULL_ANALYSIS:
        insights = scan_insights(_insights(blobs, *where), detector)
        documents.write(blobs, storage_keys.result_insights(*where), insights)
        notices += insights.summary.notices
        _publish_assessment(blobs, *where, detector)
        _publish_content(blobs, *where, detector)
    if not jobs.complete(*where, clock.now(), notices):
        jobs.get(*where)
    blobs.delete(storage_keys.prepared_prefix(*where))
    blobs.delete(storage_keys.work_prefix(*where))
    return StageReport()


def _publish_assessment(blobs: BlobStore, tenant: str, job_id: str, detector: PiiDetector) -> None:
    """None is left by the stage that makes it where it failed, or ran in an earlier release."""
    try:
        found = documents.read(blobs, storage_keys.work(tenant, job_id, "assessment"), Assessment)
    except NotFound:
        return
    key = storage_keys.result_assessment(tenant, job_id)
    documents.write(blobs, key, scan_assessment(found, detector))


def _publish_content(blobs: BlobStore, tenant: str, job_id: str, detector: PiiDetector) -> None:
    """As above."""
    try:
        found = documents.read(blobs, storage_keys.work(tenant, job_id, "content"), Content)
    except NotFound:
        return
    key = storage_keys.result_content(tenant, job_id)
    documents.write(blobs, key, scan_content(found, detector))


def _insights(blobs: BlobStore, tenant: str, job_id: str) -> Insights:
    try:
        return documents.read(blobs, storage_keys.work(tenant, job_id, "insights"), Insights)
    except NotFound:
        return documents.read(blobs, storage_keys.result_insights(tenant, job_id), Insights)
