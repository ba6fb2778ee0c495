"""Other metadata for a job that is stored: the job is found by them, and no longer by the old."""

from collections.abc import Mapping
from typing import Any

from novapulse.adapters.aws.dynamodb import keys, metadata_index
from novapulse.adapters.aws.dynamodb.content import moved_content
from novapulse.adapters.aws.dynamodb.job_items import as_read, document, job_of
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import Delete, Put, Update, Write
from novapulse.domain.job import Job, job_not_found


def try_set_metadata(table: Table, tenant: str, job_id: str, metadata: Mapping[str, Any]) -> None:
    """3 requests. Raises NotFound. For ``settled``."""
    item = table.get(keys.job(tenant, job_id))
    if item is None:
        raise job_not_found()
    before = job_of(item)
    options = before.options.model_copy(update={"metadata": dict(metadata)})
    after = before.model_copy(update={"options": options})
    noted = Update(keys.job(tenant, job_id), set={"doc": document(after)}, when=as_read(item))
    table.transact([noted, *_moved_pointers(before, after), *moved_content(table, before, after)])


def _moved_pointers(before: Job, after: Job) -> list[Write]:
    old, new = metadata_index.pointers(before), metadata_index.pointers(after)
    pointer = {"job_id": after.id}
    return [
        *(Delete(key) for key in old if key not in new),
        *(Put(key, pointer) for key in new if key not in old),
    ]
