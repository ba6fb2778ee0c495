"""Typed JSON documents in a blob store or in the vault."""

from typing import Protocol, TypeVar

from novapulse.domain.value import Value

V = TypeVar("V", bound=Value)


class Objects(Protocol):
    """What a BlobStore and a Vault have in common."""

    def put(self, key: str, data: bytes) -> None: ...
    def get(self, key: str) -> bytes: ...


def write(objects: Objects, key: str, document: Value) -> None:
    objects.put(key, document.model_dump_json().encode())


def read(objects: Objects, key: str, kind: type[V]) -> V:
    """Raises NotFound."""
    return kind.model_validate_json(objects.get(key))
