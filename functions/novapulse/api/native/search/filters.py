"""The filters of a question as the services know them."""

from novapulse.api.native.search.schemas import AskFilters
from novapulse.domain.listing import JobFilter
from novapulse.domain.search import SearchFilter


def search_filter(filters: AskFilters) -> SearchFilter:
    jobs = JobFilter(
        created_after=filters.created_after,
        created_before=filters.created_before,
        metadata=tuple(filters.metadata.items()),
    )
    return SearchFilter(jobs=jobs, job_id=filters.job_id, speaker=filters.speaker)
