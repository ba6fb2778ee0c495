"""Who spoke when, as a caller says: what was heard as one voice, or as nobody's, gets its names."""

from collections.abc import Mapping, Sequence

from novapulse.domain import storage_keys
from novapulse.domain.conversation import SpeakerEvent, SpeakerEvents
from novapulse.domain.errors import NotFound
from novapulse.services.home import Home
from novapulse.services.symbl.conversation import Conversation
from novapulse.stages import documents

Stretch = tuple[float, float]
COVERED = 0.5
"""The share of a message that a user must have spoken by the events to be its speaker: their times
are those of another clock."""


def read_events(home: Home, conversation: Conversation) -> tuple[SpeakerEvent, ...]:
    """None where nobody has sent any."""
    first = conversation.first
    key = storage_keys.vault_speaker_events(first.tenant, first.id)
    try:
        return documents.read(home.vault, key, SpeakerEvents).events
    except NotFound:
        return ()


def stretches_of(events: Sequence[SpeakerEvent]) -> Mapping[str, Sequence[Stretch]]:
    """When each user spoke. Who never stopped goes on until another begins."""
    found: dict[str, list[Stretch]] = {}
    began: dict[str, float] = {}
    for event in events:
        if event.began:
            began.setdefault(event.user_id, event.at)
            continue
        start = began.pop(event.user_id, None)
        if start is not None:
            found.setdefault(event.user_id, []).append((start, event.at))
    for user, start in began.items():
        others = (e.at for e in events if e.began and e.user_id != user and e.at > start)
        found.setdefault(user, []).append((start, min(others, default=float("inf"))))
    return found


def user_of(start: float, end: float, spoken: Mapping[str, Sequence[Stretch]]) -> str | None:
    """Whose a message of those times is; None if nobody's."""
    length = max(end - start, 1e-3)
    shares = {
        user: sum(
            max(0.0, min(start + length, last) - max(start, first)) for first, last in stretches
        )
        for user, stretches in spoken.items()
    }
    user = max(shares, key=lambda user: shares[user], default=None)
    return user if user is not None and shares[user] >= COVERED * length else None
