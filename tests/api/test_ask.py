"""``POST /v1/ask``."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.answers import error
from tests.api.conftest import key_for
from tests.services.conversations import converse
from tests.services.word_embedder import WordEmbedder

REFUND = "Agent: The refund takes five days."
QUESTION = "How long does the refund take?"


def asked(client: TestClient, question: str = QUESTION, **filters: Any) -> dict[str, Any]:
    answer = client.post("/v1/ask", json={"question": question, "filters": filters})
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def test_an_answer_quotes_what_it_rests_on(client: TestClient, home: Home) -> None:
    job_id = converse(home, "Agent: Good morning.", REFUND)
    question, passage = WordEmbedder().encode([QUESTION, REFUND.removeprefix("Agent: ")])
    assert asked(client) == {
        "question": QUESTION,
        "answered": True,
        "answer": "Agent: “The refund takes five days.” [1]",
        "model": WordEmbedder.model_id,
        "citations": [
            {
                "job_id": job_id,
                "segment_id": 2,
                "speaker": "Agent",
                "start": 5.0,
                "end": 10.0,
                "text": "The refund takes five days.",
                "similarity": pytest.approx(float(question @ passage), abs=1e-3),
            }
        ],
    }


def test_without_support_there_is_no_answer_and_a_reason(client: TestClient, home: Home) -> None:
    converse(home, REFUND)
    answer = asked(client, "Who won the football match?")
    assert answer.pop("reason")
    assert answer == {
        "question": "Who won the football match?",
        "answered": False,
        "answer": None,
        "model": WordEmbedder.model_id,
        "citations": [],
    }


@pytest.mark.parametrize(
    ("filters", "answered"),
    [
        ({"metadata": {"queue": "billing", "call": 42, "vip": True, "paid": 1.5}}, True),
        ({"metadata": {"call": "42"}}, True),
        ({"metadata": {"queue": "sales"}}, False),
        ({"metadata": {}}, True),
        ({"speaker": "Agent"}, True),
        ({"speaker": "Customer"}, False),
        ({"created_after": "2026-03-01", "created_before": "2026-03-01"}, True),
        ({"created_after": "2026-03-01T12:00:00Z"}, True),
        ({"created_after": "2026-03-02"}, False),
        ({"created_after": None, "created_before": None, "job_id": None, "speaker": None}, True),
    ],
)
def test_filters_hold(
    client: TestClient, home: Home, filters: dict[str, Any], answered: bool
) -> None:
    metadata = {"queue": "billing", "call": 42, "vip": True, "paid": 1.5}
    converse(home, REFUND, metadata=metadata)
    assert asked(client, **filters)["answered"] is answered


def test_one_job_alone_can_be_asked_about(client: TestClient, home: Home) -> None:
    converse(home, REFUND)
    job_id = converse(home, REFUND)
    (citation,) = asked(client, job_id=job_id)["citations"]
    assert citation["job_id"] == job_id


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "missing_required_field"),
        ({"question": "ab"}, "invalid_parameter"),
        ({"question": "    "}, "invalid_parameter"),
        ({"question": "x" * 1001}, "invalid_parameter"),
        ({"question": 42}, "invalid_parameter"),
        ({"question": QUESTION, "mode": "hybrid"}, "invalid_parameter"),
        ({"question": QUESTION, "filters": {"queue": "billing"}}, "invalid_parameter"),
        ({"question": QUESTION, "filters": {"job_id": "42"}}, "invalid_parameter"),
        ({"question": QUESTION, "filters": {"speaker": "nobody"}}, "invalid_parameter"),
        ({"question": QUESTION, "filters": {"created_after": 2026}}, "invalid_parameter"),
        ({"question": QUESTION, "filters": {"metadata": {"a": None}}}, "invalid_parameter"),
        ({"question": QUESTION, "filters": {"metadata": {"a": {"b": 1}}}}, "invalid_parameter"),
        ({"question": QUESTION, "filters": {"metadata": {"": "b"}}}, "invalid_parameter"),
        (
            {"question": QUESTION, "filters": {"metadata": {str(n): "b" for n in range(21)}}},
            "invalid_parameter",
        ),
    ],
)
def test_what_is_not_accepted_is_refused(
    client: TestClient, body: dict[str, Any], code: str
) -> None:
    answer = client.post("/v1/ask", json=body)
    assert error(answer) == (400, code)


def test_a_refusal_names_the_field_and_what_is_accepted(client: TestClient) -> None:
    body = {"question": QUESTION, "filters": {"metadata": {"queue": ["billing"]}}}
    said = client.post("/v1/ask", json=body).json()["error"]["message"]
    assert said.startswith("filters.metadata.queue: ")
    assert "a text, a number, true or false" in said


def test_a_number_of_many_digits_is_no_defect(client: TestClient) -> None:
    text = '{"question": "what is it", "filters": {"metadata": {"a": 1%s}}}' % ("0" * 5000)
    answer = client.post("/v1/ask", content=text)
    assert answer.status_code in (200, 400)


def test_a_body_above_the_limit_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/ask", content=b'{"question": "' + b"x" * 300_000)
    assert error(answer) == (413, "request_too_large")


def test_asking_needs_the_scope_of_searching(client: TestClient, home: Home) -> None:
    others = key_for(home, scopes=("transcription:read", "jobs:read", "admin"))
    answer = client.post("/v1/ask", json={"question": QUESTION}, headers=others)
    assert error(answer) == (403, "insufficient_permissions")
    own = key_for(home, scopes=("search:read",))
    assert client.post("/v1/ask", json={"question": QUESTION}, headers=own).status_code == 200
