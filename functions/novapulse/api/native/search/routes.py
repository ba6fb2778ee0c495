"""``GET /v1/search`` and ``POST /v1/ask``."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Query, Request

from novapulse.api.json_body import received_json
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.jobs.query import METADATA_NOTE, After, Before, metadata_conditions
from novapulse.api.native.schemas import NOT_BLANK, SPEAKER
from novapulse.api.native.search import examples
from novapulse.api.native.search.answers import ask_answer, search_answer
from novapulse.api.native.search.filters import search_filter
from novapulse.api.native.search.schemas import (
    MAX_QUERY,
    AskAnswer,
    AskRequest,
    SearchAnswer,
)
from novapulse.domain.event_payloads import JOB_ID
from novapulse.domain.keys import ApiKey
from novapulse.domain.listing import JobFilter
from novapulse.domain.search import SearchFilter, SearchMode
from novapulse.services.search.find import search

router = APIRouter()

T = TypeVar("T")
Reader = Annotated[ApiKey, Depends(caller_with("search:read"))]


@router.get(
    "/v1/search",
    response_model=SearchAnswer,
    response_model_exclude_unset=True,
    responses={**answers(400, 401, 403), 200: examples.FOUND},
    summary="Search what was said in all calls",
    description=f"{examples.SEARCH_NOTE}\n\n{METADATA_NOTE}",
)
async def get_search(
    *,
    request: Request,
    home: HomeOf,
    key: Reader,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=MAX_QUERY,
            pattern=NOT_BLANK,
            description="What to look for, as one would say it",
            examples=[examples.EXAMPLE_QUERY],
        ),
    ],
    mode: Annotated[
        SearchMode, Query(description="By the same words, by the same meaning, or both merged")
    ] = SearchMode.HYBRID,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    speaker: Annotated[
        str | None, Query(pattern=SPEAKER, description="Who said it, as the transcript names them")
    ] = None,
    job_id: Annotated[str | None, Query(pattern=JOB_ID, examples=[examples.JOB_ID])] = None,
    created_after: Annotated[
        After, Query(description="A time with its zone, or a day in UTC; inclusive")
    ] = None,
    created_before: Annotated[
        Before, Query(description="A time with its zone, or a day in UTC; inclusive")
    ] = None,
) -> SearchAnswer:
    metadata = metadata_conditions(request.query_params.multi_items())
    where = SearchFilter(
        jobs=JobFilter(
            created_after=created_after, created_before=created_before, metadata=metadata
        ),
        job_id=job_id,
        speaker=speaker,
    )
    found = await _searching(
        request, lambda: search(home, key.tenant, q, mode=mode, where=where, limit=limit)
    )
    return search_answer(q, mode, found)


@router.post(
    "/v1/ask",
    response_model=AskAnswer,
    response_model_exclude_unset=True,
    responses={**answers(400, 401, 403, 408, 413), 200: examples.ASKED},
    summary="Ask a question about the calls",
    description=examples.ASK_NOTE,
)
async def post_ask(request: Request, home: HomeOf, key: Reader) -> AskAnswer:
    from novapulse.services.search.ask import ask  # what reads questions takes long to import

    settings = home.settings
    asked = await received_json(
        request,
        AskRequest,
        max_bytes=settings.max_json_bytes,
        seconds=settings.upload_timeout_seconds,
    )
    where = search_filter(asked.filters)
    answer = await _searching(request, lambda: ask(home, key.tenant, asked.question, where=where))
    return ask_answer(asked.question, answer)


async def _searching(request: Request, search_for_it: Callable[[], T]) -> T:
    """In threads of its own: a tenant's searches wait for one another, and what waits in a thread
    that all routes share keeps those waiting too."""
    return await run_sync(search_for_it, limiter=request.app.state.search_threads)
