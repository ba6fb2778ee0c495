"""The storage of both homes, for the suites that either must pass."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from novapulse.adapters.local.disk.blob_store import FileBlobStore
from novapulse.adapters.local.disk.upload_parts import FileUploadParts
from novapulse.adapters.local.disk.url_signer import UrlSigner
from novapulse.adapters.local.disk.vault import EncryptedVault
from novapulse.adapters.local.rate_limiter import MemoryRateLimiter
from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.delivery_store import SqliteDeliveryStore
from novapulse.adapters.sqlite.drop_ledger import SqliteDropLedger
from novapulse.adapters.sqlite.event_store import SqliteEventStore
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.adapters.sqlite.key_store import SqliteKeyStore
from novapulse.adapters.sqlite.search.search_index import SqliteSearchIndex
from novapulse.adapters.sqlite.tenant_store import SqliteTenantStore
from novapulse.adapters.sqlite.tracker_store import SqliteTrackerStore
from novapulse.adapters.sqlite.upload_store import SqliteUploadStore
from novapulse.domain.upload import Upload
from novapulse.ports import (
    BlobStore,
    DeliveryStore,
    DropLedger,
    EventStore,
    JobStore,
    KeyStore,
    RateLimiter,
    SearchIndex,
    TenantStore,
    TrackerStore,
    UploadParts,
    UploadStore,
    Vault,
)
from tests.services.house import HandClock

WINDOW = 60
VECTOR_BYTES = 1 << 20


@dataclass(frozen=True)
class Storage:
    """Stores that share what they keep. ``name`` is the home's; ``many`` is how
    many requests are many in it; ``sealed`` is what the vault's
    objects look like at rest. ``send`` is a caller that sends one part of an upload; ``limited``
    makes a limiter of its own, with a window of ``WINDOW`` seconds."""

    name: str
    many: int
    jobs: JobStore
    events: EventStore
    tenants: TenantStore
    keys: KeyStore
    deliveries: DeliveryStore
    uploads: UploadStore
    drops: DropLedger
    blobs: BlobStore
    vault: Vault
    sealed: BlobStore
    upload_parts: UploadParts
    send: Callable[[Upload, int, bytes], None]
    limited: Callable[[HandClock], RateLimiter]
    search: SearchIndex
    trackers: TrackerStore


def local_storage(folder: Path) -> Storage:
    engine = open_database(folder / "novapulse.db")
    sealed = FileBlobStore(folder / "vault")
    parts = FileUploadParts(folder / "staged", UrlSigner(bytes(32)))

    def send(upload: Upload, number: int, data: bytes) -> None:
        source = folder / f"arrived-{number}"
        source.write_bytes(data)
        source.chmod(0o600)
        parts.take(upload, number, source)

    return Storage(
        name="local",
        many=400,
        jobs=SqliteJobStore(engine),
        events=SqliteEventStore(engine),
        tenants=SqliteTenantStore(engine),
        keys=SqliteKeyStore(engine),
        deliveries=SqliteDeliveryStore(engine),
        uploads=SqliteUploadStore(engine),
        drops=SqliteDropLedger(engine),
        blobs=FileBlobStore(folder / "blobs"),
        vault=EncryptedVault(sealed, bytes(range(32))),
        sealed=sealed,
        upload_parts=parts,
        send=send,
        limited=lambda clock: MemoryRateLimiter(clock, window_seconds=WINDOW),
        search=SqliteSearchIndex(engine, vector_bytes=VECTOR_BYTES),
        trackers=SqliteTrackerStore(engine),
    )
