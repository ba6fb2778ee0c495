"""The clients that contracts are held against: in this process, and a server of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from novapulse.handlers import api
from tests.api.aws_home import AwsHouse
from tests.api.conftest import (
    aws,
    client,
    clock,
    home,
    open_home,
    pytest_generate_tests,
    runner,
)
from tests.contracts.aws_server import AwsServer
from tests.e2e.local_server import LocalServer
from tests.services.house import HandClock

__all__ = ["aws", "client", "clock", "home", "open_home", "pytest_generate_tests", "runner"]


@pytest.fixture
def server(
    home_kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LocalServer | AwsServer]:
    if home_kind == "local":
        local = LocalServer(tmp_path / "data")
        local.start()
        yield local
        local.stop()
        return
    house = AwsHouse(request.getfixturevalue("aws"), tmp_path).house(HandClock())
    monkeypatch.setattr(api, "ports", lambda: house.ports)
    api.function.cache_clear()
    yield AwsServer(house)
    api.function().close()
    api.function.cache_clear()
