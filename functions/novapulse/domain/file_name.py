"""The name of a caller's file: for people to read, never used as a path."""

from urllib.parse import quote

MAX_LENGTH = 255
UNNAMED = "audio"


def clean_file_name(name: str) -> str:
    """Without folders and control characters, 255 characters at most; ``audio`` if none remain."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:MAX_LENGTH].strip() or UNNAMED


def attachment(name: str) -> str:
    """The header ``Content-Disposition`` of an answer that is to be saved under that name
    (RFC 6266)."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
