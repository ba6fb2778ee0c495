"""A conversation as Symbl clients know it: one call, or several that were appended to the first.

Its id follows from the first job's id, as every other job has one of its own.
"""

from novapulse.domain.value import Value


class ConversationOptions(Value):
    """What is shown of a conversation. ``part_of`` is the id of the job that this one is appended
    to, always the first of its conversation. ``separated``: whether speakers are told apart."""

    name: str | None = None
    part_of: str | None = None
    separated: bool = True
    phrases: bool = False
    entities: bool = False


class Member(Value):
    """Who a speaker is, as a caller says. ``source`` names the speaker of a job, as ``SpeakerRole``
    does (``channel 1``, ``voice 2``, ``speaker 1``). Personal data: it rests in the vault."""

    source: str
    name: str | None = None
    email: str | None = None


class SpeakerEvent(Value):
    """``at``: seconds from the start of the conversation. ``began`` is false where the speech ends.
    Personal data, as above."""

    began: bool
    at: float
    user_id: str
    name: str | None = None
    email: str | None = None


class SpeakerEvents(Value):
    """In order of ``at``."""

    events: tuple[SpeakerEvent, ...]
