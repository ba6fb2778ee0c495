"""A recording that was named by a URL is here: the job gets what is known of it."""

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.content import moved_content
from novapulse.adapters.aws.dynamodb.job_items import as_read, job_of
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import Update
from novapulse.domain.job import FileInfo


def try_fetched(table: Table, tenant: str, job_id: str, file: FileInfo, sha256: str) -> None:
    """3 requests: from now on it is a repeat of it to send this content. For ``settled``."""
    item = table.get(keys.job(tenant, job_id))
    if item is None:
        return
    before = job_of(item)
    after = before.model_copy(update={"file": file, "audio_sha256": sha256})
    noted = Update(
        keys.job(tenant, job_id),
        set={"file": file.model_dump(), "audio_sha256": sha256},
        when=as_read(item),
    )
    table.transact([noted, *moved_content(table, before, after)])
