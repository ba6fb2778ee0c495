import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.conftest import OpenHome
from tests.api.symbl.calls import AUDIO, error, send
from tests.api.symbl.conftest import FREELY, new_app, signed_in, symbl_client, token
from tests.services.house import HandClock, RememberingRunner

JOB = "/v1/job/none"
REFUSED = (401, "Validation of the given token failed. Generate one: POST /oauth2/token:generate")


@pytest.mark.parametrize(
    "headers",
    [
        {"x-api-key": "TOKEN"},
        {"X-API-KEY": " TOKEN "},
        {"Authorization": "Bearer TOKEN"},
        {"authorization": "bearer TOKEN"},
        {"authorization": "TOKEN"},
        {"authorization": "Bearer TOKEN", "x-api-key": "TOKEN"},
        {"authorization": "Basic dTpw", "x-api-key": "TOKEN"},
        {"x-api-key": "KEY"},
    ],
)
def test_a_token_is_taken_wherever_clients_put_it(home: Home, headers: dict[str, str]) -> None:
    app = new_app(home)
    with symbl_client(home) as client:
        values = {"TOKEN": token(client, app), "KEY": app.secret}
        for name, value in values.items():
            headers = {h: v.replace(name, value) for h, v in headers.items()}
        assert client.get(JOB, headers=headers).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-api-key": ""},
        {"x-api-key": "a.b.c"},
        {"authorization": "Bearer"},
        {"authorization": "Bearer a b"},
        {"authorization": "Basic dTpw"},
    ],
)
def test_no_token_and_a_bad_one_are_401(home: Home, headers: dict[str, str]) -> None:
    with symbl_client(home, headers) as client:
        for answer in (client.get(JOB), send(client)):
            assert error(answer) == REFUSED
            assert answer.headers["www-authenticate"] == "Bearer"


def test_a_scope_that_is_missing_is_403(home: Home) -> None:
    with signed_in(home, scopes=("jobs:read",)) as client:
        assert error(send(client))[0] == 403
        assert client.get(JOB).status_code == 404


def test_submissions_and_what_is_appended_count_together_and_polling_by_itself(
    open_home: OpenHome, clock: HandClock, runner: RememberingRunner
) -> None:
    home = open_home(clock=clock, runner=runner, **FREELY | {"ingest_requests": 2})
    with signed_in(home) as client:
        name = send(client).json()["conversationId"]
        assert send(client, to=f"{AUDIO}/{name}", method="PUT").status_code == 201
        for answer in (send(client), client.put(f"/v1/process/text/{name}", json={})):
            assert (error(answer)[0], answer.headers["retry-after"]) == (429, "60")
        assert client.get(JOB).headers["x-ratelimit-limit"] == "9999"


@pytest.mark.parametrize("path", [AUDIO, "/oauth2/token:generate", JOB])
def test_pages_of_other_origins_may_ask(client: TestClient, path: str) -> None:
    asked = {
        "origin": "https://app.example.com",
        "access-control-request-method": "POST",
        "access-control-request-headers": "x-api-key, content-type",
    }
    answer = client.options(path, headers=asked)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "x-api-key" in answer.headers["access-control-allow-headers"]


def test_an_answer_and_a_refusal_may_be_read_by_other_origins(home: Home) -> None:
    with symbl_client(home, {"origin": "https://app.example.com"}) as client:
        answer = client.get(JOB)
    assert answer.status_code == 401
    assert answer.headers["access-control-allow-origin"] == "*"


def test_other_paths_and_methods_are_answered_in_the_same_shape(client: TestClient) -> None:
    assert error(client.get("/v1/process/nothing"))[0] == 404
    answer = client.get(AUDIO)
    assert error(answer)[0] == 405
    assert answer.headers["allow"] == "POST"


def test_the_native_api_keeps_its_paths(client: TestClient) -> None:
    assert client.get("/v1/jobs").status_code == 401  # no x-api-key there
    assert "error" in client.get("/v1/processes").json()
