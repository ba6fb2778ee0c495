"""A client of the native API over real stores of either home, and a key with every scope."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.keys import SCOPES
from novapulse.services.home import Home
from novapulse.services.keys import create_key
from tests.adapters.aws.cloud import Cloud, cloud
from tests.api.aws_home import AwsHouse
from tests.api.clients import client_of
from tests.api.one_home import left_out
from tests.services.house import HandClock, RememberingRunner, make_home

UNREACHED_LIMITS: dict[str, Any] = {
    "ingest_requests": 9999,
    "result_requests": 9999,
    "other_requests": 9999,
}
"""The clock of these tests stands still: no window ever ends."""

HOMES = ("local", "aws")
OpenHome = Callable[..., Home]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What needs a home runs in each, but for what ``one_home`` tells of."""
    if "home_kind" in metafunc.fixturenames:
        metafunc.parametrize("home_kind", HOMES[:1] if left_out(metafunc.function) else HOMES)


@pytest.fixture(scope="package")
def aws() -> Iterator[Cloud]:
    with cloud() as opened:
        yield opened


@pytest.fixture
def open_home(home_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> OpenHome:
    """Opens a home with these settings; all that a test opens share what they keep."""
    if home_kind == "local":
        return lambda **chosen: make_home(tmp_path, **chosen)
    return AwsHouse(request.getfixturevalue("aws"), tmp_path).home


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def runner() -> RememberingRunner:
    return RememberingRunner()


@pytest.fixture
def home(open_home: OpenHome, clock: HandClock, runner: RememberingRunner) -> Home:
    return open_home(clock=clock, runner=runner, max_upload_bytes=100_000, **UNREACHED_LIMITS)


def key_for(home: Home, tenant: str = "acme", scopes: tuple[str, ...] = SCOPES) -> dict[str, str]:
    """The header of a new key."""
    new = create_key(
        tenant=tenant, scopes=scopes, tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    return {"authorization": f"Bearer {new.secret}"}


@pytest.fixture
def client(home: Home) -> Iterator[TestClient]:
    with client_of(home, headers=key_for(home)) as client:
        yield client
