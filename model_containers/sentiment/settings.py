"""The sentiment container's settings: those of every container, and no more."""

from pydantic import Field

from model_containers.serving.settings import ServingSettings


class SentimentSettings(ServingSettings):
    """``model_dir`` holds a text-classification model of transformers."""

    batch_size: int = Field(default=32, ge=1, le=256)
    max_turns_bytes: int = Field(
        default=64 * 1024 * 1024, gt=0, description="Of the document that a request points to"
    )
