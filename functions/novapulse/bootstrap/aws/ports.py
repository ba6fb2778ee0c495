"""What the AWS home keeps, opened piece by piece: a function opens what its stage uses."""

import tempfile
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.pipeline.stage_times import timeouts
from novapulse.adapters.clock import SystemClock
from novapulse.bootstrap.aws.analyses import Analyses
from novapulse.bootstrap.aws.clients import Clients
from novapulse.bootstrap.aws.settings import aws_settings, required
from novapulse.ports import (
    BlobStore,
    Clock,
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
    WebhookSender,
)

if TYPE_CHECKING:
    from novapulse.adapters.aws.s3.objects import Bucket
    from novapulse.adapters.aws.search.copies import Copies
    from novapulse.adapters.aws.search.search_objects import SearchObjects
    from novapulse.adapters.aws.search.snapshots import Snapshots

VAULT = "vault/"


class Ports(Analyses):
    """Imports are made with what needs them: they are most of a function's start."""

    @property
    def clock(self) -> Clock:
        return SystemClock()

    @cached_property
    def table(self) -> Table:
        return Table(self.clients.dynamodb, required(self.settings, "aws_table"))

    @cached_property
    def bucket(self) -> "Bucket":
        from novapulse.adapters.aws.s3.objects import Bucket

        return Bucket(self.clients.s3, required(self.settings, "aws_bucket"))

    @cached_property
    def scratch(self) -> Path:
        """Of this process, and empty when it is first asked for."""
        from novapulse.bootstrap.aws.scratch import own_scratch

        return own_scratch(Path(tempfile.gettempdir()))

    @cached_property
    def jobs(self) -> JobStore:
        from novapulse.adapters.aws.dynamodb.job_store import DynamoJobStore

        return DynamoJobStore(self.table, event_days=self.settings.event_days)

    @cached_property
    def events(self) -> EventStore:
        from novapulse.adapters.aws.dynamodb.event_store import DynamoEventStore

        return DynamoEventStore(self.table)

    @cached_property
    def tenants(self) -> TenantStore:
        from novapulse.adapters.aws.dynamodb.tenant_store import DynamoTenantStore

        return DynamoTenantStore(self.table)

    @cached_property
    def keys(self) -> KeyStore:
        from novapulse.adapters.aws.dynamodb.key_store import DynamoKeyStore

        return DynamoKeyStore(self.table, use_days=self.settings.key_use_days)

    @cached_property
    def trackers(self) -> TrackerStore:
        from novapulse.adapters.aws.dynamodb.tracker_store import DynamoTrackerStore

        return DynamoTrackerStore(self.table)

    @cached_property
    def deliveries(self) -> DeliveryStore:
        from novapulse.adapters.aws.dynamodb.delivery_store import DynamoDeliveryStore

        return DynamoDeliveryStore(self.table)

    @cached_property
    def uploads(self) -> UploadStore:
        from novapulse.adapters.aws.dynamodb.upload_store import DynamoUploadStore

        return DynamoUploadStore(self.table)

    @cached_property
    def upload_parts(self) -> UploadParts:
        from novapulse.adapters.aws.s3.upload_parts import S3UploadParts

        return S3UploadParts(self.bucket, self.clock, scratch=self.scratch)

    @cached_property
    def drops(self) -> DropLedger:
        from novapulse.adapters.aws.dynamodb.drop_ledger import DynamoDropLedger

        return DynamoDropLedger(self.table)

    @cached_property
    def limiter(self) -> RateLimiter:
        from novapulse.adapters.aws.dynamodb.rate_limiter import DynamoRateLimiter

        window = self.settings.rate_window_seconds
        return DynamoRateLimiter(self.table, self.clock, window_seconds=window)

    @cached_property
    def blobs(self) -> BlobStore:
        from novapulse.adapters.aws.dynamodb.insights_blobs import InsightsInTable
        from novapulse.adapters.aws.s3.blob_store import S3BlobStore

        return InsightsInTable(self.table, S3BlobStore(self.bucket, scratch=self.scratch))

    @cached_property
    def sealed(self) -> BlobStore:
        """What rests below the vault's prefix, as it is."""
        from novapulse.adapters.aws.s3.blob_store import S3BlobStore

        return S3BlobStore(self.bucket, prefix=VAULT, scratch=self.scratch)

    @cached_property
    def vault(self) -> Vault:
        from novapulse.adapters.aws.s3.vault import KmsVault

        return KmsVault(self.sealed, self.clients.kms, required(self.settings, "aws_vault_key"))

    @cached_property
    def search(self) -> SearchIndex:
        from novapulse.adapters.aws.search.search_index import CopiedSearchIndex

        return CopiedSearchIndex(self.table, self.search_objects, self.search_copies)

    @cached_property
    def search_objects(self) -> "SearchObjects":
        from novapulse.adapters.aws.search.search_objects import SearchObjects

        return SearchObjects(self.bucket)

    @cached_property
    def search_copies(self) -> "Copies":
        """Of this process. What searches is imported by the first search."""
        from novapulse.adapters.aws.search.copies import Copies, Room

        room = Room(self.settings.aws_search_disk_bytes, self.settings.aws_search_vector_bytes)
        return Copies(self.table, self.search_objects, self.clock, scratch=self.scratch, room=room)

    @cached_property
    def snapshots(self) -> "Snapshots":
        from novapulse.adapters.aws.search.snapshots import Snapshots

        return Snapshots(
            self.table,
            self.search_objects,
            self.search_copies,
            changes=self.settings.aws_search_snapshot_changes,
            scratch=self.scratch,
        )

    @cached_property
    def sender(self) -> WebhookSender:
        from novapulse.adapters.network.webhook_sender import HttpWebhookSender

        return HttpWebhookSender(
            clock=self.clock,
            timeout_seconds=self.settings.webhook_timeout_seconds,
            loopback_allowed=self.settings.loopback_allowed,
        )

    def timeouts(self, audio_seconds: float) -> dict[str, int]:
        """Of each stage, in seconds, for a recording of that length."""
        queue = self.settings.aws_inference_queue_seconds
        return timeouts(audio_seconds, queue_seconds=queue)


@cache
def ports() -> Ports:
    """This process's own."""
    return Ports(aws_settings(), Clients())
