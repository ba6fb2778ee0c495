"""The diarizer's settings."""

from pydantic import Field, SecretStr

from model_containers.serving.settings import ServingSettings


class DiarizerSettings(ServingSettings):
    """``batch_size``: of the networks of pyannote.audio."""

    engine: str = Field(
        default="auto",
        pattern="^(auto|pyannote|embedded)$",
        description="auto: pyannote if its model can be had, else embedded, which then says so",
    )
    model: str | None = Field(
        default=None,
        description="A pipeline's directory, or its name on the model hub; model_dir if it holds "
        "a pipeline, else pyannote/speaker-diarization-community-1",
    )
    offline: bool = Field(default=True, description="Never ask the hub; else HF_HUB_OFFLINE too")
    hub_token: SecretStr | None = Field(default=None, description="For a model with conditions")
    stretch_seconds: float = Field(
        default=1800.0, ge=60.0, description="Longer calls are taken in stretches of this"
    )
