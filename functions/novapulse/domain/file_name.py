"""The name of a caller's file: for people to read, never used as a path."""

MAX_LENGTH = 255
UNNAMED = "audio"


def clean_file_name(name: str) -> str:
    """Without folders and control characters, 255 characters at most; ``audio`` if none remain."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:MAX_LENGTH].strip() or UNNAMED
