"""``GET /v1/search``."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.answers import error
from tests.api.clients import client_of
from tests.api.conftest import key_for
from tests.services.conversations import converse
from tests.services.word_embedder import WordEmbedder


def searched(client: TestClient, q: str = "refund", **params: Any) -> dict[str, Any]:
    answer = client.get("/v1/search", params={"q": q, **params})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_passage_is_found_with_all_that_leads_to_it(client: TestClient, home: Home) -> None:
    job_id = converse(
        home,
        "Agent: Good morning.",
        "Customer: A refund please.",
        metadata={"queue": "billing"},
    )
    answer = searched(client, "a refund please")
    assert {name: answer[name] for name in ("query", "mode", "model")} == {
        "query": "a refund please",
        "mode": "hybrid",
        "model": WordEmbedder.model_id,
    }
    (result,) = answer["results"]
    assert result == {
        "job_id": job_id,
        "segment_id": 2,
        "speaker": "Customer",
        "start": 5.0,
        "end": 10.0,
        "text": "A refund please.",
        "score": pytest.approx(2 / 61, abs=1e-6),
        "matched": ["words", "meaning"],
        "similarity": pytest.approx(1.0, abs=1e-3),
        "job": {
            "created_at": "2026-03-01T12:00:00Z",
            "file_name": "call.wav",
            "metadata": {"queue": "billing"},
        },
    }


def test_by_words_there_is_no_model_and_no_similarity(client: TestClient, home: Home) -> None:
    converse(home, "Customer: Refunds!")
    answer = searched(client, mode="keyword")
    assert answer["model"] is None
    (result,) = answer["results"]
    assert result["matched"] == ["words"]
    assert "similarity" not in result


def test_by_meaning_the_score_is_the_similarity(client: TestClient, home: Home) -> None:
    converse(home, "Customer: refund now")
    (result,) = searched(client, mode="semantic")["results"]
    assert result["matched"] == ["meaning"]
    assert result["score"] == pytest.approx(result["similarity"], abs=1e-3)


def test_nothing_found_is_an_empty_list(client: TestClient) -> None:
    for mode in ("hybrid", "keyword", "semantic"):
        assert searched(client, mode=mode)["results"] == []


def test_each_passage_is_a_result_and_the_limit_holds(client: TestClient, home: Home) -> None:
    converse(home, *(f"Customer: refund {number} please" for number in range(30)))
    places = [(r["job_id"], r["segment_id"]) for r in searched(client)["results"]]
    assert len(places) == len(set(places)) == 20
    assert len(searched(client, limit=1)["results"]) == 1
    assert len(searched(client, limit=100)["results"]) == 30


@pytest.mark.parametrize(
    ("params", "number"),
    [
        ({"speaker": "Customer"}, 1),
        ({"speaker": "Speaker 1"}, 0),
        ({"metadata.queue": "billing"}, 2),
        ({"metadata.queue": "sales"}, 0),
        ({"metadata.call": "42"}, 2),
        ({"created_after": "2026-03-01"}, 2),
        ({"created_after": "2026-03-02"}, 0),
        ({"created_before": "2026-03-01"}, 2),
        ({"created_before": "2026-03-01T12:00:00Z"}, 2),
        ({"created_before": "2026-02-28"}, 0),
    ],
)
def test_filters_hold(client: TestClient, home: Home, params: dict[str, str], number: int) -> None:
    metadata = {"queue": "billing", "call": 42}
    converse(home, "Agent: the refund", "Customer: my refund", metadata=metadata)
    assert len(searched(client, **params)["results"]) == number


def test_one_job_alone_can_be_searched(client: TestClient, home: Home) -> None:
    converse(home, "Customer: my refund")
    job_id = converse(home, "Customer: my refund")
    (result,) = searched(client, job_id=job_id)["results"]
    assert result["job_id"] == job_id


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "missing_required_field"),
        ({"q": ""}, "invalid_parameter"),
        ({"q": "  \t"}, "invalid_parameter"),
        ({"q": "x" * 501}, "invalid_parameter"),
        ({"q": "x", "mode": "exact"}, "invalid_parameter"),
        ({"q": "x", "limit": "101"}, "invalid_parameter"),
        ({"q": "x", "speaker": "nobody"}, "invalid_parameter"),
        ({"q": "x", "job_id": "42"}, "invalid_parameter"),
        ({"q": "x", "created_after": "yesterday"}, "invalid_parameter"),
        ({"q": "x", "metadata": "queue"}, "invalid_parameter"),
    ],
)
def test_what_is_not_accepted_is_refused(
    client: TestClient, params: dict[str, str], code: str
) -> None:
    answer = client.get("/v1/search", params=params)
    assert error(answer) == (400, code)


def test_the_longest_query_is_accepted(client: TestClient) -> None:
    assert searched(client, "x" * 500)["results"] == []


def test_searching_needs_its_scope(client: TestClient, home: Home) -> None:
    others = key_for(home, scopes=("transcription:read", "jobs:read", "admin"))
    answer = client.get("/v1/search", params={"q": "x"}, headers=others)
    assert error(answer) == (403, "insufficient_permissions")
    own = key_for(home, scopes=("search:read",))
    assert client.get("/v1/search", params={"q": "x"}, headers=own).status_code == 200


def test_an_erased_job_is_found_no_more(client: TestClient, home: Home) -> None:
    job_id = converse(home, "Customer: my refund")
    assert len(searched(client)["results"]) == 1
    assert client.delete(f"/v1/jobs/{job_id}").status_code == 200
    assert searched(client)["results"] == []


@pytest.mark.parametrize(
    ("params", "accepted"),
    [
        ({"speaker": "agent"}, "Agent, Customer, or Speaker and a number from 1 to 99"),
        ({"job_id": "7a2d"}, "an id such as job_7a2d9c4f1e8b"),
        ({"q": "  "}, "a text that is not blank"),
    ],
)
def test_what_is_accepted_is_said_in_words(
    client: TestClient, params: dict[str, str], accepted: str
) -> None:
    (name, value), *_ = params.items()
    message = client.get("/v1/search", params={"q": "x", **params}).json()["error"]["message"]
    assert message == f"{name}: {value!r} is not accepted; accepted: {accepted}"


def test_searches_that_wait_keep_no_other_route_waiting(home: Home) -> None:
    go_on = threading.Event()

    def slow() -> WordEmbedder:
        go_on.wait(60)
        return WordEmbedder()

    waiting = replace(home, embedder=slow)
    with client_of(waiting, headers=key_for(home)) as client, ThreadPoolExecutor(61) as pool:
        searches = [pool.submit(searched, client) for _ in range(60)]
        try:
            listed = pool.submit(client.get, "/v1/jobs").result(timeout=20)
            assert listed.status_code == 200
            assert not any(search.done() for search in searches)
        finally:
            go_on.set()
        assert all(search.result()["results"] == [] for search in searches)
