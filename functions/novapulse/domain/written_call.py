"""A call that is handed in as text. Not redacted: it rests in the vault, until it is."""

from novapulse.domain.value import Value

WRITTEN = "written"
"""The flag of a segment that came as text: whoever wrote it has cut it as it is to be shown."""


class WrittenTurn(Value):
    """What one party said at one go. ``speaker`` is whatever tells the parties apart, and is shown
    again. Times are seconds from the start of the call, None where nobody noted them."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None


class WrittenCall(Value):
    """Each turn becomes one segment, whose id is the turn's place, from 1."""

    turns: tuple[WrittenTurn, ...]
