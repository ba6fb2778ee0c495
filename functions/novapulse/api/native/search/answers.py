"""From what was found to the API's shapes. Pure."""

from typing import TYPE_CHECKING, Any

from novapulse.api.native.search.schemas import (
    AskAnswer,
    CitationSchema,
    FoundJob,
    FoundPassage,
    SearchAnswer,
)
from novapulse.domain.search import Hit, SearchMode
from novapulse.domain.wire_time import wire_time
from novapulse.services.search.find import Found, SearchResult

if TYPE_CHECKING:
    from novapulse.services.search.ask import Answer

SCORE_DIGITS = 6
"""The scores of neighbours in a fused ranking differ in the fourth."""
SIMILARITY_DIGITS = 4


def search_answer(query: str, mode: SearchMode, result: SearchResult) -> SearchAnswer:
    return SearchAnswer(
        query=query,
        mode=mode.value,
        model=result.model,
        results=[_found(one) for one in result.found],
    )


def ask_answer(question: str, answer: "Answer") -> AskAnswer:
    reason = {} if answer.reason is None else {"reason": answer.reason}
    return AskAnswer(
        question=question,
        answered=answer.text is not None,
        answer=answer.text,
        model=answer.model,
        citations=[
            CitationSchema(**_place(one.hit), similarity=_similarity(one)) for one in answer.cited
        ],
        **reason,
    )


def _found(one: Found) -> FoundPassage:
    hit = one.hit
    by_meaning = one.similarity is not None
    similarity = {"similarity": _similarity(one)} if by_meaning else {}
    ways = (("words", one.by_words), ("meaning", by_meaning))
    return FoundPassage.model_validate(
        {
            **_place(hit),
            "score": round(one.score, SCORE_DIGITS),
            "matched": [name for name, so in ways if so],
            **similarity,
            "job": FoundJob(
                created_at=wire_time(hit.created_at),
                file_name=hit.file_name,
                metadata=hit.metadata,
            ),
        }
    )


def _place(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "job_id": hit.job_id,
        "segment_id": passage.segment,
        "speaker": passage.speaker,
        "start": round(passage.start, 2),
        "end": round(passage.end, 2),
        "text": passage.text,
    }


def _similarity(one: Found) -> float:
    return round(one.similarity or 0.0, SIMILARITY_DIGITS)
