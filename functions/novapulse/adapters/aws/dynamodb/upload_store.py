"""What is known of recordings that are sent ahead of their job, in DynamoDB."""

from datetime import datetime
from functools import partial

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item, present, utc_text
from novapulse.adapters.aws.dynamodb.query import Index, Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import ConditionFailed, settled
from novapulse.adapters.aws.dynamodb.writes import ABSENT, Delete, Put, Update, When, Write
from novapulse.domain.errors import Conflict
from novapulse.domain.upload import Upload, UploadStatus, upload_not_found

CHANGING = frozenset({"status", "job_id"})


class DynamoUploadStore:
    """Fulfils ``UploadStore``. ``expired`` is read from an index that follows the table within a
    moment."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, upload: Upload, *, open_at_most: int | None = None) -> datetime | None:
        """2 requests. Raises Conflict for an id that is taken."""
        return settled(partial(self._add, upload, open_at_most))

    def get(self, tenant: str, upload_id: str) -> Upload:
        """1 request."""
        item = self._table.get(keys.upload(tenant, upload_id))
        if item is None:
            raise upload_not_found()
        return _upload(item)

    def move(
        self,
        tenant: str,
        upload_id: str,
        *,
        from_: tuple[UploadStatus, ...],
        to: UploadStatus,
        job_id: str | None = None,
    ) -> bool:
        """1 request."""
        statuses = {f"from_{n}": status for n, status in enumerate(from_)}
        stands = When(f"#status IN ({', '.join(f':{name}' for name in statuses)})", **statuses)
        move = Update(
            keys.upload(tenant, upload_id),
            set=present({"status": to, "job_id": job_id}),
            remove=("job_id",) if job_id is None else (),
            when=stands,
        )
        return self._table.holds_all([move, *_beside(tenant, upload_id, to, job_id)])

    def of_job(self, tenant: str, job_id: str) -> tuple[Upload, ...]:
        """2 requests; 1 if there is none."""
        pointers = keys.upload_of_job(tenant, job_id, "")
        query = Query(pointers.pk, low=pointers.sk, high=pointers.sk + keys.LAST_TEXT)
        ids = [item["SK"].removeprefix(pointers.sk) for item in self._table.query(query)]
        found = self._table.get_many([keys.upload(tenant, id) for id in ids])
        return tuple(map(_upload, found.values()))

    def expired(self, before: datetime) -> tuple[Upload, ...]:
        """1 request for each MB."""
        query = Query(keys.UPLOADS, index=Index.GSI2, high=utc_text(before))
        return tuple(map(_upload, self._table.query(query)))

    def delete(self, tenant: str, upload_id: str) -> None:
        """2 requests."""
        settled(partial(self._delete, tenant, upload_id))

    def _add(self, upload: Upload, open_at_most: int | None) -> datetime | None:
        """All unused uploads of a tenant stand in one partition, behind a guard that each new one
        moves: of two that count at once, one is refused and counts again."""
        first = keys.upload_guard(upload.tenant)
        beside = {item["SK"]: item for item in self._table.query(Query(first.pk))}
        guard = beside.pop(first.sk, {"n": 0})["n"]
        free_at = _free_at(upload, list(beside.values()), open_at_most)
        if free_at is not None:
            return free_at
        unmoved = When("attribute_not_exists(#PK) OR #n = :n", n=guard)
        new = Put(keys.upload(upload.tenant, upload.id), _item(upload), ABSENT)
        try:
            self._table.transact([new, Put(first, {"n": guard + 1}, unmoved), *_pointers(upload)])
        except ConditionFailed as failed:
            if failed.failed[0]:
                raise Conflict(
                    "upload_already_exists", f"An upload '{upload.id}' exists already."
                ) from None
            raise
        return None

    def _delete(self, tenant: str, upload_id: str) -> None:
        item = self._table.get(keys.upload(tenant, upload_id))
        if item is None:
            return
        writes = [
            Delete(keys.upload(tenant, upload_id)),
            Delete(keys.unused_upload(tenant, upload_id)),
        ]
        if "job_id" in item:
            writes.append(Delete(keys.upload_of_job(tenant, item["job_id"], upload_id)))
        self._table.transact(writes)


def _free_at(upload: Upload, unused: list[Item], open_at_most: int | None) -> datetime | None:
    """When enough of those that are neither used nor over will be over, if they are too many."""
    now = utc_text(upload.created_at)
    ends = sorted(item["expires_at"] for item in unused if item["expires_at"] > now)
    if open_at_most is None or len(ends) < open_at_most:
        return None
    return datetime.fromisoformat(ends[len(ends) - open_at_most])


def _pointers(upload: Upload) -> tuple[Write, ...]:
    tenant, ends = upload.tenant, {"expires_at": utc_text(upload.expires_at)}
    unused = Put(keys.unused_upload(tenant, upload.id), ends)
    of_job = upload.job_id and Put(keys.upload_of_job(tenant, upload.job_id, upload.id), {})
    return (
        *((unused,) if upload.status is not UploadStatus.USED else ()),
        *((of_job,) if of_job else ()),
    )


def _beside(tenant: str, upload_id: str, to: UploadStatus, job_id: str | None) -> tuple[Write, ...]:
    """What else a change of status moves."""
    unused, taken = keys.unused_upload(tenant, upload_id), to is UploadStatus.USED
    return (
        *((Delete(unused),) if taken else ()),
        *((Put(keys.upload_of_job(tenant, job_id, upload_id), {}),) if job_id else ()),
    )


def _item(upload: Upload) -> Item:
    return present(
        {
            "doc": upload.model_dump_json(exclude=set(CHANGING)),
            "status": upload.status,
            "job_id": upload.job_id,
            "GSI2PK": keys.UPLOADS,
            "GSI2SK": keys.moment(upload.expires_at, upload.id),
        }
    )


def _upload(item: Item) -> Upload:
    upload = Upload.model_validate_json(item["doc"])
    return upload.model_copy(
        update={"status": UploadStatus(item["status"]), "job_id": item.get("job_id")}
    )
