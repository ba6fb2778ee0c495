"""What a caller wants found in a call, besides what is always looked for."""

from pydantic import Field

from novapulse.domain.tracker import Tracker
from novapulse.domain.value import Value


class CustomEntity(Value):
    """What a caller wants found: ``text`` in any inflection; ``value`` is reported in its place."""

    custom_type: str
    text: str
    value: str | None = None


class ContentOptions(Value):
    """``trackers`` are for this call alone; ``stored_trackers`` says whether the tenant's are
    looked for too. Insights with a score below ``confidence_threshold`` are left out."""

    custom_entities: tuple[CustomEntity, ...] = ()
    trackers: tuple[Tracker, ...] = ()
    stored_trackers: bool = True
    confidence_threshold: float = Field(default=0.5, ge=0, le=1)
