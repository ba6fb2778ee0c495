"""``model.tar.gz`` as SageMaker unpacks it into /opt/ml/model: the same weights, the same bytes."""

import gzip
import io
import tarfile
from dataclasses import dataclass
from pathlib import Path

from model_containers.publish.manifest import (
    MANIFEST_NAME,
    Container,
    Manifest,
    describe,
    hash_of,
)
from model_containers.publish.weights import weight_files
from novapulse.domain.errors import InvalidRequest

_COMPRESSION = 1
"""Weights hardly shrink; a higher level costs minutes."""


@dataclass(frozen=True)
class Artifact:
    """``size`` in bytes; ``sha256`` of the archive itself."""

    path: Path
    manifest: Manifest
    size: int
    sha256: str


def pack(
    folder: Path,
    into: Path,
    *,
    container: Container,
    model: str,
    source: str = "",
    also_trusted: frozenset[str] = frozenset(),
) -> Artifact:
    """Writes ``into``. Times, owners and order are fixed, so a second packing of the same weights
    has the same hash. Raises InvalidRequest as ``weight_files`` does."""
    files = [
        path
        for path in weight_files(folder, also_trusted=also_trusted)
        if path.relative_to(folder).as_posix() != MANIFEST_NAME
    ]
    manifest = Manifest(
        container=container,
        model=model,
        source=source,
        files=tuple(describe(path, folder) for path in files),
    )
    into.parent.mkdir(parents=True, exist_ok=True)
    partial = into.with_name(into.name + ".partial")
    try:
        _write(partial, manifest, folder)
        partial.replace(into)
    finally:
        partial.unlink(missing_ok=True)
    return _artifact(into, manifest)


def open_artifact(path: Path) -> Artifact:
    """Reads the archive and holds every file against the manifest.

    Raises InvalidRequest where they differ, or where it is no artifact.
    """
    try:
        with tarfile.open(path, "r:gz") as archive:
            manifest = _manifest(archive)
            found = {
                member.name: hash_of(archive.extractfile(member) or io.BytesIO())
                for member in archive
                if member.name != MANIFEST_NAME
            }
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise InvalidRequest(
            "bad_artifact", f"{path} is not a model artifact ({error}). Make one with `pack`."
        ) from error
    expected = {file.path: (file.sha256, file.size) for file in manifest.files}
    different = sorted(
        name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name)
    )
    if different:
        raise InvalidRequest(
            "bad_artifact",
            f"{path}: {', '.join(different)} is not as its manifest says. Pack the weights again.",
        )
    return _artifact(path, manifest)


def _write(path: Path, manifest: Manifest, folder: Path) -> None:
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", _COMPRESSION, raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        text = (manifest.model_dump_json(indent=2) + "\n").encode()
        archive.addfile(_entry(MANIFEST_NAME, len(text)), io.BytesIO(text))
        for file in manifest.files:
            with (folder / file.path).open("rb") as content:
                archive.addfile(_entry(file.path, file.size), content)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    """Owned by root and readable by everybody: the container's user reads, and writes nothing."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o644, 0
    return entry


def _manifest(archive: tarfile.TarFile) -> Manifest:
    first = archive.next()
    content = archive.extractfile(first) if first and first.name == MANIFEST_NAME else None
    if content is None:
        raise ValueError(f"its first entry is not {MANIFEST_NAME}")
    return Manifest.model_validate_json(content.read())


def _artifact(path: Path, manifest: Manifest) -> Artifact:
    with path.open("rb") as file:
        digest, size = hash_of(file)
    return Artifact(path=path, manifest=manifest, size=size, sha256=digest)
