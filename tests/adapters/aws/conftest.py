"""An AWS of a test's own: its stores, and the client that counts their requests."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from novapulse.adapters.aws.dynamodb.table import Table
from tests.adapters.aws.cloud import Cloud, OneAtATime
from tests.adapters.aws.storage import aws_storage
from tests.adapters.homes import Storage


@dataclass(frozen=True)
class Dynamo:
    """One empty table; ``client`` notes what is asked of it, and may be made to fail."""

    client: OneAtATime
    name: str

    @property
    def table(self) -> Table:
        return Table(self.client, self.name)

    def items(self) -> list[dict[str, Any]]:
        """All that is in it, in the wire's form."""
        found: list[dict[str, Any]] = self.client.scan(TableName=self.name)["Items"]
        return found


@pytest.fixture
def dynamo(aws: Cloud) -> Dynamo:
    return Dynamo(OneAtATime(aws.client("dynamodb")), aws.emptied_table())


@pytest.fixture
def home(aws: Cloud, dynamo: Dynamo, tmp_path: Path) -> Storage:
    """The stores over ``dynamo``."""
    return aws_storage(aws, tmp_path, client=dynamo.client)
