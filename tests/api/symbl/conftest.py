"""A client of the Symbl API over real stores of either home."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from novapulse.api.every_dialect import every_dialect
from novapulse.domain.keys import SCOPES
from novapulse.services.home import Home
from novapulse.services.keys import NewKey, create_key
from tests.api.clients import GatewayClient, in_aws
from tests.api.conftest import UNREACHED_LIMITS, OpenHome
from tests.services.house import HandClock, RememberingRunner

FREELY: dict[str, Any] = UNREACHED_LIMITS | {"max_upload_bytes": 100_000}


@pytest.fixture
def home(open_home: OpenHome, clock: HandClock, runner: RememberingRunner) -> Home:
    return open_home(clock=clock, runner=runner, **FREELY)


def symbl_client(home: Home, headers: dict[str, str] | None = None, **options: Any) -> TestClient:
    if in_aws(home):
        return cast(TestClient, GatewayClient(home, headers=headers or {}))
    return TestClient(every_dialect(home).app, headers=headers, **options)


def new_app(
    home: Home, tenant: str = "acme", scopes: tuple[str, ...] = SCOPES, tier: str = "professional"
) -> NewKey:
    """Its id is the app's, its secret the app's secret."""
    return create_key(
        tenant=tenant,
        scopes=scopes,
        tenants=home.tenants,
        keys=home.keys,
        clock=home.clock,
        tier=tier,
    )


def signed_in(home: Home, tenant: str = "acme", **app: Any) -> TestClient:
    """With a token, as the Python client sends it."""
    made = new_app(home, tenant, **app)
    with symbl_client(home) as client:
        headers = {"x-api-key": token(client, made)}
    return symbl_client(home, headers)


def token(client: TestClient, app: NewKey) -> str:
    sent = {"type": "application", "appId": app.key.id, "appSecret": app.secret}
    answer = client.post("/oauth2/token:generate", json=sent)
    assert answer.status_code == 200, answer.text
    found: str = answer.json()["accessToken"]
    return found


@pytest.fixture
def client(home: Home) -> Iterator[TestClient]:
    with signed_in(home) as client:
        yield client
