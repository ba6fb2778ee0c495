"""The four plans: submissions a minute, calls at once, and what is not counted."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.contracts.callcov.caller import (
    ANALYSIS,
    ANALYZE,
    accepted,
    both_families,
    by_url,
    caller,
    details,
    error,
    new_key,
    upload,
)
from tests.services.house import HandClock

REFUSED = (429, "rate_limit_exceeded")
OfPlan = Callable[..., TestClient]


@pytest.fixture
def of_plan(home: Home) -> OfPlan:
    """A caller whose account has that plan, under another key each time."""

    def make(tier: str, **headers: str) -> TestClient:
        return caller(home, new_key(home, f"of-{tier}", tier=tier), **headers)

    return make


def test_one_submission_more_than_the_plan_has_is_refused(of_plan: OfPlan) -> None:
    client = of_plan("free")
    for _ in range(5):
        answer = by_url(client)
        assert accepted(answer)
        assert answer.headers["x-ratelimit-limit"] == "5"
    assert answer.headers["x-ratelimit-remaining"] == "0"
    refused = by_url(client)
    assert error(refused) == REFUSED
    wait = int(refused.headers["retry-after"])
    assert 1 <= wait <= 60
    assert re.search(rf"\b{wait} seconds?\b", refused.json()["error"]["message"])
    assert details(refused)["retry_after_seconds"] == wait


@pytest.mark.parametrize(("tier", "limit"), [("starter", "30"), ("professional", "150")])
def test_larger_plans_have_more(of_plan: OfPlan, tier: str, limit: str) -> None:
    answer = by_url(of_plan(tier))
    assert accepted(answer)
    assert answer.headers["x-ratelimit-limit"] == limit


def test_enterprise_is_not_counted(of_plan: OfPlan) -> None:
    client = of_plan("enterprise")
    for _ in range(8):
        assert accepted(by_url(client))


def test_after_the_wait_there_is_room_again(of_plan: OfPlan, clock: HandClock) -> None:
    client = of_plan("free")
    for _ in range(5):
        accepted(by_url(client))
    clock.advance(int(by_url(client).headers["retry-after"]))
    assert accepted(by_url(client))


def test_keys_and_families_share_an_accounts_plan(of_plan: OfPlan) -> None:
    one, other = of_plan("free"), of_plan("free")
    for client, path in ((one, ANALYZE), (other, ANALYSIS), (one, ANALYSIS), (other, ANALYZE)):
        accepted(by_url(client, path=path))
    accepted(upload(one, path=f"{ANALYZE}/"))
    assert error(by_url(one)) == error(upload(other, path=f"{ANALYSIS}/")) == REFUSED


@both_families
def test_asking_is_never_counted_as_submitting(of_plan: OfPlan, path: str) -> None:
    client = of_plan("free")
    analysis_id = accepted(by_url(client))
    for _ in range(20):
        assert client.get(f"{path}/{analysis_id}").status_code == 200
    for _ in range(4):
        accepted(by_url(client))
    assert error(by_url(client)) == REFUSED
    assert client.get(f"{path}/{analysis_id}").status_code == 200


def test_calls_above_the_plan_wait_and_are_not_refused(of_plan: OfPlan) -> None:
    """Free works on one call at once, and natively takes three."""
    client = of_plan("free")
    ids = [accepted(upload(client, metadata=f'{{"n": {n}}}')) for n in range(5)]
    told = [client.get(f"{ANALYZE}/{analysis_id}").json()["status"] for analysis_id in ids]
    assert told == ["processing"] * 5


def test_a_stranger_is_counted_apart(of_plan: OfPlan, home: Home) -> None:
    client = of_plan("free")
    with caller(home, "nonsense") as stranger:
        for _ in range(8):
            assert error(by_url(stranger)) == (401, "unauthorized")
    assert accepted(by_url(client))


@pytest.mark.parametrize("how", ["submitted", "shown", "unknown"])
def test_every_answer_tells_the_limit(client: TestClient, how: str) -> None:
    answers: dict[str, Callable[[], Any]] = {
        "submitted": lambda: upload(client),
        "shown": lambda: client.get(ANALYSIS),
        "unknown": lambda: client.get(f"{ANALYZE}/none"),
    }
    headers = answers[how]().headers
    for name in ("limit", "remaining", "reset"):
        assert int(headers[f"x-ratelimit-{name}"]) >= 0
