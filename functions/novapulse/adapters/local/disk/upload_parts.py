"""The bytes of uploads as files: ``{upload_id}/part-00001`` …, then one ``recording-{sha256}``."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock

from novapulse.adapters.local.disk.files import make_private_directory, sync_directory
from novapulse.adapters.local.disk.url_signer import UrlSigner
from novapulse.domain.errors import Conflict
from novapulse.domain.upload import PartLink, StagedFile, Upload, check_checksum, upload_not_found

PART = "part-"
RECORDING = "recording-"
ASSEMBLING = "assembling"
COPY = "copy-"
CHUNK_BYTES = 1024 * 1024
LOCKS = 64


class FileUploadParts:
    """Fulfils ``UploadParts`` and ``PartInbox`` for the one server of a data directory. What is on
    the disk is the truth: a part is there once it is whole, and no part is taken once the recording
    is there."""

    def __init__(self, root: Path, signer: UrlSigner) -> None:
        make_private_directory(root)
        self._root = root
        self._signer = signer
        self._locks = tuple(Lock() for _ in range(LOCKS))

    def begin(self, upload: Upload) -> None:
        make_private_directory(self._folder(upload))

    def urls(self, upload: Upload) -> tuple[str, ...]:
        expires = int(upload.expires_at.timestamp())
        return tuple(
            self._signer.url(PartLink(upload.tenant, upload.id, number, expires))
            for number in upload.part_numbers
        )

    def received(self, upload: Upload) -> frozenset[int]:
        with self._lock(upload):
            return self._received(upload)

    def check(self, link: PartLink, signature: str, now: datetime) -> None:
        self._signer.check(link, signature, now)

    def take(self, upload: Upload, part_number: int, source: Path) -> None:
        """A rename: ``source`` must be on the same file system, and synced by its writer."""
        folder = self._folder(upload)
        with self._lock(upload):
            _check_kept(folder)
            if self._recording(upload):
                raise Conflict(
                    "upload_completed",
                    f"Upload '{upload.id}' is complete and takes no more parts.",
                )
            source.replace(folder / _part_name(part_number))
            sync_directory(folder)

    def assemble(self, upload: Upload) -> None:
        with self._lock(upload):
            _check_kept(self._folder(upload))
            if self._recording(upload):
                self._remove_parts(upload)
                return
            whole, sha256 = self._whole(upload)
            whole.replace(whole.with_name(RECORDING + sha256))
            sync_directory(whole.parent)
            self._remove_parts(upload)

    def copy(self, upload: Upload) -> StagedFile:
        """A second name of the same bytes: it costs nothing, and may be moved away."""
        with self._lock(upload):
            recording = self._recording(upload)
            if recording is None:
                raise upload_not_found()
            path = recording.with_name(COPY + secrets.token_hex(8))
            os.link(recording, path)
            return StagedFile(path, recording.name.removeprefix(RECORDING))

    def discard(self, upload: Upload) -> None:
        with self._lock(upload), suppress(FileNotFoundError):
            shutil.rmtree(self._folder(upload))
            sync_directory(self._root)

    def _whole(self, upload: Upload) -> tuple[Path, str]:
        """All bytes in one synced file, with their SHA-256; a single part is that file already.
        Raises InvalidRequest, and leaves the parts as they are, if they are not as announced."""
        folder = self._folder(upload)
        parts = [folder / _part_name(number) for number in upload.part_numbers]
        if len(parts) == 1:
            sha256 = _sha256(parts)
            check_checksum(upload, sha256)
            return parts[0], sha256
        whole = folder / ASSEMBLING
        try:
            sha256 = _join(parts, whole)
            check_checksum(upload, sha256)
        except BaseException:
            whole.unlink(missing_ok=True)
            raise
        return whole, sha256

    def _received(self, upload: Upload) -> frozenset[int]:
        if self._recording(upload):
            return frozenset(upload.part_numbers)
        names = self._folder(upload).glob(f"{PART}*")
        return frozenset(int(path.name.removeprefix(PART)) for path in names)

    def _remove_parts(self, upload: Upload) -> None:
        for path in self._folder(upload).glob(f"{PART}*"):
            path.unlink()

    def _recording(self, upload: Upload) -> Path | None:
        return next(self._folder(upload).glob(f"{RECORDING}*"), None)

    def _folder(self, upload: Upload) -> Path:
        return self._root / upload.id

    def _lock(self, upload: Upload) -> Lock:
        return self._locks[hash(upload.id) % LOCKS]


def _check_kept(folder: Path) -> None:
    if not folder.is_dir():
        raise upload_not_found()


def _part_name(number: int) -> str:
    return f"{PART}{number:05}"


def _join(parts: list[Path], whole: Path) -> str:
    create = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(whole, create, 0o600), "wb") as stream:
        sha256 = _sha256(parts, stream.write)
        stream.flush()
        os.fsync(stream.fileno())
    return sha256


def _sha256(parts: list[Path], write: Callable[[bytes], object] = len) -> str:
    """Of all parts in order; ``write`` is given each piece on the way."""
    digest = hashlib.sha256()
    for part in parts:
        with part.open("rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                digest.update(chunk)
                write(chunk)
    return digest.hexdigest()
