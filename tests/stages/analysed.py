"""A job that has come as far as the last analyses, and its publication."""

from novapulse.domain import storage_keys
from novapulse.domain.behaviour import behavioral
from novapulse.domain.job import Job, JobOptions
from novapulse.domain.transcript import Transcript
from novapulse.language.pii.detector import RuleDetector
from novapulse.language.redact import redact_transcript
from novapulse.language.sentiment.analyse import analyse_sentiment
from novapulse.language.sentiment.lexicon import LexiconScorer
from novapulse.services.home import Home
from novapulse.stages import documents
from novapulse.stages.publish import publish
from novapulse.stages.recommend import recommend
from novapulse.stages.reference import JobReference
from tests.adapters.make import add_job, make_job
from tests.services.house import NOON, make_transcript

OPENING = "Thank you for calling Northwind, this is Mary, this call may be recorded."


def spoken(opening: str = OPENING) -> Transcript:
    """Redacted: the agent says ``opening``, the customer has been charged twice."""
    transcript = make_transcript(pii_redacted=False)
    first, concern = transcript.segments
    segments = (first.model_copy(update={"text": opening, "words": ()}), concern)
    return redact_transcript(transcript.model_copy(update={"segments": segments}), RuleDetector())


def analysed(
    home: Home,
    options: JobOptions,
    *,
    opening: str = OPENING,
    transcript: Transcript | None = None,
) -> Job:
    job = make_job(options=options)
    add_job(home.jobs, job)
    home.jobs.start(job.tenant, job.id, NOON)
    said = transcript or spoken(opening)
    for name, document in (
        ("transcript", said),
        ("sentiment", analyse_sentiment(said, LexiconScorer())),
        ("behaviour", behavioral(said)),
    ):
        documents.write(home.blobs, storage_keys.work(job.tenant, job.id, name), document)
    recommend(JobReference.of(job), blobs=home.blobs)
    return job


def run_publish(home: Home, job: Job) -> None:
    publish(
        JobReference.of(job),
        jobs=home.jobs,
        blobs=home.blobs,
        clock=home.clock,
        detector=RuleDetector(),
    )
