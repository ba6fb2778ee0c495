"""The limits over the whole application. The limiter itself: tests/adapters/test_rate_limiter.py"""

import socket
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.answers import Answer, error
from tests.api.clients import client_of
from tests.api.conftest import OpenHome, key_for
from tests.api.server import serving
from tests.services.house import HandClock

JOB = "job_0123456789ab"
RESULTS = [f"/v1/{kind}/{JOB}" for kind in ("jobs", "transcriptions", "insights")]
LIMITS: dict[str, Any] = {
    "ingest_requests": 2,
    "result_requests": 3,
    "other_requests": 5,
    "max_upload_bytes": 1000,
}
HEADERS = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")


@pytest.fixture
def home(open_home: OpenHome, clock: HandClock) -> Home:
    return open_home(clock=clock, **LIMITS)


@pytest.fixture
def visitor(home: Home) -> TestClient:
    """Without a key."""
    return client_of(home, raise_server_exceptions=False)


def left(answer: Any) -> tuple[int, int]:
    """Limit and remaining."""
    limit, remaining, _ = (int(answer.headers[name]) for name in HEADERS)
    return limit, remaining


def refused(answer: Answer) -> bool:
    return answer.status_code == 429 and error(answer) == (429, "rate_limit_exceeded")


def test_each_result_has_a_limit_of_its_own(client: TestClient) -> None:
    for path in RESULTS:
        assert [left(client.get(path)) for _ in range(3)] == [(3, 2), (3, 1), (3, 0)]
    assert all(refused(client.get(path)) for path in RESULTS)


def test_ids_share_the_limit_of_their_route(client: TestClient) -> None:
    for number in range(3):
        assert not refused(client.get(f"/v1/jobs/job_{number:012x}"))
    assert refused(client.get(RESULTS[0]))


def test_submissions_have_their_own_limit(client: TestClient) -> None:
    assert left(client.post("/v1/audio/ingest")) == (2, 1)
    client.post("/v1/audio/ingest")
    assert refused(client.post("/v1/audio/ingest"))
    assert left(client.get(RESULTS[0])) == (3, 2)


def test_everything_else_counts_together(client: TestClient) -> None:
    paths = ["/v1/health", "/v1/nothing", "/openapi.json", "/docs", "/v1/jobs"]
    assert [left(client.get(path))[1] for path in paths] == [4, 3, 2, 1, 0]
    assert refused(client.delete(RESULTS[0]))
    assert not refused(client.get(RESULTS[0]))


def test_every_answer_tells_how_the_caller_stands(visitor: TestClient, home: Home) -> None:
    key = key_for(home)
    answers: dict[int, Any] = {
        200: visitor.get("/v1/health"),
        400: visitor.post("/v1/audio/ingest", headers=key),
        401: visitor.get(RESULTS[0]),
        403: visitor.get(RESULTS[0], headers=key_for(home, scopes=("pii:read",))),
        404: visitor.get("/v1/nothing"),
        405: visitor.put("/v1/audio/ingest", headers=key),
        413: visitor.post("/v1/audio/ingest", headers=key, files={"file": bytes(2_000_000)}),
        429: [visitor.get(RESULTS[0], headers=key) for _ in range(4)][-1],
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        limit, remaining = left(answer)
        assert 0 <= remaining < limit
        assert int(answer.headers["x-ratelimit-reset"]) >= home.clock.now().timestamp() + 59
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert ("retry-after" in answer.headers) == (status == 429)


def test_an_unforeseen_error_tells_it_too(open_home: OpenHome) -> None:
    class BrokenJobs:
        def get(self, tenant: str, job_id: str) -> None:
            raise RuntimeError

    whole = open_home(**LIMITS)
    home = Home(**{**vars(whole), "jobs": BrokenJobs()})
    answer = client_of(home, headers=key_for(whole)).get(RESULTS[0])
    assert answer.status_code == 500
    assert left(answer) == (3, 2)


def test_waiting_as_told_succeeds_and_less_does_not(client: TestClient, clock: HandClock) -> None:
    for _ in range(3):
        client.get(RESULTS[0])
        clock.advance(7.3)
    wait = int(client.get(RESULTS[0]).headers["retry-after"])
    clock.advance(wait - 1)
    assert refused(client.get(RESULTS[0]))
    clock.advance(1)
    assert not refused(client.get(RESULTS[0]))
    assert refused(client.get(RESULTS[0]))


def test_keys_do_not_share_even_within_a_tenant(client: TestClient, home: Home) -> None:
    for _ in range(4):
        client.get(RESULTS[0])
    assert left(client.get(RESULTS[0], headers=key_for(home))) == (3, 2)


def test_whoever_guesses_keys_has_to_wait(visitor: TestClient, home: Home) -> None:
    guesses = [
        visitor.get(path, headers={"authorization": f"Bearer nvp_live_{number:024x}"})
        for number, path in enumerate((*RESULTS, *RESULTS))
    ]
    assert [guess.status_code for guess in guesses] == [401] * 5 + [429]
    assert left(visitor.get(RESULTS[0], headers=key_for(home))) == (3, 2)


def test_addresses_do_not_share_but_those_of_one_ipv6_site_do(home: Home) -> None:
    def remaining(address: str) -> int:
        return left(client_of(home, address=address).get("/v1/health"))[1]

    addresses = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1"]
    assert [remaining(address) for address in addresses] == [4, 4, 4, 3, 4]


def test_what_needs_no_key_is_served_while_keys_cannot_be_read(open_home: OpenHome) -> None:
    class LostKeys:
        def by_secret(self, secret_sha256: str) -> None:
            raise OSError("disk gone")

    whole = open_home(**LIMITS)
    home = Home(**{**vars(whole), "keys": LostKeys()})
    client = client_of(home, headers=key_for(whole))
    assert client.get("/v1/health").status_code == 200
    assert error(client.get(RESULTS[0])) == (503, "service_unavailable")


def test_a_refusal_reaches_a_client_in_the_middle_of_its_upload(home: Home) -> None:
    key = key_for(home)["authorization"]
    head = (
        f"POST /v1/audio/ingest HTTP/1.1\r\nHost: x\r\nAuthorization: {key}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 50000000\r\n\r\n"
    )
    spent = client_of(home, headers={"authorization": key})
    for _ in range(2):
        spent.post("/v1/audio/ingest")
    with serving(home) as port, socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(head.encode())
        for _ in range(300):
            client.sendall(bytes(65536))
        answer = client.recv(65536)
    assert answer.startswith(b"HTTP/1.1 429 ")
    assert b"rate_limit_exceeded" in answer
    assert b"retry-after: 60" in answer.lower()
