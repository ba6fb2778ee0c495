"""The examples of searching and asking in the document are what is answered, field by field."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.api.native.search.examples import (
    ANSWERED,
    EXAMPLE_QUERY,
    NOT_ANSWERED,
    SEARCHED,
    ask_body,
)
from novapulse.api.native.search.schemas import AskAnswer, AskRequest, SearchAnswer
from novapulse.services.home import Home
from tests.contracts.shape import differences
from tests.services.conversations import converse

REFUND = "Agent: The refund takes three to five business days."


@pytest.fixture
def call(home: Home) -> str:
    lines = ("Agent: Good morning.", f"Customer: Those {EXAMPLE_QUERY}!", REFUND)
    return converse(home, *lines, metadata={"agent_id": "AGT-42", "queue": "billing"})


def test_a_search_is_answered_as_the_example_shows_it(client: TestClient, call: str) -> None:
    answer = client.get("/v1/search", params={"q": EXAMPLE_QUERY}).json()
    assert differences(SEARCHED, answer) == []
    assert list(answer) == list(SEARCHED)
    assert list(answer["results"][0]) == list(SEARCHED["results"][0])


def test_a_question_is_answered_as_the_example_shows_it(client: TestClient, call: str) -> None:
    body = ask_body()["content"]["application/json"]["example"]
    answer = client.post("/v1/ask", json=body).json()
    assert differences(ANSWERED, answer) == []
    assert list(answer) == list(ANSWERED)


def test_no_answer_is_as_the_example_shows_it(client: TestClient) -> None:
    answer = client.post("/v1/ask", json={"question": NOT_ANSWERED["question"]}).json()
    assert answer == {**NOT_ANSWERED, "model": answer["model"]}


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        (SearchAnswer, SEARCHED),
        (AskAnswer, ANSWERED),
        (AskAnswer, NOT_ANSWERED),
        (AskRequest, ask_body()["content"]["application/json"]["example"]),
    ],
)
def test_every_example_has_the_documented_shape(schema: Any, example: dict[str, Any]) -> None:
    schema.model_validate_json(json.dumps(example))
