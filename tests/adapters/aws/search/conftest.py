"""An index in the cloud, and processes that search it."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from novapulse.adapters.aws.dynamodb.job_store import DynamoJobStore
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.s3.objects import Bucket
from novapulse.adapters.aws.search.copies import Copies, Room
from novapulse.adapters.aws.search.search_index import CopiedSearchIndex
from novapulse.adapters.aws.search.search_objects import SearchObjects
from novapulse.adapters.aws.search.snapshots import Snapshots
from tests.adapters.aws.cloud import Cloud, OneAtATime
from tests.adapters.search_house import SearchHouse
from tests.services.house import HandClock

ROOM = Room(disk_bytes=1 << 24, vector_bytes=1 << 20)
_prefixes = itertools.count()


@dataclass(frozen=True)
class Process:
    """One that searches and writes: copies of its own."""

    house: SearchHouse
    copies: Copies
    snapshots: Snapshots
    folder: Path

    def on_disk(self, said: bytes) -> int:
        """How often it is in the copies."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return sum(path.read_bytes().lower().count(said) for path in files)

    def files(self) -> list[Path]:
        return sorted(self.folder.rglob("*.db"))


@dataclass
class Searched:
    """Table and objects; both clients note what is asked of them, and may be made to fail."""

    dynamodb: OneAtATime
    s3: OneAtATime
    table: Table
    bucket: Bucket
    prefix: str
    folder: Path
    clock: HandClock = field(default_factory=HandClock)

    @property
    def objects(self) -> SearchObjects:
        return SearchObjects(self.bucket, prefix=self.prefix)

    def process(self, *, room: Room = ROOM, changes: int = 3) -> Process:
        folder = self.folder / f"process-{next(_prefixes)}"
        copies = Copies(self.table, self.objects, self.clock, scratch=folder, room=room)
        index = CopiedSearchIndex(self.table, self.objects, copies)
        jobs = DynamoJobStore(self.table, event_days=7)
        snapshots = Snapshots(self.table, self.objects, copies, changes=changes, scratch=folder)
        return Process(SearchHouse(index, jobs), copies, snapshots, folder)

    def elsewhere(self, cloud: Cloud) -> "Searched":
        """The same by clients of its own, which may ask while one of these waits."""
        dynamodb, s3 = OneAtATime(cloud.client("dynamodb")), OneAtATime(cloud.client("s3"))
        table = Table(dynamodb, self.table._name)
        bucket = Bucket(s3, self.bucket.name)
        return replace(self, dynamodb=dynamodb, s3=s3, table=table, bucket=bucket)

    def names(self) -> list[str]:
        return [found["Key"].removeprefix(self.prefix) for found in self.bucket.list(self.prefix)]

    def at_rest(self, said: bytes) -> int:
        """How many objects hold it."""
        contents = [self.bucket.get(self.prefix + name) for name in self.names()]
        return sum(said in content.lower() for content in contents)

    @contextmanager
    def asked(self, *expected: str) -> Iterator[None]:
        """Within the block exactly these requests are made, in whatever order."""
        self.dynamodb.requests.clear()
        self.s3.requests.clear()
        yield
        made = sorted([*self.dynamodb.requests, *self.s3.requests])
        assert made == sorted(expected)


def searched_in(cloud: Cloud, folder: Path) -> Searched:
    dynamodb, s3 = OneAtATime(cloud.client("dynamodb")), OneAtATime(cloud.client("s3"))
    return Searched(
        dynamodb=dynamodb,
        s3=s3,
        table=Table(dynamodb, cloud.emptied_table()),
        bucket=Bucket(s3, cloud.shared_bucket),
        prefix=f"searched-{next(_prefixes)}/",
        folder=folder,
    )


@pytest.fixture
def searched(aws: Cloud, tmp_path: Path) -> Searched:
    return searched_in(aws, tmp_path)
