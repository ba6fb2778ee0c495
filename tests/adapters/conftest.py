"""The storage of either home: a test that takes ``storage`` runs in both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.aws.cloud import Cloud, cloud
from tests.adapters.aws.storage import aws_storage
from tests.adapters.homes import Storage, local_storage


@pytest.fixture(scope="package")
def aws() -> Iterator[Cloud]:
    with cloud() as opened:
        yield opened


@pytest.fixture(params=["local", "aws"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "local":
        return local_storage(tmp_path)
    return aws_storage(request.getfixturevalue("aws"), tmp_path)
