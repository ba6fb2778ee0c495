"""Searching and asking, by the client against a real server."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from novapulse.client import InvalidRequest, NovaPulse
from novapulse.services.home import Home
from tests.services.conversations import converse
from tests.services.house import NOON

REFUND = "Agent: The refund takes five days."
QUESTION = "How long does the refund take?"


def test_a_search_gives_typed_results(client: NovaPulse, home: Home) -> None:
    job_id = converse(home, REFUND, metadata={"queue": "billing"})
    found = client.search("refund takes")
    (result,) = found.results
    assert (result.job_id, result.segment_id, result.start) == (job_id, 1, 0.0)
    assert result.matched == ["words", "meaning"]
    assert result.job.metadata == {"queue": "billing"}
    assert found.mode == "hybrid"
    assert client.search("refunds", mode="keyword").results[0].similarity is None


def test_an_answer_is_typed_with_its_citations(client: NovaPulse, home: Home) -> None:
    converse(home, REFUND)
    answer = client.ask(QUESTION)
    assert answer.answered
    assert answer.answer == "Agent: “The refund takes five days.” [1]"
    assert answer.citations[0].text == "The refund takes five days."
    nothing = client.ask("Who won the football match?")
    assert not nothing.answered
    assert nothing.reason


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({"metadata": {"call": 42, "vip": True}}, 1),
        ({"metadata": {"call": 43}}, 0),
        ({"speaker": "Agent"}, 1),
        ({"speaker": "Customer"}, 0),
        ({"created_after": NOON - timedelta(seconds=1)}, 1),
        ({"created_after": NOON + timedelta(seconds=1)}, 0),
        ({"created_before": NOON.astimezone(timezone(timedelta(hours=2)))}, 1),
        ({"created_before": datetime(2026, 2, 1, tzinfo=UTC)}, 0),
        ({"job_id": "job_000000000000"}, 0),
    ],
)
def test_filters_hold_for_both(
    client: NovaPulse, home: Home, filters: dict[str, object], number: int
) -> None:
    converse(home, REFUND, metadata={"call": 42, "vip": True})
    assert len(client.search("refund", **filters).results) == number  # type: ignore[arg-type]
    assert len(client.ask(QUESTION, **filters).citations) == number  # type: ignore[arg-type]


def test_no_more_results_than_asked_for(client: NovaPulse, home: Home) -> None:
    converse(home, REFUND, REFUND)
    assert len(client.search("refund", limit=1).results) == 1


def test_what_the_server_refuses_is_a_typed_error(client: NovaPulse) -> None:
    with pytest.raises(InvalidRequest) as caught:
        client.search(" ")
    assert caught.value.code == "invalid_parameter"
    with pytest.raises(InvalidRequest):
        client.ask("?")
