"""A tenant's analyses as a list that is paged by number."""

from collections.abc import Iterator
from dataclasses import replace

from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobStatus
from novapulse.domain.listing import JobFilter
from novapulse.services.callcov.analysis import STATUS, JobResults, analysis_response, read_results
from novapulse.services.callcov.shapes import AnalysisList, Status
from novapulse.services.home import Home
from novapulse.services.jobs import list_jobs

MAX_LIMIT = 1000
STEP = 200
"""Jobs read at once. All that fit the filter are read, since the answer says how many there are."""
ENDED: dict[str, JobStatus] = {"completed": JobStatus.COMPLETED, "failed": JobStatus.FAILED}


def list_analyses(
    home: Home,
    tenant: str,
    where: JobFilter,
    *,
    status: Status | None,
    search: str | None,
    limit: int,
    offset: int,
) -> AnalysisList:
    """``search`` is looked for in agent and contact, whatever the case."""
    if status in ENDED:
        where = replace(where, status=ENDED[status])
    fitting = [
        job
        for job in _every_job(home, tenant, where)
        if (status is None or STATUS[job.status] == status) and _found(job, search)
    ]
    page = fitting[offset : offset + limit]
    return AnalysisList(
        data=tuple(analysis_response(job, _results(home, job)) for job in page),
        total=len(fitting),
        limit=limit,
        offset=offset,
        has_more=offset + limit < len(fitting),
    )


def _every_job(home: Home, tenant: str, where: JobFilter) -> Iterator[Job]:
    after = None
    while True:
        page = list_jobs(tenant, where, limit=STEP, after=after, jobs=home.jobs)
        yield from page.jobs
        after = page.next
        if after is None:
            return


def _found(job: Job, search: str | None) -> bool:
    if search is None:
        return True
    said = (job.options.call.agent_id or "", job.options.call.contact_id or "")
    return any(search.casefold() in text.casefold() for text in said)


def _results(home: Home, job: Job) -> JobResults:
    """Nothing of one that is erased, or whose time is over, just now."""
    try:
        return read_results(home.blobs, job)
    except NotFound:
        return JobResults()
