"""What the pipeline leaves behind of a short scripted call, for any submission."""

from datetime import timedelta

from novapulse.domain import storage_keys
from novapulse.domain.assessment import Assessment
from novapulse.domain.job import Job, JobError
from novapulse.domain.policy import DEFAULT_POLICY
from novapulse.domain.transcript import Transcript
from novapulse.services.home import Home
from tests.language.assessment.scripted import assessed, transcript_of
from tests.services.house import make_insights

LINES = [
    "0.4-6.0 Agent: Thank you for calling Brightwell Energy, my name is [NAME]. "
    "How can I help you today?",
    "6.5-13.0 Customer: I was charged twice and that is really frustrating. "
    "My card number is [CARD_NUMBER].",
    "21.0-27.0 Agent: I'm so sorry about that. I personally guarantee that you will save with us.",
    "27.5-30.0 Customer: Okay, thank you.",
    "30.5-36.0 Agent: You're welcome. Is there anything else I can help you with? Goodbye.",
]
FAILURE = JobError(code="audio_undecodable", message="The recording is damaged; send another copy.")


def transcript(lines: list[str] = LINES) -> Transcript:
    return transcript_of(lines)


def assessment(lines: list[str] = LINES) -> Assessment:
    return assessed(transcript(lines), DEFAULT_POLICY)


def complete(home: Home, job: Job, lines: list[str] = LINES) -> Job:
    """60 seconds later."""
    where = (job.tenant, job.id)
    results = {
        storage_keys.result_transcript(*where): transcript(lines),
        storage_keys.result_insights(*where): make_insights(),
        storage_keys.result_assessment(*where): assessment(lines),
    }
    home.jobs.start(*where, home.clock.now())
    for key, result in results.items():
        home.blobs.put(key, result.model_dump_json().encode())
    home.jobs.complete(*where, home.clock.now() + timedelta(seconds=60), ())
    return home.jobs.get(*where)


def fail(home: Home, job: Job, error: JobError = FAILURE) -> Job:
    home.jobs.start(job.tenant, job.id, home.clock.now())
    home.jobs.fail(job.tenant, job.id, home.clock.now() + timedelta(seconds=5), error)
    return home.jobs.get(job.tenant, job.id)
