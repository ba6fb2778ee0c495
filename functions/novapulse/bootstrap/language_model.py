"""The language model of a home, if any: none is asked unless the settings name one."""

from typing import TYPE_CHECKING

from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest

if TYPE_CHECKING:
    from novapulse.language.pii_detector import PiiDetector
    from novapulse.language.summary import Summariser
    from novapulse.ports import LanguageModel


def server_model(settings: Settings, *, seconds: float) -> "LanguageModel | None":
    """At ``llm_base_url``. Raises InvalidRequest(``llm_model_missing``) without ``llm_model``."""
    if settings.llm_base_url is None:
        return None
    if settings.llm_model is None:
        raise InvalidRequest(
            "llm_model_missing",
            "NOVAPULSE_LLM_MODEL: is not set; the server at NOVAPULSE_LLM_BASE_URL must be told "
            "which of its models to use",
        )
    from novapulse.adapters.clock import SystemClock
    from novapulse.adapters.network.openai_compatible import OpenAiCompatibleModel
    from novapulse.adapters.patience import Patience

    return OpenAiCompatibleModel(
        settings.llm_base_url,
        settings.llm_model,
        key=settings.llm_api_key,
        patience=Patience(seconds),
        clock=SystemClock(),
    )


def choose_summariser(
    model: "LanguageModel | None", settings: Settings, detector: "PiiDetector"
) -> "Summariser":
    """By rules where there is no model."""
    if model is None:
        from novapulse.language.summary.template import TemplateSummariser

        return TemplateSummariser()
    from novapulse.language.summary.generated import GeneratedSummariser

    return GeneratedSummariser(model, detector, longest=settings.llm_input_characters)
