"""Everything that the core needs from outside, as small protocols.

Adapters in ``adapters/local`` and ``adapters/aws`` fulfil them; ``bootstrap`` chooses.
Every tenant-owned thing takes the tenant: nothing can be read without naming whose it is.
"""

from novapulse.ports.clock import Clock
from novapulse.ports.drop import DropLedger
from novapulse.ports.fetching import RecordingFetcher
from novapulse.ports.jobs import EventStore, JobStore
from novapulse.ports.language_model import LanguageModel
from novapulse.ports.limits import RateLimiter
from novapulse.ports.runner import PipelineRunner
from novapulse.ports.search import SearchIndex
from novapulse.ports.storage import BlobStore, Vault
from novapulse.ports.tenants import KeyStore, TenantStore
from novapulse.ports.trackers import TrackerStore
from novapulse.ports.uploads import PartInbox, UploadParts, UploadStore
from novapulse.ports.webhooks import DeliveryStore, WebhookSender

__all__ = [
    "BlobStore",
    "Clock",
    "DeliveryStore",
    "DropLedger",
    "EventStore",
    "JobStore",
    "KeyStore",
    "LanguageModel",
    "PartInbox",
    "PipelineRunner",
    "RateLimiter",
    "RecordingFetcher",
    "SearchIndex",
    "TenantStore",
    "TrackerStore",
    "UploadParts",
    "UploadStore",
    "Vault",
    "WebhookSender",
]
