"""Stage ``sentiment``: a score for every segment, the call's score and its trend."""

from novapulse.domain import storage_keys
from novapulse.domain.transcript import Transcript
from novapulse.language.sentiment.analyse import analyse_sentiment
from novapulse.language.sentiment.scorer import SentimentScorer
from novapulse.ports import BlobStore
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport


def sentiment(reference: JobReference, *, blobs: BlobStore, scorer: SentimentScorer) -> StageReport:
    where = (reference.tenant, reference.job_id)
    transcript = documents.read(blobs, storage_keys.work(*where, "transcript"), Transcript)
    documents.write(
        blobs, storage_keys.work(*where, "sentiment"), analyse_sentiment(transcript, scorer)
    )
    return StageReport()
