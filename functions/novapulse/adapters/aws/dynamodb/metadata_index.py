"""Finding jobs by their metadata, agent and contact: one pointer for each top-level entry, and for
each id, beside the job."""

from collections.abc import Mapping
from typing import Any

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.domain.job import CallDetails, Job
from novapulse.domain.listing import JobFilter

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
    ids = _ids(job.options.call)
    return (
        *(Key(keys.metadata_partition(job.tenant, entry), at) for entry in found),
        *(Key(keys.call_partition(job.tenant, *named), at) for named in ids),
    )


def partitions(tenant: str, where: JobFilter) -> tuple[str, ...]:
    """Where the pointers of the jobs are that meet one of the conditions, among others; none if
    there is no condition that pointers are made for."""
    ids = _ids(where)
    if ids:
        return (keys.call_partition(tenant, *ids[0]),)
    if where.metadata:
        entry = where.metadata[0]
        return keys.metadata_partition(tenant, entry), keys.metadata_partition(tenant, None)
    return ()


def _ids(of: CallDetails | JobFilter) -> tuple[Entry, ...]:
    """A contact has fewer calls than an agent."""
    ids = (("contact_id", of.contact_id), ("agent_id", of.agent_id))
    return tuple((name, value) for name, value in ids if value is not None)


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
