"""The vectors of the tenants that were last asked for, in memory."""

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from novapulse.adapters.sqlite.search.kept_vectors import KeptVectors


class VectorMemory:
    """``limit_bytes``: of the vectors of all tenants together. The tenant that was asked for the
    longest time ago makes room. Thread-safe."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str, int], KeptVectors] = OrderedDict()

    def of(self, tenant: str, model: str, dimensions: int) -> "KeptVectors":
        """Empty at first. Vectors of several models are never mixed."""
        from novapulse.adapters.sqlite.search.kept_vectors import KeptVectors

        key = (tenant, model, dimensions)
        with self._lock:
            kept = self._kept.setdefault(key, KeptVectors(dimensions))
            self._kept.move_to_end(key)
        return kept

    def forget(self, tenant: str) -> None:
        """Because the numbers of its indexed jobs begin anew."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == tenant]:
                del self._kept[key]

    def fits(self, vectors: int, dimensions: int) -> bool:
        """Whether one tenant's may be kept at all."""
        return vectors * dimensions * 4 <= self._limit_bytes

    def make_room(self) -> None:
        with self._lock:
            while len(self._kept) > 1 and self._size_bytes() > self._limit_bytes:
                self._kept.popitem(last=False)

    def _size_bytes(self) -> int:
        return sum(kept.size_bytes for kept in self._kept.values())
