"""The model of ``model_dir`` as a scorer of turns."""

from model_containers.sentiment.settings import SentimentSettings
from model_containers.serving.artifact import packed_name
from novapulse.domain.errors import EngineUnavailable
from novapulse.language.sentiment.scorer import SentimentScorer
from novapulse.language.sentiment.transformers_scorer import (
    TransformersScorer,
    TransformersScorerSettings,
)


def load_scorer(settings: SentimentSettings) -> SentimentScorer:
    """Raises EngineUnavailable."""
    if not (settings.model_dir / "config.json").is_file():
        raise EngineUnavailable(
            "engine_unavailable",
            f"model_dir: {settings.model_dir} holds no model (config.json). Give the endpoint a "
            "model artifact, or build an image with the model.",
        )
    own = TransformersScorerSettings(
        device=settings.device,
        batch_size=settings.batch_size,
        offline=True,
        name=packed_name(settings.model_dir),
    )
    return TransformersScorer(str(settings.model_dir), own)
