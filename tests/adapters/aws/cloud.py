"""An AWS in this process (moto): clients, and a table as the AWS home has it."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any
from unittest.mock import patch

from tests.adapters.aws.cheap_transactions import cheap_transactions

REGION = "eu-central-1"
_numbers = itertools.count()


class OneAtATime:
    """A client whose requests follow one another, as the service's own are atomic and moto's are
    not. ``requests`` names them; ``before`` may stand in for one by raising."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._lock = Lock()
        self.requests: list[str] = []
        self.before: Callable[[str, dict[str, Any]], None] = lambda name, request: None

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)

        def call(*positional: Any, **request: Any) -> Any:
            with self._lock:
                self.requests.append(name)
                self.before(name, request)
                return method(*positional, **request)

        return call


@dataclass(frozen=True)
class Cloud:
    """Lives as long as ``cloud()`` is open."""

    session: Any

    def client(self, service: str) -> Any:
        return self._clients[service]

    @cached_property
    def _clients(self) -> dict[str, Any]:
        from botocore.config import Config

        config = Config(signature_version="s3v4")
        return {
            "dynamodb": self.session.client("dynamodb"),
            "s3": self.session.client("s3", config=config),
            "kms": self.session.client("kms"),
        }

    def table(self) -> str:
        """A new one; its name."""
        name = f"novapulse-{next(_numbers)}"
        attributes = ["PK", "SK", "GSI1PK", "GSI1SK", "GSI2PK", "GSI2SK"]
        self.client("dynamodb").create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[
                {"AttributeName": each, "AttributeType": "S"} for each in attributes
            ],
            KeySchema=_keys(""),
            GlobalSecondaryIndexes=[
                {
                    "IndexName": index,
                    "KeySchema": _keys(index),
                    "Projection": {"ProjectionType": "ALL"},
                }
                for index in ("GSI1", "GSI2")
            ],
        )
        return name

    def emptied_table(self) -> str:
        """The name of one that is shared, without an item: making a new one takes longer."""
        from moto.dynamodb.models import dynamodb_backends

        name = self._shared_table
        for regions in dynamodb_backends.values():
            regions[REGION].get_table(name).items.clear()
        return name

    @cached_property
    def _shared_table(self) -> str:
        return self.table()

    @cached_property
    def shared_bucket(self) -> str:
        """For tests that keep to a prefix of their own: making one takes long here."""
        return self.bucket()

    def emptied_bucket(self) -> str:
        """The name of one that is shared, without an object."""
        from moto.s3.models import s3_backends

        name = self.shared_bucket
        for partitions in s3_backends.values():
            if name in partitions["aws"].buckets:
                partitions["aws"].buckets[name].keys.clear()
        return name

    @cached_property
    def shared_key(self) -> str:
        return self.vault_key()

    def bucket(self) -> str:
        """A new one; its name."""
        name = f"novapulse-{next(_numbers)}"
        where = {"LocationConstraint": REGION}
        self.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration=where)
        return name

    def vault_key(self) -> str:
        """The id of a new one."""
        return str(self.client("kms").create_key()["KeyMetadata"]["KeyId"])


@contextmanager
def cloud() -> Iterator[Cloud]:
    import boto3
    from moto import mock_aws
    from moto.s3 import models

    # S3 wants 5 MB of all parts but the last; the suites send a few bytes.
    with mock_aws(), cheap_transactions(), patch.object(models, "S3_UPLOAD_PART_MIN_SIZE", 1):
        yield Cloud(boto3.Session(region_name=REGION))


def _keys(index: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": f"{index}PK", "KeyType": "HASH"},
        {"AttributeName": f"{index}SK", "KeyType": "RANGE"},
    ]
