"""Objects encrypted with AES-256-GCM; each ciphertext is bound to the name of its object."""

import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from novapulse.adapters.local.disk.key_file import decode_key, load_key_file
from novapulse.domain.errors import NovaPulseError
from novapulse.ports import BlobStore

NONCE_BYTES = 12
"""96 random bits, as NIST SP 800-38D advises for GCM: good for 2**32 objects under one key."""
FORMAT = b"NVP\x01"
KEY_INVALID = "vault_key_invalid"
KEY_CHECK = "key-check"
"""An object that only the right key opens, so that a wrong key shows at start."""


class EncryptedVault:
    """Fulfils ``Vault`` over any blob store. Raises NovaPulseError(``vault_key_wrong``) when the
    store was filled with another key."""

    def __init__(self, blobs: BlobStore, key: bytes) -> None:
        self._blobs = blobs
        self._cipher = AESGCM(key)
        self._check_key()

    def put(self, key: str, data: bytes) -> None:
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, data, _associated(key))
        self._blobs.put(key, FORMAT + nonce + sealed)

    def get(self, key: str) -> bytes:
        """Raises NotFound, and NovaPulseError(``vault_damaged``) for what this key and this name
        did not seal."""
        sealed = self._blobs.get(key)
        head, body = sealed[: len(FORMAT)], sealed[len(FORMAT) :]
        try:
            if head != FORMAT:
                raise InvalidTag
            return self._cipher.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], _associated(key))
        except (InvalidTag, ValueError):
            raise NovaPulseError(
                "vault_damaged", f"vault object '{key}' was altered or sealed with another key"
            ) from None

    def delete(self, prefix: str) -> int:
        return self._blobs.delete(prefix)

    def keys(self, prefix: str) -> Iterator[str]:
        return (key for key in self._blobs.keys(prefix) if key != KEY_CHECK)

    def _check_key(self) -> None:
        if not self._blobs.exists(KEY_CHECK):
            self.put(KEY_CHECK, b"novapulse")
            return
        try:
            self.get(KEY_CHECK)
        except NovaPulseError:
            raise NovaPulseError(
                "vault_key_wrong",
                "the vault was made with another key: set NOVAPULSE_VAULT_KEY or the key file "
                "to the key that it was made with",
            ) from None


def load_vault_key(path: Path, configured: str | None) -> bytes:
    """The configured key, else the one in the file at ``path``, which is made when absent.

    Raises NovaPulseError(``vault_key_invalid``) for anything but 32 bytes in URL-safe base64,
    and for a key file that others than its owner may read.
    """
    if configured is not None:
        return decode_key(configured, "NOVAPULSE_VAULT_KEY", error_code=KEY_INVALID)
    return load_key_file(path, error_code=KEY_INVALID)


def _associated(key: str) -> bytes:
    return FORMAT + key.encode()
