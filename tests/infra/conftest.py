"""The synthesised stack, for every test that looks at it."""

import pytest

from infra.environments import DEV
from tests.infra.assembly import Assembly, assembly


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Assembly:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "master")
    return assembly(DEV, tmp_path_factory, worker)
