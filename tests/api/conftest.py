"""A client of the native API over real local stores, and a key with every scope."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.api.native.app import create_app
from novapulse.domain.keys import SCOPES
from novapulse.services.home import Home
from novapulse.services.keys import create_key
from tests.services.house import HandClock, RememberingRunner, make_home

UNREACHED_LIMITS: dict[str, Any] = {
    "ingest_requests": 9999,
    "result_requests": 9999,
    "other_requests": 9999,
}
"""The clock of these tests stands still: no window ever ends."""


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def runner() -> RememberingRunner:
    return RememberingRunner()


@pytest.fixture
def home(tmp_path: Path, clock: HandClock, runner: RememberingRunner) -> Home:
    return make_home(
        tmp_path, clock=clock, runner=runner, max_upload_bytes=100_000, **UNREACHED_LIMITS
    )


def key_for(home: Home, tenant: str = "acme", scopes: tuple[str, ...] = SCOPES) -> dict[str, str]:
    """The header of a new key."""
    new = create_key(
        tenant=tenant, scopes=scopes, tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    return {"authorization": f"Bearer {new.secret}"}


@pytest.fixture
def client(home: Home) -> Iterator[TestClient]:
    with TestClient(create_app(home), headers=key_for(home)) as client:
        yield client
