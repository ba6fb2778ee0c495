"""Searching and asking in the OpenAPI document: the request's body, and examples of each answer."""

from typing import Any

from novapulse.api.native.search.schemas import AskRequest

EXAMPLE_QUERY = "calls where customers expressed frustration about billing"
EXAMPLE_QUESTION = "How long does the refund take?"
MODEL = "all-MiniLM-L6-v2+concepts-7c1de04b"
JOB_ID = "job_7a2d9c4f1e8b"

SEARCH_NOTE = (
    "Finds what was said in all calls that are kept, one result for each passage. `hybrid` merges "
    "the passages that hold words of the query (in every inflection, English) with those that mean "
    'what it means; words in quotation marks and ids, such as `"makes no sense"` and `TC-449823`, '
    "are looked for as they are. Nothing found is an empty list."
)
ASK_NOTE = (
    "Answers from passages of the calls that are kept and cites them; where none supports an "
    "answer, `answered` is false and `reason` says so. The answer quotes: it holds nothing that "
    "was not said. Where a cited passage asks, the one that follows it is cited with it."
)


def _example(description: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"example": value}}}


def _body() -> dict[str, Any]:
    """With the filters written out: the document has no other place for them."""
    schema = AskRequest.model_json_schema()
    filters = schema.pop("$defs")["AskFilters"]
    schema["properties"]["filters"] = filters
    return schema


SEARCHED: dict[str, Any] = {
    "query": EXAMPLE_QUERY,
    "mode": "hybrid",
    "model": MODEL,
    "results": [
        {
            "job_id": JOB_ID,
            "segment_id": 2,
            "speaker": "Customer",
            "start": 5.4,
            "end": 14.7,
            "text": "I was charged twice and this charge makes no sense.",
            "score": 0.032266,
            "matched": ["words", "meaning"],
            "similarity": 0.4127,
            "job": {
                "created_at": "2025-04-15T09:14:22Z",
                "file_name": "support-call-april.mp3",
                "metadata": {"agent_id": "AGT-42", "queue": "billing"},
            },
        }
    ],
}
FOUND = _example("The passages, best first", SEARCHED)


def ask_body() -> dict[str, Any]:
    return {
        "required": True,
        "content": {
            "application/json": {
                "schema": _body(),
                "example": {
                    "question": EXAMPLE_QUESTION,
                    "filters": {"metadata": {"queue": "billing"}, "created_after": "2025-04-01"},
                },
            }
        },
    }


ANSWERED: dict[str, Any] = {
    "question": EXAMPLE_QUESTION,
    "answered": True,
    "answer": "Agent: “The refund takes three to five business days.” [1]",
    "model": MODEL,
    "citations": [
        {
            "job_id": JOB_ID,
            "segment_id": 9,
            "speaker": "Agent",
            "start": 74.1,
            "end": 78.3,
            "text": "The refund takes three to five business days.",
            "similarity": 0.8802,
        }
    ],
}
NOT_ANSWERED: dict[str, Any] = {
    "question": "Who won the football match?",
    "answered": False,
    "answer": None,
    "reason": "Nothing that was said has to do with the question. Ask with other words or fewer "
    "filters.",
    "model": MODEL,
    "citations": [],
}
ASKED: dict[str, Any] = {
    "description": "The answer with what it rests on, or why there is none",
    "content": {
        "application/json": {
            "examples": {
                "answered": {"value": ANSWERED},
                "not answered": {"value": NOT_ANSWERED},
            }
        }
    },
}
