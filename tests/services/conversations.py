"""Calls of which nothing is known but what was said, in the index as the pipeline puts them."""

import itertools
from datetime import datetime
from typing import Any

from novapulse.domain.job import Job, JobOptions
from novapulse.domain.search import Passage
from novapulse.language.passages import meanings
from novapulse.services.home import Home
from tests.adapters.make import add_job, make_job

SECONDS_OF_A_LINE = 5.0
_NUMBERS = itertools.count(1)


def converse(
    home: Home,
    *lines: str,
    tenant: str = "acme",
    metadata: dict[str, Any] | None = None,
    created_at: datetime | None = None,
) -> str:
    """The id of a completed job. Each line is ``Speaker: text``; the first one is segment 1 and
    lasts from 0.0 to 5.0."""
    job = make_job(
        next(_NUMBERS),
        tenant=tenant,
        options=JobOptions(metadata=metadata or {}),
        created_at=created_at or home.clock.now(),
    )
    add_job(home.jobs, job)
    home.jobs.start(tenant, job.id, home.clock.now())
    index(home, job, *lines)
    home.jobs.complete(tenant, job.id, home.clock.now(), ())
    return job.id


def index(home: Home, job: Job, *lines: str) -> None:
    embedder = home.embedder()
    passages = tuple(itertools.starmap(_passage, enumerate(lines, start=1)))
    vectors = meanings(passages, embedder)
    home.search.put(job.tenant, job.id, passages, vectors, model=embedder.model_id)


def _passage(number: int, line: str) -> Passage:
    speaker, _, text = line.partition(": ")
    end = number * SECONDS_OF_A_LINE
    start = end - SECONDS_OF_A_LINE
    return Passage(segment=number, speaker=speaker, start=start, end=end, text=text)
