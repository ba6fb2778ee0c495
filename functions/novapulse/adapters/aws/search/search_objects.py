"""Where the index rests in S3: one object for each job, one snapshot for each tenant."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from novapulse.adapters.aws.s3.objects import Bucket
from novapulse.adapters.object_names import check_key
from novapulse.domain.errors import NotFound

READ_AT_ONCE = 32


class SearchObjects:
    """``prefix`` stands before every name. Raises StorageUnavailable as ``Bucket`` does."""

    def __init__(self, bucket: Bucket, *, prefix: str = "") -> None:
        self._bucket = bucket
        self._prefix = prefix

    def put(self, tenant: str, job_id: str, data: bytes) -> None:
        """1 request."""
        self._bucket.put(self._call(tenant, job_id), data)

    def get_many(self, tenant: str, job_ids: Sequence[str]) -> dict[str, bytes]:
        """Those that are there; 1 request for each, side by side."""

        def read(job_id: str) -> bytes | None:
            with suppress(NotFound):
                return self._bucket.get(self._call(tenant, job_id))
            return None

        if not job_ids:
            return {}
        with ThreadPoolExecutor(min(READ_AT_ONCE, len(job_ids))) as pool:
            found = zip(job_ids, pool.map(read, job_ids), strict=True)
            return {job_id: data for job_id, data in found if data is not None}

    def erase(self, tenant: str, job_id: str) -> None:
        """The tenant's snapshot too, which may hold the job; 1 request."""
        self._bucket.delete([self._call(tenant, job_id), self._snapshot(tenant)])

    def write_snapshot(self, tenant: str, source: Path) -> None:
        """1 request; in parts above 8 MB."""
        with source.open("rb") as stream:
            self._bucket.upload(self._snapshot(tenant), stream)

    def read_snapshot(self, tenant: str, target: Path) -> bool:
        """False if there is none; 2 requests, more for a large one, 1 if there is none."""
        with target.open("wb") as stream, suppress(NotFound):
            self._bucket.download(self._snapshot(tenant), stream)
            return True
        return False

    def delete_snapshot(self, tenant: str) -> None:
        """1 request."""
        self._bucket.delete([self._snapshot(tenant)])

    def _call(self, tenant: str, job_id: str) -> str:
        return self._name(f"search/calls/{tenant}/{job_id}")

    def _snapshot(self, tenant: str) -> str:
        return self._name(f"search/snapshots/{tenant}")

    def _name(self, key: str) -> str:
        check_key(key)
        return self._prefix + key
