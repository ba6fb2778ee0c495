"""Symbl's names for things, all made from the job's id and the item's own number."""

import hashlib
import re
import uuid

MODULUS = 2**48
"""A job's id has 48 random bits."""
SPREAD = 0x9D3B7F24C1A5
"""Odd, so that multiplying by it loses nothing."""
GATHER = pow(SPREAD, -1, MODULUS)
FIRST = 10**15
STEP = 28
"""A conversation's id is ``FIRST + STEP * n``: sixteen digits, and below 2**53, which is as far as
JavaScript counts exactly."""
UUID_PREFIX = "6e6f7661-7075-4c73-a5ec-"
"""Version 4 by its look, as clients expect of a job's id; the rest is our own to fill."""
CONVERSATION_ID = re.compile(r"[1-9][0-9]{15}")
ITEMS = 8 * 10**15
"""Ids of messages and of what is found in them lie within ``FIRST`` and ``FIRST + ITEMS``."""
MEMBERS = uuid.UUID("6e6f7661-7075-4c73-a5ec-6d656d626572")


def conversation_id(job_id: str) -> str:
    """Sixteen digits. ``job_id`` is ``job_`` and 12 hex digits, of the conversation's first job."""
    number = int(job_id.removeprefix("job_"), 16) * SPREAD % MODULUS
    return str(FIRST + STEP * number)


def first_job_of(conversation: str) -> str | None:
    """The id of the conversation's first job; None for what names no conversation."""
    if not CONVERSATION_ID.fullmatch(conversation):
        return None
    number, rest = divmod(int(conversation) - FIRST, STEP)
    if rest or not 0 <= number < MODULUS:
        return None
    return f"job_{number * GATHER % MODULUS:012x}"


def job_uuid(job_id: str) -> str:
    """What Symbl calls the job."""
    digits = job_id.removeprefix("job_")
    return UUID_PREFIX + digits


def job_of(name: str) -> str | None:
    """The id of the job so called; None for what names none."""
    try:
        plain = str(uuid.UUID(name)) if len(name) == 36 else ""
    except ValueError:
        return None
    return f"job_{plain.removeprefix(UUID_PREFIX)}" if plain.startswith(UUID_PREFIX) else None


def item_id(job_id: str, number: int) -> str:
    """Of a message, topic, insight, entity or tracker match, whose numbers are unique within a call
    only. Sixteen digits."""
    digest = hashlib.blake2b(f"{job_id}:{number}".encode(), digest_size=8).digest()
    return str(FIRST + int.from_bytes(digest) % ITEMS)


def member_id(job_id: str, source: str) -> str:
    """A UUID, the same as long as the job is there. ``source``: see ``SpeakerRole``."""
    return str(uuid.uuid5(MEMBERS, f"{job_id}:{source}"))
