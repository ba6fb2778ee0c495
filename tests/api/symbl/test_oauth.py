import base64
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.symbl.calls import error
from tests.api.symbl.conftest import new_app, symbl_client
from tests.services.house import HandClock

GENERATE, REVOKE = "/oauth2/token:generate", "/oauth2/token:revoke"


def credentials(home: Home, **changed: Any) -> dict[str, Any]:
    app = new_app(home)
    sent = {"type": "application", "appId": app.key.id, "appSecret": app.secret}
    return sent | changed


def claims(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


@pytest.mark.parametrize("path", [GENERATE, f"{GENERATE}/", "/oauth2/token%3Agenerate"])
def test_an_apps_id_and_secret_get_a_jwt_for_a_day(home: Home, path: str) -> None:
    with symbl_client(home) as client:
        answer = client.post(path, json=credentials(home, AuthURI="ignored"))
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"accessToken", "expiresIn"}
    assert answer.json()["expiresIn"] in (86399, 86400)
    found = claims(answer.json()["accessToken"])
    assert found["exp"] - found["iat"] == 86400


def test_a_token_lasts_its_time_and_is_given_again(home: Home, clock: HandClock) -> None:
    sent = credentials(home)
    with symbl_client(home) as client:
        first = client.post(GENERATE, json=sent).json()
        clock.advance(3600)
        again = client.post(GENERATE, json=sent).json()
        refreshed = client.post("/oauth2/token:refresh", json={**sent, "refreshToken": "x"}).json()
        assert again["accessToken"] == refreshed["accessToken"] == first["accessToken"]
        assert again["expiresIn"] == first["expiresIn"] - 3600
        headers = {"x-api-key": first["accessToken"]}
        assert client.get("/v1/job/none", headers=headers).status_code == 404
        clock.advance(83_000)
        assert client.get("/v1/job/none", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "changed", [{"appSecret": "nvp_live_" + "x" * 32}, {"appId": "key_000000000000"}]
)
def test_a_wrong_id_or_secret_is_401(home: Home, changed: dict[str, str]) -> None:
    with symbl_client(home) as client:
        answer = client.post(GENERATE, json=credentials(home, **changed))
    assert error(answer)[0] == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_revoked_tokens_end_at_once_and_the_app_gets_another(home: Home) -> None:
    sent, other = credentials(home), credentials(home)
    with symbl_client(home) as client:
        tokens = [client.post(GENERATE, json=app).json()["accessToken"] for app in (sent, other)]
        assert client.request("DELETE", REVOKE, json=sent | {"appSecret": "x"}).status_code == 401
        answer = client.request("DELETE", REVOKE, json=sent)
        assert (answer.status_code, list(answer.json())) == (200, ["message"])
        asked = [client.get("/v1/job/none", headers={"x-api-key": token}) for token in tokens]
        assert [each.status_code for each in asked] == [401, 404]
        anew = client.post(GENERATE, json=sent).json()["accessToken"]
        assert anew != tokens[0]
        assert client.get("/v1/job/none", headers={"x-api-key": anew}).status_code == 404
        assert client.request("DELETE", REVOKE).status_code == 400


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"type": "password"}, "type"), ({"appId": ""}, "appId"), ({"appSecret": 5}, "appSecret")],
)
def test_a_bad_field_is_named(home: Home, changed: dict[str, Any], field: str) -> None:
    with symbl_client(home) as client:
        status, text = error(client.post(GENERATE, json=credentials(home, **changed)))
    assert (status, text.startswith(f'"{field}"')) == (400, True)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"a"', b"\xff"])
def test_a_body_that_is_no_object_is_400(home: Home, body: bytes) -> None:
    with symbl_client(home) as client:
        assert error(client.post(GENERATE, content=body))[0] == 400


def test_the_content_type_does_not_matter(home: Home) -> None:
    with symbl_client(home) as client:
        body = json.dumps(credentials(home))
        assert client.post(GENERATE, content=body).status_code == 200


def test_a_token_is_no_secret(client: TestClient, home: Home) -> None:
    app = new_app(home)
    with symbl_client(home) as other:
        sent = {"type": "application", "appId": app.key.id, "appSecret": app.secret}
        token = other.post(GENERATE, json=sent).json()["accessToken"]
        assert other.post(GENERATE, json={**sent, "appSecret": token}).status_code == 401
