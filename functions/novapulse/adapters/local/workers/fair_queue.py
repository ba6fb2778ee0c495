"""Work waiting for a worker: tenants take turns, and so do the jobs of one tenant."""

from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Lane:
    """Whose work it is: nobody waits behind all the cuts of somebody else's long call."""

    tenant: str
    job: str


class FairQueue(Generic[T]):
    """First in, first out within a job; round robin over jobs, round robin over tenants.
    Not thread safe: the pool holds its lock."""

    def __init__(self) -> None:
        self._tenants: OrderedDict[str, OrderedDict[str, deque[T]]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._tenants)

    def put(self, lane: Lane, item: T) -> None:
        jobs = self._tenants.setdefault(lane.tenant, OrderedDict())
        jobs.setdefault(lane.job, deque()).append(item)

    def take(self) -> T:
        """The next item; its job and its tenant go to the back of their rows.
        Raises KeyError when nothing waits."""
        tenant, jobs = self._tenants.popitem(last=False)
        job, items = jobs.popitem(last=False)
        item = items.popleft()
        if items:
            jobs[job] = items
        if jobs:
            self._tenants[tenant] = jobs
        return item

    def items(self, lane: Lane) -> list[T]:
        jobs = self._tenants.get(lane.tenant, OrderedDict())
        return list(jobs.get(lane.job, ()))

    def drain(self) -> list[T]:
        items = [i for jobs in self._tenants.values() for row in jobs.values() for i in row]
        self._tenants.clear()
        return items
