"""Finding jobs by their metadata: one pointer for each top-level entry, beside the job."""

from collections.abc import Mapping
from typing import Any

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.domain.job import Job

MOST_ENTRIES = 40
"""A transaction takes 100 writes. A job with more entries has one pointer among those of its kind,
which are then looked at one by one."""

Entry = tuple[str, str]


def entries(metadata: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Top-level keys and values as text, as ``JobFilter`` names them; without lists, maps, null."""
    texts = ((key, _text(value)) for key, value in metadata.items())
    return tuple((key, text) for key, text in texts if text is not None)


def pointers(job: Job) -> tuple[Key, ...]:
    """The keys under which the job can be found."""
    found: tuple[Entry | None, ...] = entries(job.options.metadata)
    if len(found) > MOST_ENTRIES:
        found = (None,)
    at = keys.moment(job.created_at, job.id)
    return tuple(Key(keys.metadata_partition(job.tenant, entry), at) for entry in found)


def partitions(tenant: str, entry: Entry) -> tuple[str, str]:
    """Where the pointers of the jobs that have this entry are; in the second one among others."""
    return keys.metadata_partition(tenant, entry), keys.metadata_partition(tenant, None)


def _text(value: Any) -> str | None:
    match value:
        case bool():
            return "true" if value else "false"
        case str() | int():
            return str(value)
        case float():
            return _real(value)
    return None


def _real(value: float) -> str:
    """As SQLite writes it, so that both homes find the same: ``1.5``, ``2.0``, ``1.0e+20``."""
    mantissa, e, exponent = f"{value:.15g}".partition("e")
    return (mantissa if "." in mantissa else f"{mantissa}.0") + e + exponent
