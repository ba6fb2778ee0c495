"""A caller with every scope, in either home."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.contracts.callcov.caller import caller, new_key


@pytest.fixture
def client(home: Home) -> Iterator[TestClient]:
    with caller(home, new_key(home)) as client:
        yield client
