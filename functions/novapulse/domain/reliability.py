"""Whether a call's words can be relied on, and with them all that was found in them."""

from collections.abc import Iterable

from novapulse.domain.media import Notice

UNRELIABLE = "transcript_unreliable"
"""Code of the notice of a transcript whose mean word confidence is low."""


def is_unreliable(notices: Iterable[Notice]) -> bool:
    return any(notice.code == UNRELIABLE for notice in notices)
