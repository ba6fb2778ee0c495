"""The prepared channels of a job, as files."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from novapulse.domain import storage_keys
from novapulse.domain.media import PreparedAudio
from novapulse.ports import BlobStore
from novapulse.stages import documents
from novapulse.stages.reference import JobReference


@dataclass(frozen=True)
class Channels:
    """``paths[i]`` holds channel ``i`` of ``prepared``."""

    prepared: PreparedAudio
    paths: tuple[Path, ...]


@contextmanager
def open_channels(reference: JobReference, blobs: BlobStore) -> Iterator[Channels]:
    """Raises NotFound if the job was not prepared."""
    key = storage_keys.work(reference.tenant, reference.job_id, "prepared")
    prepared = documents.read(blobs, key, PreparedAudio)
    with ExitStack() as files:
        paths = tuple(files.enter_context(blobs.local_path(k)) for k in prepared.channel_keys)
        yield Channels(prepared, paths)
