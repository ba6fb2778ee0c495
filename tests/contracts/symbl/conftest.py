"""A client with a token, in either home."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.symbl.conftest import signed_in


@pytest.fixture
def client(home: Home) -> Iterator[TestClient]:
    with signed_in(home) as client:
        yield client
