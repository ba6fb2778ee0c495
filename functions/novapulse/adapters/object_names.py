"""The keys that objects may have in either home."""

import re

from novapulse.domain.errors import InvalidRequest

KEY_PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}\Z")
"""One name of a key. No leading dot: neither ``..`` nor a temporary file can be named."""


def check_key(key: str) -> None:
    """Raises InvalidRequest."""
    for part in key.split("/"):
        _check_part(part, key)


def check_prefix(prefix: str) -> None:
    """A text prefix of keys; what follows the last ``/`` may be the beginning of a name. Raises
    InvalidRequest."""
    folder, _, _ = prefix.rpartition("/")
    for part in filter(None, folder.split("/")):
        _check_part(part, prefix)


def _check_part(part: str, key: str) -> None:
    if not KEY_PART.match(part):
        raise InvalidRequest(
            "invalid_parameter",
            f"storage key {key!r}: each part takes letters, digits, '_', '-' and inner dots",
        )
