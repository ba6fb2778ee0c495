"""What a finding about a call rests on."""

from novapulse.domain.value import Value


class Evidence(Value):
    """A stretch of what one speaker said. ``start`` and ``end`` are seconds of the call; ``quote``
    is taken from the redacted text, and shortened where it is long."""

    segment_ids: tuple[int, ...]
    speaker: str
    start: float
    end: float
    quote: str
