"""Who spoke when, as a caller says: what was heard as one voice, or as nobody's, gets its names."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter

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
    """When each user spoke, in order. Who never stopped goes on until another begins."""
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
    shares = {user: _share(start, start + length, each) for user, each in spoken.items()}
    user = max(shares, key=lambda user: shares[user], default=None)
    return user if user is not None and shares[user] >= COVERED * length else None


def _share(start: float, end: float, stretches: Sequence[Stretch]) -> float:
    """Seconds of that time which are within ``stretches``, none of which overlap."""
    seconds = 0.0
    for place in range(bisect_right(stretches, start, key=itemgetter(1)), len(stretches)):
        first, last = stretches[place]
        if first >= end:
            break
        seconds += min(end, last) - max(start, first)
    return seconds
