"""A model of either kind, behind a server that misbehaves."""

from collections.abc import Iterator

import pytest

from novapulse.ports import LanguageModel
from tests.adapters.language_models.dialects import DIALECTS, HASTY, PATIENT, Dialect
from tests.adapters.language_models.stub_server import Stub, stub_server

Asked = tuple[Dialect, LanguageModel, LanguageModel]


@pytest.fixture(scope="package")
def server() -> Iterator[Stub]:
    with stub_server() as stub:
        yield stub


@pytest.fixture(scope="package", params=list(DIALECTS))
def asked(request: pytest.FixtureRequest, server: Stub) -> Asked:
    dialect = DIALECTS[request.param]
    return dialect, dialect.model(server, PATIENT), dialect.model(server, HASTY)


@pytest.fixture
def stub(server: Stub) -> Stub:
    server.does()
    return server


@pytest.fixture
def dialect(asked: Asked) -> Dialect:
    return asked[0]


@pytest.fixture
def model(asked: Asked) -> LanguageModel:
    return asked[1]


@pytest.fixture
def hasty(asked: Asked) -> LanguageModel:
    """Asked with less than a second."""
    return asked[2]
