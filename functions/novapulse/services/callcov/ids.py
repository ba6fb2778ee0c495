"""The two names that CallCov has for an analysis, both made from the job's id and nothing else."""

import re
import uuid

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MODULUS = 2**48
"""A job's id has 48 random bits; ten digits of base 36 hold them."""
SPREAD = 0xB1E95A3C7D4F
"""Odd, so that multiplying by it loses nothing: small ids do not all begin with zeros."""
GATHER = pow(SPREAD, -1, MODULUS)
UUID_PREFIX = "6e6f7661-7075-8c73-a5ec-"
"""Version 8 (RFC 9562): the rest is our own to fill."""

ANALYSIS_ID = re.compile(r"anl_([0-9a-z]{10})")


def analysis_id(job_id: str) -> str:
    """``anl_`` and ten digits. ``job_id`` is ``job_`` and 12 hex digits."""
    number = int(job_id.removeprefix("job_"), 16) * SPREAD % MODULUS
    digits = ""
    for _ in range(10):
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return f"anl_{digits}"


def analysis_uuid(job_id: str) -> str:
    return UUID_PREFIX + job_id.removeprefix("job_")


def job_id_of(name: str) -> str | None:
    """Of either name; None for what is neither."""
    short = ANALYSIS_ID.fullmatch(name)
    if short is not None:
        number = int(short[1], 36)
        return f"job_{number * GATHER % MODULUS:012x}" if number < MODULUS else None
    try:
        long = str(uuid.UUID(name)) if len(name) == 36 else ""
    except ValueError:
        return None
    return f"job_{long.removeprefix(UUID_PREFIX)}" if long.startswith(UUID_PREFIX) else None
