"""What the local home keeps, opened. Each process opens its own."""

from pathlib import Path

from novapulse.adapters.clock import SystemClock
from novapulse.adapters.local.disk.blob_store import FileBlobStore
from novapulse.adapters.local.disk.key_file import load_key_file
from novapulse.adapters.local.disk.upload_parts import FileUploadParts
from novapulse.adapters.local.disk.url_signer import UrlSigner
from novapulse.adapters.local.disk.vault import EncryptedVault, load_vault_key
from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.delivery_store import SqliteDeliveryStore
from novapulse.adapters.sqlite.event_store import SqliteEventStore
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.adapters.sqlite.key_store import SqliteKeyStore
from novapulse.adapters.sqlite.search.search_index import SqliteSearchIndex
from novapulse.adapters.sqlite.tenant_store import SqliteTenantStore
from novapulse.adapters.sqlite.tracker_store import SqliteTrackerStore
from novapulse.adapters.sqlite.upload_store import SqliteUploadStore
from novapulse.config import Settings
from novapulse.services.home import Stores

DATABASE = "novapulse.db"
BLOBS = "blobs"
VAULT = "vault"
VAULT_KEY = "vault.key"
STAGED = "staged"
UPLOADS_KEY = "uploads.key"


def open_stores(settings: Settings) -> Stores:
    """Everything under ``settings.data_dir``, made when absent. Raises NovaPulseError for a
    database of a later version, or a vault key that is not safe or not the right one."""
    data_dir = settings.data_dir
    engine = open_database(data_dir / DATABASE)
    parts = open_upload_parts(data_dir)
    return Stores(
        clock=SystemClock(),
        jobs=SqliteJobStore(engine),
        events=SqliteEventStore(engine),
        tenants=SqliteTenantStore(engine),
        keys=SqliteKeyStore(engine),
        deliveries=SqliteDeliveryStore(engine),
        uploads=SqliteUploadStore(engine),
        upload_parts=parts,
        part_inbox=parts,
        blobs=FileBlobStore(data_dir / BLOBS),
        vault=EncryptedVault(
            FileBlobStore(data_dir / VAULT),
            load_vault_key(data_dir / VAULT_KEY, settings.vault_key),
        ),
        search=SqliteSearchIndex(engine, vector_bytes=settings.search_vector_bytes),
        trackers=SqliteTrackerStore(engine),
    )


def open_upload_parts(data_dir: Path) -> FileUploadParts:
    """Raises NovaPulseError(``uploads_key_invalid``) for a key file that is not safe."""
    key = load_key_file(data_dir / UPLOADS_KEY, error_code="uploads_key_invalid")
    return FileUploadParts(data_dir / STAGED, UrlSigner(key))


def remove_unfinished(settings: Settings) -> None:
    """What writers that were killed left behind. Only while nobody else writes there."""
    for folder in (BLOBS, VAULT):
        FileBlobStore(settings.data_dir / folder).remove_unfinished()
