"""Objects encrypted with AES-256-GCM, each under a data key of its own from KMS.

S3's own encryption would not do: S3 opens an object for whoever may read it, under whatever name
it was copied to. Here the name is the encryption context of the data key and is authenticated by
the ciphertext, so one object cannot stand in for another, and KMS's log names each that is opened.
"""

import hashlib
import os
import struct
from collections.abc import Iterator
from typing import Any

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.trouble import error_code, translated
from novapulse.domain.errors import NovaPulseError
from novapulse.ports import BlobStore

FORMAT = b"NVK\x01"
NONCE_BYTES = 12
"""96 random bits, as NIST SP 800-38D advises for GCM."""
LENGTH = struct.Struct(">H")
CHECK_BYTES = 8
"""Of the wrapped key's SHA-256: damage is told from a right that is missing, which KMS may not."""
REFUSED = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})
"""KMS's answers to a data key that was sealed for another name or by another key."""


class KmsVault:
    """Fulfils ``Vault`` over any blob store; ``key_id`` is the KMS key's id, ARN or alias. Raises
    StorageUnavailable where KMS throttles or cannot be reached."""

    def __init__(self, blobs: BlobStore, client: Client, key_id: str) -> None:
        self._blobs = blobs
        self._client = client
        self._key_id = key_id

    def put(self, key: str, data: bytes) -> None:
        """2 requests."""
        with translated():
            made = self._client.generate_data_key(KeySpec="AES_256", **self._sealing(key))
        wrapped: bytes = made["CiphertextBlob"]
        head = FORMAT + LENGTH.pack(len(wrapped)) + wrapped + _check(wrapped)
        nonce = os.urandom(NONCE_BYTES)
        sealed = _cipher(made["Plaintext"]).encrypt(nonce, data, head + key.encode())
        self._blobs.put(key, head + nonce + sealed)

    def get(self, key: str) -> bytes:
        """2 requests. Raises NotFound, and NovaPulseError(``vault_damaged``) for what this key and
        this name did not seal."""
        from cryptography.exceptions import InvalidTag

        object_ = self._blobs.get(key)
        try:
            head, wrapped, body = _parts(object_)
            cipher = _cipher(self._unwrapped(key, wrapped))
            nonce, sealed = body[:NONCE_BYTES], body[NONCE_BYTES:]
            return bytes(cipher.decrypt(nonce, sealed, head + key.encode()))
        except (InvalidTag, ValueError, struct.error):
            raise NovaPulseError(
                "vault_damaged", f"vault object '{key}' was altered or sealed with another key"
            ) from None

    def delete(self, prefix: str) -> int:
        """2 requests; 1 if there is none."""
        return self._blobs.delete(prefix)

    def keys(self, prefix: str) -> Iterator[str]:
        """1 request for each 1,000."""
        return self._blobs.keys(prefix)

    def _unwrapped(self, key: str, wrapped: bytes) -> bytes:
        """Raises ValueError for what KMS refuses to open."""
        with translated():
            try:
                answer = self._client.decrypt(CiphertextBlob=wrapped, **self._sealing(key))
            except Exception as error:
                if error_code(error) in REFUSED:
                    raise ValueError from None
                raise
        return bytes(answer["Plaintext"])

    def _sealing(self, key: str) -> dict[str, Any]:
        return {"KeyId": self._key_id, "EncryptionContext": {"object": key}}


def _parts(object_: bytes) -> tuple[bytes, bytes, bytes]:
    """Head, which holds the wrapped key and its check; the wrapped key; nonce and ciphertext.
    Raises ValueError and struct.error."""
    if not object_.startswith(FORMAT):
        raise ValueError
    start = len(FORMAT) + LENGTH.size
    (length,) = LENGTH.unpack(object_[len(FORMAT) : start])
    wrapped = object_[start : start + length]
    end = start + length + CHECK_BYTES
    if object_[start + length : end] != _check(wrapped):
        raise ValueError
    return object_[:end], wrapped, object_[end:]


def _check(wrapped: bytes) -> bytes:
    return hashlib.sha256(wrapped).digest()[:CHECK_BYTES]


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
