"""What an interrupted submission left behind, removed when a server starts."""

from novapulse.domain.errors import NotFound
from novapulse.services.home import Home


def sweep(home: Home) -> int:
    """Remove unfinished uploads, and recordings without a job. Returns how many objects.

    Only for the one server of a data directory, before it takes requests.
    """
    return _remove_uploads(home) + _remove_orphans(home)


def _remove_uploads(home: Home) -> int:
    leftovers = list(home.incoming.iterdir()) if home.incoming.is_dir() else []
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


def _remove_orphans(home: Home) -> int:
    owners = {tuple(key.split("/")[1:3]) for key in home.blobs.keys("audio/")}
    return sum(
        home.blobs.delete(f"audio/{tenant}/{job_id}/")
        for tenant, job_id in owners
        if not _exists(home, tenant, job_id)
    )


def _exists(home: Home, tenant: str, job_id: str) -> bool:
    try:
        home.jobs.get(tenant, job_id)
    except NotFound:
        return False
    return True
