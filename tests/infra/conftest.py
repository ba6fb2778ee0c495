"""The synthesised stack, for every test that looks at it."""

from collections.abc import Iterator

import pytest

from infra.environments import DEV
from tests.adapters.aws.cloud import Cloud, cloud
from tests.infra.assembly import Assembly, assembly


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Assembly:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "master")
    return assembly(DEV, tmp_path_factory, worker)


@pytest.fixture(scope="package")
def aws() -> Iterator[Cloud]:
    with cloud() as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Synthesis takes its time, whichever test comes first."""
    for item in items:
        if {"dev", "rich"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
