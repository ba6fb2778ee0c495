"""What an interrupted submission or erasure left behind, removed when a server starts."""

from novapulse.domain.errors import NotFound
from novapulse.services.home import Home
from novapulse.stages.erase import erase_objects

BLOBS_OF_JOBS = ("audio/", "results/", "work/")
"""The first parts of ``storage_keys.blob_prefixes``."""


def sweep(home: Home) -> int:
    """Remove unfinished uploads, and objects without a job. Returns how many objects.

    Only for the one server of a data directory, before it takes requests.
    """
    return _remove_uploads(home) + _remove_orphans(home)


def _remove_uploads(home: Home) -> int:
    leftovers = list(home.incoming.iterdir()) if home.incoming.is_dir() else []
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


def _remove_orphans(home: Home) -> int:
    blobs = {tuple(key.split("/")[1:3]) for p in BLOBS_OF_JOBS for key in home.blobs.keys(p)}
    secrets = {tuple(key.split("/")[:2]) for key in home.vault.keys("")}
    return sum(
        erase_objects(tenant, job_id, blobs=home.blobs, vault=home.vault).objects
        for tenant, job_id in blobs | secrets
        if not _exists(home, tenant, job_id)
    )


def _exists(home: Home, tenant: str, job_id: str) -> bool:
    try:
        home.jobs.get(tenant, job_id)
    except NotFound:
        return False
    return True
