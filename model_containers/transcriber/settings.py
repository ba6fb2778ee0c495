"""The transcriber's settings."""

from pydantic import Field

from model_containers.serving.settings import ServingSettings


class TranscriberSettings(ServingSettings):
    """``model_dir`` holds the model, or a folder of the model's name that does."""

    engine: str = Field(default="whisper", pattern="^(whisper|transformers)$")
    model: str = Field(
        default="large-v3-turbo",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?$",
        description="large-v3-turbo, large-v3, distil-large-v3 or another; every answer names it",
    )
    compute_type: str = Field(
        default="auto", description="auto: float16 on a GPU, int8 (transformers: float32) else"
    )
    attention: str = Field(
        default="auto",
        pattern="^(auto|sdpa|flash_attention_2|eager)$",
        description="transformers only; auto: FlashAttention where it is installed, else SDPA",
    )
    beam_size: int = Field(default=1, ge=1, le=10)
    cpu_threads: int = Field(default=0, ge=0, description="0: as many as the engine thinks best")
    time_stamps: bool = Field(
        default=False,
        description="Whisper writes time stamps too: slower, and hears again what it left out",
    )
    pack_cuts: bool = Field(
        default=True, description="Recognise short cuts of a channel together, up to 30 s"
    )
