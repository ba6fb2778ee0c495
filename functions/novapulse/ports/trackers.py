"""What a tenant wants to be told of when it comes up in a call."""

from typing import Protocol

from novapulse.domain.tracker import StoredTracker


class TrackerStore(Protocol):
    """A tenant's trackers, none of which share a name."""

    def add(self, tenant: str, tracker: StoredTracker, *, at_most: int) -> None:
        """One atomic step. Raises Conflict: ``tracker_exists`` for a name that is taken,
        ``too_many_trackers`` where the tenant has ``at_most``."""
        ...

    def get(self, tenant: str, tracker_id: str) -> StoredTracker:
        """Raises NotFound(``tracker_not_found``)."""
        ...

    def list(self, tenant: str) -> tuple[StoredTracker, ...]:
        """By time of making, then id."""
        ...

    def replace(self, tenant: str, tracker: StoredTracker) -> None:
        """That of the same id. Raises NotFound, and Conflict for a name that another has."""
        ...

    def delete(self, tenant: str, tracker_id: str) -> bool:
        """False if there is none."""
        ...
