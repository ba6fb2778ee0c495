"""A secret key in a file of its own, made once and readable by its owner alone."""

import base64
import binascii
import os
import stat
from pathlib import Path

from novapulse.adapters.local.disk.files import atomic_writer
from novapulse.domain.errors import NovaPulseError

KEY_BYTES = 32


def load_key_file(path: Path, *, error_code: str) -> bytes:
    """The key in the file at ``path``, which is made when absent. Raises NovaPulseError
    (``error_code``) for anything but a key, and for a file that others may read."""
    if not path.exists():
        try:
            with atomic_writer(path, replace=False) as stream:
                stream.write(base64.urlsafe_b64encode(os.urandom(KEY_BYTES)) + b"\n")
        except FileExistsError:
            pass  # another process made it first: that one counts
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise NovaPulseError(
            error_code,
            f"{path} has mode {mode:04o}: others may read it; make it 0600 (chmod 600)",
        )
    text = path.read_text(encoding="ascii", errors="replace")
    return decode_key(text, str(path), error_code=error_code)


def decode_key(text: str, source: str, *, error_code: str) -> bytes:
    """Raises NovaPulseError (``error_code``), which does not repeat the text."""
    try:
        key = base64.b64decode(text.strip().encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise NovaPulseError(error_code, f"{source}: a key is {KEY_BYTES} bytes in URL-safe base64")
    return key
