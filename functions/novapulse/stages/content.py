"""Stage ``content``: what the call is about, what was asked and what is left to do."""

from collections.abc import Iterator

from novapulse.domain import storage_keys
from novapulse.domain.insights import Sentiment
from novapulse.domain.job import Job
from novapulse.domain.tracker import Tracker
from novapulse.domain.transcript import Transcript
from novapulse.language.content.analyse import analyse_content
from novapulse.language.embedder import Embedder
from novapulse.ports import BlobStore, JobStore, TrackerStore
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport


def content(
    reference: JobReference,
    *,
    jobs: JobStore,
    trackers: TrackerStore,
    blobs: BlobStore,
    embedder: Embedder,
) -> StageReport:
    """With the tenant's trackers as they are now, not as they were when the call came. Raises
    NotFound for a job that is gone, or has no analyses."""
    where = (reference.tenant, reference.job_id)
    job = jobs.get(*where)
    asked = job.options.content
    found = analyse_content(
        documents.read(blobs, storage_keys.work(*where, "transcript"), Transcript),
        documents.read(blobs, storage_keys.work(*where, "sentiment"), Sentiment),
        started_at=job.began_at,
        custom_entities=asked.custom_entities,
        trackers=wanted_trackers(job, trackers),
        embedder=embedder,
        confidence_threshold=asked.confidence_threshold,
    )
    documents.write(blobs, storage_keys.work(*where, "content"), found)
    return StageReport()


def wanted_trackers(job: Job, trackers: TrackerStore) -> tuple[Tracker, ...]:
    """The call's own, then the tenant's unless they are not wanted; of one name the first."""
    by_name: dict[str, Tracker] = {}
    for tracker in (*job.options.content.trackers, *_stored(job, trackers)):
        by_name.setdefault(tracker.name, tracker)
    return tuple(by_name.values())


def _stored(job: Job, trackers: TrackerStore) -> Iterator[Tracker]:
    if job.options.content.stored_trackers:
        yield from (stored.tracker for stored in trackers.list(job.tenant))
