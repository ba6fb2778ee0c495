"""The settings that every model container has; each adds its own. Nothing else reads the
environment; ``NOVAPULSE_<FIELD>`` sets a field."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServingSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="NOVAPULSE_", frozen=True, extra="ignore")

    host: str = "0.0.0.0"  # noqa: S104 - a container is reached from outside of itself
    port: int = Field(default=8080, ge=0, le=65535)

    concurrency: int = Field(default=1, ge=1, description="Requests that the model works on")
    queue: int = Field(default=8, ge=0, description="Requests that may wait; more are refused")
    drain_seconds: float = Field(
        default=3600.0, ge=0, description="How long running requests may take after SIGTERM"
    )

    body_seconds: float = Field(default=600.0, gt=0, description="For one request's body")
    max_json_bytes: int = Field(default=1024 * 1024, gt=0)
    max_audio_bytes: int = Field(default=1024 * 1024 * 1024, gt=0, description="One recording")
    max_audio_seconds: float = Field(default=10 * 3600.0, gt=0)

    input_locations: tuple[str, ...] = Field(
        default=(), description="Where requests may read: bucket or bucket/prefix, as a JSON list"
    )
    output_locations: tuple[str, ...] = Field(
        default=(), description="Where answers may be stored, in the same form"
    )
    s3_endpoint: str | None = Field(default=None, description="Another S3 than that of AWS")
    s3_timeout_seconds: float = Field(default=60.0, gt=0)

    scratch_dir: Path | None = Field(
        default=None, description="Where recordings lie meanwhile; the system's own if not given"
    )
    model_dir: Path = Field(
        default=Path("/opt/ml/model"), description="Where the model artifact is unpacked"
    )
    device: str = Field(default="auto", pattern=r"^(auto|cpu|cuda)$")
    batch_size: int = Field(default=16, ge=1, le=256)
