"""Every endpoint answers as it did: field by field, in either home."""

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.contracts.callcov import golden
from tests.contracts.callcov.golden import ENDPOINTS, State
from tests.services.house import HandClock, RememberingRunner


@pytest.fixture
def state(client: TestClient, home: Home, runner: RememberingRunner, clock: HandClock) -> State:
    return State(client, home, runner, clock)


@pytest.mark.parametrize("name", ENDPOINTS)
def test_an_endpoint_answers_as_it_is_kept(state: State, name: str) -> None:
    """After a change that is meant: ``python -m tests.contracts.callcov.golden``."""
    assert golden.made(name, state) == golden.kept(name)


def test_nothing_is_kept_of_what_is_gone() -> None:
    assert {path.stem for path in golden.KEPT.iterdir()} == set(ENDPOINTS)
