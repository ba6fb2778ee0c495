"""BCP 47 language tags."""

import re

from novapulse.domain.errors import InvalidRequest

SHAPE = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*")
MAX_LENGTH = 35
"""RFC 5646, section 4.4.1: what any well-formed registered tag needs."""


def language_tag(text: str) -> str:
    """The tag in its canonical form, ``en-gb`` as ``en-GB``. Raises InvalidRequest for what the
    IANA registry does not know."""
    import langcodes

    well_formed = len(text) <= MAX_LENGTH and SHAPE.fullmatch(text)
    if not well_formed or not langcodes.tag_is_valid(text):
        raise InvalidRequest(
            "invalid_language_code",
            f"language: {text[:MAX_LENGTH]!r} is not a BCP 47 tag; send one such as en-US or es",
        )
    return langcodes.standardize_tag(text)
