"""Which dropped objects became which jobs, in DynamoDB. A version is an object's ETag or version
id."""

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item
from novapulse.adapters.aws.dynamodb.query import Index, Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import ABSENT, PRESENT, Put, Update
from novapulse.domain.dropped_file import DroppedFile


class DynamoDropLedger:
    """Fulfils ``DropLedger``. ``unanswered`` is read from an index that follows the table within a
    moment."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def knows(self, path: str, version: str) -> bool:
        """1 request."""
        return self._table.get(keys.dropped_file(path, version)) is not None

    def add(self, file: DroppedFile) -> None:
        """1 request."""
        self._table.holds(Put(keys.dropped_file(file.path, file.version), _item(file), ABSENT))

    def unanswered(self) -> tuple[DroppedFile, ...]:
        """1 request for each MB."""
        found = self._table.query(Query(keys.UNANSWERED, index=Index.GSI2))
        return tuple(DroppedFile.model_validate_json(item["doc"]) for item in found)

    def answered(self, file: DroppedFile) -> None:
        """1 request."""
        key = keys.dropped_file(file.path, file.version)
        self._table.holds(Update(key, remove=("GSI2PK", "GSI2SK"), when=PRESENT))


def _item(file: DroppedFile) -> Item:
    listed = {"GSI2PK": keys.UNANSWERED, "GSI2SK": file.path}
    return {"doc": file.model_dump_json(), **listed}
