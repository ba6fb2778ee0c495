"""Every setting and every limit, by name, in one validated object. Nothing else reads the
environment; ``NOVAPULSE_<FIELD>`` sets a field."""

import json
import os
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from novapulse.domain.address import is_loopback_host
from novapulse.domain.tier import TIERS

CONCURRENT_JOBS: dict[str, int | None] = {
    "free": 3,
    "starter": 10,
    "professional": 50,
    "enterprise": None,
}


CALLCOV_SUBMISSIONS: dict[str, int | None] = {
    "free": 5,
    "starter": 30,
    "professional": 150,
    "enterprise": None,
}
CALLCOV_PROCESSING: dict[str, int | None] = {
    "free": 1,
    "starter": 5,
    "professional": 25,
    "enterprise": None,
}
"""Both as CallCov's guide has them, whose plan Business is the tier ``professional``."""

PREFIX = "NOVAPULSE_"


class Settings(BaseModel):
    """What is given stands before the environment, and that before the defaults.

    The environment is read here and not by ``pydantic-settings``, whose import alone would be a
    seventh of what a Lambda function may take to start.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(default=Path("var"), description="Where the local home keeps all it has")
    vault_key: str | None = Field(
        default=None,
        repr=False,
        description="32 bytes in URL-safe base64; else a key file of mode 0600 is made",
    )

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)

    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="Speech worker processes"
    )
    jobs_per_tenant: int = Field(
        default_factory=lambda: max(2, os.cpu_count() or 1),
        ge=1,
        description="Jobs of one tenant that run side by side",
    )
    jobs_at_once: int = Field(
        default_factory=lambda: max(8, 4 * (os.cpu_count() or 1)),
        ge=1,
        description="Jobs of all tenants that run at once",
    )
    url_jobs_per_tenant: int = Field(
        default=8, ge=1, description="The same for jobs whose recording is fetched from a URL"
    )
    url_jobs_at_once: int = Field(default=64, ge=1)

    engine: str = Field(default="auto", pattern="^(auto|whisper|sphinx)$")
    whisper_model: str | None = Field(
        default=None, description="A CTranslate2 Whisper directory, or a model name of the hub"
    )
    whisper_device: str = Field(
        default="cpu",
        pattern="^(auto|cpu|cuda)$",
        description="Each worker process loads the model there",
    )
    whisper_compute_type: str = "int8"
    whisper_beam_size: int = Field(default=1, ge=1, le=10)
    hub_timeout_seconds: float = Field(default=3.0, gt=0)
    offline: bool = Field(default=False, description="Never ask the hub")
    minilm_dir: Path | None = Field(
        default=None, description="A directory with all-MiniLM-L6-v2 as safetensors"
    )

    llm_base_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?$",
        description="Summaries by a language model: a server that speaks OpenAI's chat "
        "completions, up to and without /chat/completions. It is sent redacted transcripts",
    )
    llm_model: str | None = Field(default=None, description="Its name at that server")
    llm_api_key: str | None = Field(default=None, repr=False)
    llm_timeout_seconds: float = Field(
        default=60.0, gt=0, le=600, description="For one summary; then the rules make it"
    )
    llm_input_characters: int = Field(
        default=60_000,
        ge=2_000,
        description="Of a call; of a longer one the model reads the beginning and the end",
    )

    max_upload_bytes: int = Field(default=500 * 1024 * 1024, gt=0)
    max_audio_seconds: float = Field(default=10 * 3600.0, gt=0)
    max_metadata_bytes: int = Field(default=16 * 1024, gt=0)
    max_form_field_bytes: int = Field(default=64 * 1024, gt=0)
    duplicate_window_seconds: int = Field(default=60, ge=0)

    max_json_bytes: int = Field(default=256 * 1024, gt=0)
    max_text_bytes: int = Field(
        default=8 * 1024 * 1024, gt=0, description="Of a call that is handed in as text"
    )
    upload_timeout_seconds: float = Field(
        default=3600.0, gt=0, description="For one request's body, however slowly it comes"
    )
    idempotency_hours: int = Field(default=24, ge=0)

    single_upload_bytes: int = Field(
        default=100 * 1024 * 1024, gt=0, description="Announced uploads above it come in parts"
    )
    upload_part_bytes: int = Field(default=16 * 1024 * 1024, gt=0)
    upload_hours: float = Field(default=24.0, gt=0, description="How long an upload's URLs work")
    open_uploads: int = Field(
        default=100, gt=0, description="Of a tenant: announced, and not used or over yet"
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?$",
        description="How callers reach the server, where a proxy stands before it",
    )

    fetch_timeout_seconds: float = Field(default=600.0, gt=0, description="For one audio_url")
    fetch_redirects: int = Field(default=5, ge=0)

    rate_window_seconds: int = Field(default=60, gt=0)
    ingest_requests: int = Field(default=60, gt=0, description="Per key and window")
    result_requests: int = Field(
        default=120, gt=0, description="Per key, window and route: job, transcription, insights"
    )
    other_requests: int = Field(default=600, gt=0, description="Per key and window")
    concurrent_jobs: dict[str, Annotated[int, Field(ge=1)] | None] = Field(
        default=CONCURRENT_JOBS,
        description="Queued and processing jobs of a tenant, by tier; null is without a limit, "
        "and a tier that is left out keeps its own",
    )

    callcov_submissions: dict[str, Annotated[int, Field(ge=1)] | None] = Field(
        default=CALLCOV_SUBMISSIONS,
        description="By the CallCov API: a tenant's in one window, by tier",
    )
    callcov_processing: dict[str, Annotated[int, Field(ge=1)] | None] = Field(
        default=CALLCOV_PROCESSING,
        description="Jobs of a tenant that came by the CallCov API and are processed at once, by "
        "tier; the others wait",
    )

    webhook_timeout_seconds: float = Field(default=5.0, gt=0)
    secret_overlap_hours: float = Field(
        default=24.0, ge=0, description="How long a replaced webhook secret still signs too"
    )

    event_poll_seconds: float = Field(
        default=0.5, gt=0, description="How soon an open stream looks for new events"
    )
    event_streams: int = Field(default=10, gt=0, description="Open at once, of one key")
    event_stream_seconds: float = Field(
        default=900.0, gt=0, description="A stream's length; its client then goes on in a new one"
    )

    search_candidates: int = Field(
        default=50, gt=0, description="Found by words, and as many by meaning, before the two merge"
    )
    search_vector_bytes: int = Field(
        default=1024**3,
        ge=0,
        description="Of vectors that the server keeps in memory: about 400,000 passages, 7,000 "
        "calls. A tenant that has more has all of them read at each search by meaning",
    )
    searches_at_once: int = Field(
        default=8, gt=0, description="Searches and questions; more wait, and nothing else with them"
    )
    search_catch_up_jobs: int = Field(default=20, gt=0, description="Jobs indexed later, in one go")
    answer_citations: int = Field(default=5, gt=0, description="At most, for one question")

    retention_days: int = Field(
        default=90, gt=0, description="Recordings, transcripts, insights; a tenant may have its own"
    )
    job_record_days: int = Field(default=365, gt=0)
    key_use_days: int = Field(default=90, gt=0)
    correction_wait_seconds: float = Field(
        default=5.0, ge=0, le=25, description="A correction of speakers waits so long for its end"
    )
    access_token_seconds: int = Field(default=86400, ge=120, le=7 * 86400)
    max_trackers: int = Field(default=500, gt=0)
    event_days: int = Field(default=7, gt=0)
    retention_interval_seconds: float = Field(default=3600.0, gt=0)

    drop_dir: Path | None = Field(
        default=None, description="A folder whose recordings are taken in"
    )
    drop_settle_seconds: float = Field(
        default=2.0, ge=0, description="How long a dropped file must stay as it is"
    )

    aws_table: str | None = Field(default=None, description="The DynamoDB table")
    aws_bucket: str | None = Field(default=None, description="Recordings, work, results, vault")
    aws_vault_key: str | None = Field(default=None, description="The vault's KMS key: its ARN")
    aws_drop_bucket: str | None = Field(
        default=None, description="Where recordings are dropped, under drop/{tenant}/"
    )
    aws_state_machine: str | None = Field(default=None, description="ARN")
    aws_transcriber_endpoint: str | None = None
    aws_diarizer_endpoint: str | None = None
    aws_inference_queue_seconds: int = Field(
        default=6 * 3600, ge=60, le=6 * 3600, description="How long a request may wait for a GPU"
    )
    aws_delivery_queue: str | None = Field(default=None, description="Of webhooks: its URL")
    aws_delivery_queue_arn: str | None = None
    aws_schedule_group: str | None = Field(
        default=None, description="Of EventBridge Scheduler, for later attempts at webhooks"
    )
    aws_schedule_role: str | None = Field(
        default=None, description="ARN of the role by which schedules put into the queue"
    )
    aws_summary_model: str | None = Field(
        default=None,
        description="Summaries by a model of Bedrock: the id of one that can use tools, or of its "
        "inference profile. It is sent redacted transcripts",
    )
    aws_embedding_model: str | None = Field(
        default=None,
        pattern=r"amazon\.titan-embed-text-v2",
        description="Search by Bedrock's Titan Text Embeddings V2: its id",
    )
    aws_embedding_related: float = Field(
        default=0.2,
        ge=-1,
        le=1,
        description="Passages with a smaller cosine have nothing to do with a search",
    )
    aws_embedding_supports: float = Field(
        default=0.4, ge=-1, le=1, description="From this cosine on a passage may answer a question"
    )
    aws_event_bus: str | None = None
    aws_search_disk_bytes: int = Field(
        default=384 * 1024**2,
        gt=0,
        description="Of /tmp, for copies of tenants' search indexes: about 5,000 calls. The index "
        "of a tenant that has more cannot be searched",
    )
    aws_search_vector_bytes: int = Field(
        default=256 * 1024**2,
        ge=0,
        description="Of vectors that a function keeps in memory, as search_vector_bytes",
    )
    aws_search_snapshot_changes: int = Field(
        default=200,
        gt=0,
        description="To a tenant's search index, after which a new snapshot is written",
    )
    aws_stream_seconds: float = Field(
        default=5.0, gt=0, le=25, description="A stream of events, behind API Gateway"
    )
    aws_engine: str = Field(default="whisper", description="The speech engine's name, for people")
    aws_seconds_per_audio_second: float = Field(
        default=0.1, gt=0, description="How long a job usually takes, for the estimate"
    )

    url: str | None = Field(default=None, description="The server that the command line talks to")
    api_key: str | None = Field(default=None, repr=False)

    @property
    def loopback_allowed(self) -> bool:
        """Whether callers' URLs may lead to this machine: only where all callers are on it. A proxy
        before the server brings callers from elsewhere."""
        hosts = [self.host]
        if self.public_url is not None:
            hosts.append(urlsplit(self.public_url).hostname or "")
        return all(map(is_loopback_host, hosts))

    @model_validator(mode="before")
    @classmethod
    def _with_environment(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        names = {field: PREFIX + field.upper() for field in cls.model_fields}
        found = {field: os.environ[name] for field, name in names.items() if name in os.environ}
        return found | given

    @field_validator("concurrent_jobs", "callcov_submissions", "callcov_processing", mode="before")
    @classmethod
    def _every_tier(cls, given: Any, info: ValidationInfo) -> Any:
        if isinstance(given, str):
            given = _json(given)
        if not isinstance(given, dict):
            return given
        unknown = sorted(map(str, given.keys() - set(TIERS)))
        if unknown:
            raise ValueError(f"'{unknown[0]}' is no tier; accepted are {', '.join(TIERS)}")
        return cls.model_fields[info.field_name or ""].default | given


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise ValueError(f"{text!r} is not JSON") from None
