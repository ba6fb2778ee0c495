"""A recording that was named by a URL is here: the job gets what is known of it."""

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import utc_text
from novapulse.adapters.aws.dynamodb.content import content_key
from novapulse.adapters.aws.dynamodb.job_items import job_of
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import Delete, Put, Update, When, Write
from novapulse.domain.job import FileInfo, Job


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
        when=When("#audio_sha256 = :was", was=before.audio_sha256),
    )
    table.transact([noted, *_moved_content(table, before, after)])


def _moved_content(table: Table, before: Job, after: Job) -> list[Write]:
    """A later job of the same content stays where it is."""
    old, new = content_key(before), content_key(after)
    if old == new:
        return []
    found = table.get_many([old, new])
    created_at = utc_text(after.created_at)
    writes: list[Write] = []
    if new not in found or found[new]["created_at"] <= created_at:
        older = When("attribute_not_exists(#PK) OR #created_at <= :mine", mine=created_at)
        writes.append(Put(new, {"job_id": after.id, "created_at": created_at}, older))
    if old in found and found[old]["job_id"] == before.id:
        writes.append(Delete(old, When("#job_id = :job_id", job_id=before.id)))
    return writes
