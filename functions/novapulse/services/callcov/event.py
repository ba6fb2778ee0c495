"""What is POSTed to the ``webhook_url`` of an analysis that has ended."""

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job
from novapulse.ports import BlobStore
from novapulse.services.callcov.analysis import JobResults, analysis_event, read_results

LARGEST_BODY_BYTES = 256 * 1024
"""A delivery is kept until it has arrived, and DynamoDB keeps no more than 400 KB in one item. An
hour of speech is half of this."""


def event_body(job: Job, blobs: BlobStore) -> str:
    """JSON: the whole result, redacted. Of one that is larger than can be kept the transcript is
    left out first, then everything: the receiver fetches it."""
    results = _results(job, blobs)
    for sent in (results, results._replace(transcript=None)):
        body = analysis_event(job, sent).model_dump_json()
        if len(body.encode()) <= LARGEST_BODY_BYTES:
            return body
    return analysis_event(job, JobResults()).model_dump_json()


def _results(job: Job, blobs: BlobStore) -> JobResults:
    try:
        return read_results(blobs, job)
    except NotFound:
        # Deleted already: that the job has ended is true all the same.
        return JobResults()
