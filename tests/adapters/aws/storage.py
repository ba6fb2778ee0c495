"""The storage of the AWS home."""

import secrets
from pathlib import Path

import requests

from novapulse.adapters.aws.dynamodb.delivery_store import DynamoDeliveryStore
from novapulse.adapters.aws.dynamodb.drop_ledger import DynamoDropLedger
from novapulse.adapters.aws.dynamodb.event_store import DynamoEventStore
from novapulse.adapters.aws.dynamodb.insights_blobs import InsightsInTable
from novapulse.adapters.aws.dynamodb.job_store import DynamoJobStore
from novapulse.adapters.aws.dynamodb.key_store import DynamoKeyStore
from novapulse.adapters.aws.dynamodb.rate_limiter import DynamoRateLimiter
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.tenant_store import DynamoTenantStore
from novapulse.adapters.aws.dynamodb.tracker_store import DynamoTrackerStore
from novapulse.adapters.aws.dynamodb.upload_store import DynamoUploadStore
from novapulse.adapters.aws.s3.blob_store import S3BlobStore
from novapulse.adapters.aws.s3.objects import Bucket
from novapulse.adapters.aws.s3.upload_parts import S3UploadParts
from novapulse.adapters.aws.s3.vault import KmsVault
from novapulse.adapters.aws.search.copies import Copies, Room
from novapulse.adapters.aws.search.search_index import CopiedSearchIndex
from novapulse.adapters.aws.search.search_objects import SearchObjects
from novapulse.domain.upload import Upload
from tests.adapters.aws.cloud import Cloud, OneAtATime
from tests.adapters.homes import VECTOR_BYTES, WINDOW, Storage
from tests.services.house import HandClock

ROOM = Room(disk_bytes=1 << 24, vector_bytes=VECTOR_BYTES)


def aws_storage(cloud: Cloud, folder: Path, *, client: OneAtATime | None = None) -> Storage:
    """``client`` is for DynamoDB."""
    client = client or OneAtATime(cloud.client("dynamodb"))
    table = Table(client, cloud.emptied_table())
    bucket = Bucket(OneAtATime(cloud.client("s3")), cloud.shared_bucket)
    own = f"{secrets.token_hex(4)}/"
    sealed = S3BlobStore(bucket, prefix=f"{own}vault/")
    clock, scratch = HandClock(), folder / "scratch"
    parts = S3UploadParts(bucket, clock, scratch=scratch, prefix=f"{own}staged/")

    objects = SearchObjects(bucket, prefix=own)
    copies = Copies(table, objects, clock, scratch=scratch, room=ROOM)

    def send(upload: Upload, number: int, data: bytes) -> None:
        answer = requests.put(parts.urls(upload)[number - 1], data=data, timeout=5)
        answer.raise_for_status()

    return Storage(
        name="aws",
        many=40,
        jobs=DynamoJobStore(table, event_days=7),
        events=DynamoEventStore(table),
        tenants=DynamoTenantStore(table),
        keys=DynamoKeyStore(table, use_days=90),
        deliveries=DynamoDeliveryStore(table),
        uploads=DynamoUploadStore(table),
        drops=DynamoDropLedger(table),
        blobs=InsightsInTable(table, S3BlobStore(bucket, prefix=own)),
        vault=KmsVault(sealed, cloud.client("kms"), cloud.shared_key),
        sealed=sealed,
        upload_parts=parts,
        send=send,
        limited=lambda clock: DynamoRateLimiter(table, clock, window_seconds=WINDOW),
        search=CopiedSearchIndex(table, objects, copies),
        trackers=DynamoTrackerStore(table),
    )
