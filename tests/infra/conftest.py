"""The synthesised stack, for every test that looks at it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from infra.environments import DEV
from tests.adapters.aws.cloud import Cloud, cloud
from tests.infra.assembly import Assembly, assembly
from tests.infra.rich import RICH


def worker_of(request: pytest.FixtureRequest) -> str:
    return str(getattr(request.config, "workerinput", {}).get("workerid", "master"))


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Assembly:
    return assembly(DEV, tmp_path_factory, worker_of(request))


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Assembly:
    """Production with everything that an environment may ask for."""
    return assembly(RICH, tmp_path_factory, worker_of(request))


@pytest.fixture(scope="session")
def still(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Assembly:
    """An environment one of whose endpoints does not scale."""
    environment = replace(DEV, name="still", diarizer=replace(DEV.diarizer, most_instances=0))
    return assembly(environment, tmp_path_factory, worker_of(request))


@pytest.fixture(scope="package")
def aws() -> Iterator[Cloud]:
    with cloud() as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Synthesis takes its time, whichever test comes first."""
    for item in items:
        if {"dev", "rich", "still"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
