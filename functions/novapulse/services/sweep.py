"""What an interrupted submission or erasure left behind, removed when a server starts and later."""

from collections.abc import Iterable

from novapulse.domain.errors import NotFound
from novapulse.services.home import Home
from novapulse.stages.erase import erase_data

BLOBS_OF_JOBS = ("audio/", "results/", "work/")
"""The first parts of ``storage_keys.blob_prefixes``."""

Orphan = tuple[str, str]
"""Tenant and id of a job that is not there, yet has objects."""


def sweep(home: Home) -> int:
    """Remove unfinished uploads, and objects without a job. Returns how many objects.

    Only for the one server of a data directory, before it takes requests.
    """
    return _remove_uploads(home) + _erase(home, _orphans(home))


class OrphanSweep:
    """For a server that runs. Only what has no job at two looks in a row is removed: a submission
    stores its recording a moment before its job."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._seen: set[Orphan] = set()

    def run(self) -> int:
        """One look. Returns how many objects were removed."""
        found = _orphans(self._home)
        old, self._seen = found & self._seen, found
        return _erase(self._home, old)


def erase_orphans(home: Home, owners: Iterable[Orphan]) -> int:
    """Whoever of these has no job loses what it has. Returns how many objects were removed."""
    return _erase(home, {owner for owner in owners if not _exists(home, *owner)})


def _remove_uploads(home: Home) -> int:
    leftovers = list(home.incoming.iterdir()) if home.incoming.is_dir() else []
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


def _orphans(home: Home) -> set[Orphan]:
    blobs = {_owner(key.split("/")[1:]) for p in BLOBS_OF_JOBS for key in home.blobs.keys(p)}
    secrets = {_owner(key.split("/")) for key in home.vault.keys("")}
    return {owner for owner in blobs | secrets if not _exists(home, *owner)}


def _owner(parts: list[str]) -> Orphan:
    return parts[0], parts[1]


def _erase(home: Home, orphans: set[Orphan]) -> int:
    return sum(
        erase_data(tenant, job_id, blobs=home.blobs, vault=home.vault, search=home.search).objects
        for tenant, job_id in orphans
    )


def _exists(home: Home, tenant: str, job_id: str) -> bool:
    try:
        home.jobs.get(tenant, job_id)
    except NotFound:
        return False
    return True
