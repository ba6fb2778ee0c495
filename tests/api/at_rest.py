"""What a home keeps, as it rests there."""

from collections.abc import Iterator
from typing import Any

from novapulse.domain.keys import KeyUse
from novapulse.ports import BlobStore
from novapulse.services.home import Home
from tests.api.clients import in_aws


def sealed_by(home: Home) -> BlobStore:
    """What the vault puts its objects into."""
    found: BlobStore = home.vault._blobs  # type: ignore[attr-defined]
    return found


def documents(home: Home) -> Iterator[bytes]:
    """Every file; or every object, and every item of the table."""
    if not in_aws(home):
        paths = home.settings.data_dir.rglob("*")
        yield from (path.read_bytes() for path in paths if path.is_file())
        return
    stores: Any = home
    bucket, table = stores.upload_parts._bucket, stores.jobs._table
    yield from (bucket.get(found["Key"]) for found in bucket.list(""))
    yield from (repr(item).encode() for item in _items(table))


def uses_of_keys(home: Home) -> list[KeyUse]:
    """In their order; in AWS those of one moment have none."""
    keys: Any = home.keys
    if not in_aws(home):
        rows = keys._reads.connect().exec_driver_sql(
            "SELECT key_id, at, endpoint, address FROM key_uses ORDER BY number"
        )
        return [KeyUse.model_validate(row._asdict()) for row in rows]
    found = [
        item["doc"]["S"] for item in _items(keys._table) if item["PK"]["S"].startswith("USES#")
    ]
    return [KeyUse.model_validate_json(document) for document in found]


def _items(table: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table._client.scan(TableName=table._name)["Items"]
    return found
