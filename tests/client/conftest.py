"""A client of a real server on this machine, over real local stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from novapulse.client import NovaPulse, Retries
from novapulse.services.home import Home
from tests.api.conftest import key_for
from tests.api.server import serving
from tests.services.house import HandClock, RememberingRunner, make_home


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def runner() -> RememberingRunner:
    return RememberingRunner()


@pytest.fixture
def home(tmp_path: Path, clock: HandClock, runner: RememberingRunner) -> Home:
    return make_home(
        tmp_path / "data",
        clock=clock,
        runner=runner,
        max_upload_bytes=4_000_000,
        single_upload_bytes=100_000,
        upload_part_bytes=100_000,
    )


@pytest.fixture
def address(home: Home) -> Iterator[str]:
    with serving(home) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def key(home: Home) -> str:
    return key_for(home)["authorization"].removeprefix("Bearer ")


@pytest.fixture
def pauses() -> list[float]:
    """The pauses that the client made, in seconds; none is waited for."""
    return []


@pytest.fixture
def client(address: str, key: str, pauses: list[float]) -> Iterator[NovaPulse]:
    retries = Retries(sleep=pauses.append)
    with NovaPulse(address, key, retries=retries, in_one_request_bytes=200_000) as client:
        yield client
