"""Who the speakers of a completed call are, said by a person: everything that rests on it is made
anew."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from novapulse.domain.correction import Correction, corrected_labels
from novapulse.domain.errors import Conflict
from novapulse.domain.job import Job
from novapulse.domain.transcript import SpeakerRole
from novapulse.services.home import Home
from novapulse.services.results import read_transcript

log = logging.getLogger(__name__)

ATTEMPTS = 100
"""Of corrections that failed, each has used up its revision."""


@dataclass(frozen=True)
class Begun:
    job: Job
    correction: Correction


def begin_correction(home: Home, *, tenant: str, job_id: str, asked: Mapping[str, str]) -> Begun:
    """``asked``: as ``corrected_labels`` takes it. Raises what that raises,
    Conflict(``correction_under_way``) and what ``read_transcript`` raises."""
    found = read_transcript(home, tenant=tenant, job_id=job_id)
    labels = corrected_labels(found.transcript.speakers, asked)
    first = found.transcript.revision + 1
    for revision in range(first, first + ATTEMPTS):
        correction = Correction(revision=revision, labels=labels)
        if home.runner.redo(found.job, correction):
            return Begun(found.job, correction)
        if home.runner.redoing(found.job, revision):
            break
    raise Conflict(
        "correction_under_way",
        "The speakers of this call are being corrected already. Try again in a moment.",
    )


def under_way(home: Home, begun: Begun) -> bool:
    return home.runner.redoing(begun.job, begun.correction.revision)


def corrected_speakers(home: Home, begun: Begun) -> tuple[SpeakerRole, ...]:
    """Once it is no longer under way. Raises Conflict(``correction_failed``) and what
    ``read_transcript`` raises."""
    job = begun.job
    transcript = read_transcript(home, tenant=job.tenant, job_id=job.id).transcript
    if transcript.revision < begun.correction.revision:
        log.error("speakers of %s were not corrected", job.id)
        raise Conflict(
            "correction_failed",
            "The results could not be made anew; those from before stay. Send the request again.",
        )
    return transcript.speakers
