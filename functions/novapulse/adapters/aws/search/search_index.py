"""What was said in all calls, found by its words and by its meaning, in the AWS home.

What is indexed of a job is one object of S3. A change of it is one transaction of the table: an
entry in its tenant's log, under the next number, and what is indexed by which model, beside the
job. A process that searches keeps a copy of the tenant in SQLite and brings it up to date by the
log before each search: what is erased is not found by anybody from the moment of its transaction.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from novapulse.adapters.aws.dynamodb import indexed_jobs, unindexed_jobs
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import settled
from novapulse.adapters.aws.search.indexed_call import indexed_call, pack, unpack
from novapulse.adapters.aws.search.search_objects import SearchObjects
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, job_not_found
from novapulse.domain.search import Hit, Passage, SearchFilter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from novapulse.adapters.aws.search.copies import Copies


class CopiedSearchIndex:
    """Fulfils ``SearchIndex``. ``copies`` are of this process; those that only write need none."""

    def __init__(self, table: Table, objects: SearchObjects, copies: "Copies") -> None:
        self._table = table
        self._objects = objects
        self._copies = copies

    def put(
        self,
        tenant: str,
        job_id: str,
        passages: Sequence[Passage],
        vectors: "NDArray[np.float32]",
        *,
        model: str,
    ) -> None:
        """3 requests."""
        reading = indexed_jobs.read(self._table, tenant, job_id)
        if reading.job is None:
            raise job_not_found()
        data = pack(indexed_call(reading.job, passages, vectors, model=model))
        # Before the log names it: who reads of a change finds it, or one that came later.
        self._objects.put(tenant, job_id, data)
        again = iter(lambda: indexed_jobs.read(self._table, tenant, job_id), None)
        readings = chain((reading,), again)

        def attempt() -> None:
            indexed_jobs.try_put(
                self._table,
                next(readings),
                model=model,
                passages=len(passages),
                size_bytes=len(data),
            )

        try:
            settled(attempt)
        except NotFound:
            self._objects.erase(tenant, job_id)
            raise

    def retell(self, tenant: str, job_id: str) -> None:
        """4 requests; 1 if nothing of it is indexed."""
        found = self._objects.get_many(tenant, [job_id]).get(job_id)
        if found is None:
            return
        call = unpack(found)
        with suppress(NotFound):
            self.put(tenant, job_id, call.passages, call.vectors, model=call.model)

    def erase_job(self, tenant: str, job_id: str) -> int:
        """3 requests; 2 if nothing is indexed. The object goes in any case, and with it the
        tenant's snapshot."""
        passages = settled(partial(indexed_jobs.try_erase, self._table, tenant, job_id))
        self._objects.erase(tenant, job_id)
        return passages

    def by_words(
        self, tenant: str, phrases: Sequence[str], where: SearchFilter, *, limit: int
    ) -> tuple[Hit, ...]:
        """1 request, and what ``refresh`` says where something has changed."""
        with self._copies.current(tenant) as reader:
            return reader.by_words(tenant, phrases, where, limit=limit)

    def by_meaning(
        self,
        tenant: str,
        vector: "NDArray[np.float32]",
        where: SearchFilter,
        *,
        model: str,
        limit: int,
    ) -> tuple[Hit, ...]:
        """The same."""
        with self._copies.current(tenant) as reader:
            return reader.by_meaning(tenant, vector, where, model=model, limit=limit)

    def following(self, tenant: str, hit: Hit) -> Hit | None:
        """The same."""
        with self._copies.current(tenant) as reader:
            return reader.following(tenant, hit)

    def unindexed(self, model: str, *, limit: int) -> tuple[Job, ...]:
        """2 requests for each model that jobs were indexed with, and 2. By an index that follows
        the table within a moment."""
        return unindexed_jobs.newest(self._table, model, limit=limit)

    def settle(self) -> None:
        """No request: objects are deleted whole, and copies forget as they are brought up to
        date."""
