"""Stage ``recommend``: rules over the evidence that the analyses found."""

from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.insights import Behavioral, Insights, Sentiment, Summary
from novapulse.domain.recommendations import recommend as rules
from novapulse.domain.transcript import Transcript
from novapulse.ports import BlobStore
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport

NO_SUMMARY = Summary(text="", sentences=(), outcome="open", method="none")
"""Stands in when the optional summary stage failed; the job then carries a warning."""


def recommend(reference: JobReference, *, blobs: BlobStore) -> StageReport:
    where = (reference.tenant, reference.job_id)
    transcript = documents.read(blobs, storage_keys.work(*where, "transcript"), Transcript)
    sentiment = documents.read(blobs, storage_keys.work(*where, "sentiment"), Sentiment)
    behavioral = documents.read(blobs, storage_keys.work(*where, "behaviour"), Behavioral)
    summary = _summary(blobs, *where)
    insights = Insights(
        sentiment=sentiment,
        behavioral=behavioral,
        summary=summary,
        recommendations=rules(transcript, sentiment, behavioral, summary),
    )
    documents.write(blobs, storage_keys.work(*where, "insights"), insights)
    return StageReport()


def _summary(blobs: BlobStore, tenant: str, job_id: str) -> Summary:
    try:
        return documents.read(blobs, storage_keys.work(tenant, job_id, "summary"), Summary)
    except NotFound:
        return NO_SUMMARY
