"""What the use cases of the API are given: the ports, and what differs from home to home."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from novapulse.config import Settings
from novapulse.domain.media import MediaInfo
from novapulse.language.embedder import Embedder
from novapulse.ports import (
    BlobStore,
    Clock,
    DeliveryStore,
    EventStore,
    JobStore,
    KeyStore,
    PartInbox,
    PipelineRunner,
    RateLimiter,
    SearchIndex,
    TenantStore,
    TrackerStore,
    UploadParts,
    UploadStore,
    Vault,
    WebhookSender,
)
from novapulse.services.found_content import FoundContent

MediaProbe = Callable[[Path], MediaInfo]
"""Raises BadAudio; ``audio_empty`` for a file without a sample."""


@dataclass(frozen=True)
class Stores:
    """What a home keeps, and its clock. ``part_inbox`` is None where callers send the bytes of
    uploads elsewhere than to this server."""

    clock: Clock
    jobs: JobStore
    events: EventStore
    tenants: TenantStore
    keys: KeyStore
    deliveries: DeliveryStore
    uploads: UploadStore
    upload_parts: UploadParts
    part_inbox: PartInbox | None
    blobs: BlobStore
    vault: Vault
    search: SearchIndex
    trackers: TrackerStore


@dataclass(frozen=True)
class Gateway:
    """What stands between the callers and the API, where it passes on nothing but whole messages.
    ``file_bytes`` is the largest recording that it lets through in a form; ``wait_seconds`` is how
    long an answer may wait for something to tell."""

    file_bytes: int
    wait_seconds: float


@dataclass(frozen=True)
class Home(Stores):
    """``engine`` names the speech engine, for people. ``seconds_per_audio_second`` is how long the
    pipeline usually takes for one second of sound: 0.5 is twice as fast as the call. ``embedder``
    loads its model when it is first called. ``gateway`` is None where callers are
    connected to the server itself. ``link`` makes a URL, good for minutes, of a blob's key, its
    media type and a name for people; None where the server sends blobs itself. ``found`` remembers
    what takes long to find."""

    settings: Settings
    runner: PipelineRunner
    sender: WebhookSender
    limiter: RateLimiter
    probe: MediaProbe
    embedder: Callable[[], Embedder]
    engine: str
    seconds_per_audio_second: float
    gateway: Gateway | None = None
    link: Callable[[str, str, str], str] | None = None
    found: FoundContent = field(default_factory=FoundContent)

    @property
    def incoming(self) -> Path:
        """Where uploads are written until they are accepted; on the file system of the blobs."""
        return self.settings.data_dir / "incoming"

    @property
    def loopback_allowed(self) -> bool:
        return self.settings.loopback_allowed
