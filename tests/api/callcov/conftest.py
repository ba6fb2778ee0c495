"""A client of the CallCov API over real stores of either home."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from novapulse.api.every_dialect import every_dialect
from novapulse.domain.keys import SCOPES
from novapulse.services.home import Home
from novapulse.services.keys import create_key
from tests.api.clients import GatewayClient, in_aws
from tests.api.conftest import UNREACHED_LIMITS, OpenHome
from tests.services.house import HandClock, RememberingRunner

MB = 1024 * 1024
FREELY: dict[str, Any] = UNREACHED_LIMITS | {
    "callcov_submissions": dict.fromkeys(("free", "starter", "professional"), 9999),
}

KeyFor = Callable[..., dict[str, str]]


@pytest.fixture
def home(open_home: OpenHome, clock: HandClock, runner: RememberingRunner) -> Home:
    return open_home(clock=clock, runner=runner, **FREELY)


def callcov_client(home: Home, headers: dict[str, str] | None = None) -> TestClient:
    if in_aws(home):
        return cast(TestClient, GatewayClient(home, headers=headers or {}))
    return TestClient(every_dialect(home).app, headers=headers)


def api_key(
    home: Home, tenant: str = "acme", scopes: tuple[str, ...] = SCOPES, tier: str = "professional"
) -> str:
    return create_key(
        tenant=tenant,
        scopes=scopes,
        tenants=home.tenants,
        keys=home.keys,
        clock=home.clock,
        tier=tier,
    ).secret


@pytest.fixture
def client(home: Home) -> Iterator[TestClient]:
    with callcov_client(home, {"x-api-key": api_key(home)}) as client:
        yield client
