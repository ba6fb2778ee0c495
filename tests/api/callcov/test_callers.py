import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.callcov.calls import ANALYSES, CALLS, DETAILS, error, send
from tests.api.callcov.conftest import FREELY, api_key, callcov_client
from tests.api.conftest import OpenHome
from tests.services.house import HandClock


@pytest.mark.parametrize("header", ["x-api-key", "authorization"])
def test_a_key_is_taken_in_either_header(home: Home, header: str) -> None:
    key = api_key(home)
    with callcov_client(home, {header: f"Bearer {key}" if header == "authorization" else key}) as c:
        assert send(c).status_code == 201


def test_of_two_keys_the_one_in_its_own_header_decides(home: Home) -> None:
    headers = {"x-api-key": "nvp_live_unknown00000000", "authorization": f"Bearer {api_key(home)}"}
    with callcov_client(home, headers) as client:
        assert error(client.get(ANALYSES)) == (401, "unauthorized")


@pytest.mark.parametrize("headers", [{}, {"x-api-key": "wrong"}, {"x-api-key": ""}])
def test_without_a_good_key_nothing_is_told(home: Home, headers: dict[str, str]) -> None:
    with callcov_client(home, headers) as client:
        for answer in (
            client.get(f"{CALLS}/anl_1a2b3c4d5e"),
            client.post(CALLS, data=DETAILS),
            client.get(ANALYSES),
        ):
            assert error(answer) == (401, "unauthorized")


def test_a_key_without_the_scope_is_forbidden(home: Home) -> None:
    with callcov_client(home, {"x-api-key": api_key(home, scopes=("jobs:read",))}) as client:
        assert error(send(client)) == (403, "forbidden")
        assert error(client.get(ANALYSES)) == (403, "forbidden")


@pytest.mark.parametrize(("tier", "figure"), [("free", 5), ("starter", 30)])
def test_submissions_are_counted_by_plan_and_polling_is_not(
    open_home: OpenHome, clock: HandClock, tier: str, figure: int
) -> None:
    home = open_home(clock=clock, other_requests=9999)
    with callcov_client(home, {"x-api-key": api_key(home, tier=tier)}) as client:
        for _ in range(figure):
            answer = client.post(CALLS, json={})
            assert answer.status_code == 400
            assert answer.headers["x-ratelimit-limit"] == str(figure)
        refused = client.post(f"{CALLS}/", json={})
        assert error(refused) == (429, "rate_limit_exceeded")
        wait = int(refused.headers["retry-after"])
        said = f"Rate limit exceeded. Please try again in {wait} seconds."
        assert refused.json()["error"]["message"] == said
        assert client.get(ANALYSES).status_code == 200
    with callcov_client(home, {"x-api-key": api_key(home)}) as same_tenant:
        assert same_tenant.post(CALLS, json={}).status_code == 429
        clock.advance(wait)
        assert same_tenant.post(CALLS, json={}).status_code == 400


def test_enterprise_has_no_limit(open_home: OpenHome) -> None:
    home = open_home(**FREELY)
    with callcov_client(home, {"x-api-key": api_key(home, tier="enterprise")}) as client:
        answer = client.post(CALLS, json={})
        assert answer.status_code == 400
        assert "x-ratelimit-limit" not in answer.headers


def test_the_native_api_is_served_beside_it(home: Home) -> None:
    with callcov_client(home, {"authorization": f"Bearer {api_key(home)}"}) as client:
        assert client.get("/v1/jobs").json() == {"jobs": [], "next_cursor": None}


def test_submissions_are_shown_natively(client: TestClient, home: Home) -> None:
    send(client)
    listed = client.get("/v1/jobs", headers={"authorization": f"Bearer {api_key(home)}"})
    assert len(listed.json()["jobs"]) == 1
