"""The stage that waits for a language model: it runs in the server itself, not in its workers."""

from collections.abc import Callable
from functools import partial

from novapulse import plan
from novapulse.bootstrap.language_model import choose_summariser, server_model
from novapulse.config import Settings
from novapulse.language.pii.detector import RuleDetector
from novapulse.services.home import Stores
from novapulse.stages.reference import JobReference, StageReport
from novapulse.stages.summary import summary


def summary_in_parent(
    stores: Stores, settings: Settings
) -> dict[str, Callable[[JobReference], StageReport]]:
    """Nothing where no model is asked: summaries by rules are work, which workers do. Raises what
    ``server_model`` raises."""
    model = server_model(settings, seconds=settings.llm_timeout_seconds)
    if model is None:
        return {}
    summariser = choose_summariser(model, settings, RuleDetector())
    return {plan.SUMMARY.name: partial(summary, blobs=stores.blobs, summariser=summariser)}
