"""What an artifact says of itself: which model, for which container, and a hash of every file."""

import hashlib
from pathlib import Path
from typing import IO, Annotated, Literal

from pydantic import Field, StringConstraints

from novapulse.domain.value import Value

MANIFEST_NAME = "novapulse-model.json"
_BLOCK = 1024 * 1024

Container = Literal["transcriber", "diarizer", "sentiment"]
ModelName = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9.-]{0,62}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PackedFile(Value):
    """``path``: relative to the archive's root, with forward slashes. ``size``: bytes."""

    path: str
    size: int = Field(ge=0)
    sha256: Sha256


class Manifest(Value):
    """``source``: where the weights come from, for people; with the commit if there is one."""

    container: Container
    model: ModelName
    source: str = ""
    files: tuple[PackedFile, ...] = Field(min_length=1)


def describe(path: Path, root: Path) -> PackedFile:
    with path.open("rb") as file:
        digest, size = hash_of(file)
    return PackedFile(path=path.relative_to(root).as_posix(), size=size, sha256=digest)


def hash_of(stream: IO[bytes]) -> tuple[str, int]:
    """SHA-256 in hexadecimal and the number of bytes."""
    digest, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size
