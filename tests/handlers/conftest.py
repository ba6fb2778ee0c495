"""The AWS home of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.aws.cloud import Cloud, cloud
from tests.handlers.house import House, make_house


@pytest.fixture(scope="package")
def aws() -> Iterator[Cloud]:
    with cloud() as opened:
        yield opened


@pytest.fixture
def house(aws: Cloud, tmp_path: Path) -> House:
    return make_house(aws, tmp_path)
