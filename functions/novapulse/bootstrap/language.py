"""The text analyses of this home."""

from functools import cached_property

from novapulse.config import Settings
from novapulse.language.embedder import Embedder
from novapulse.language.embedding import choose_embedder
from novapulse.language.pii.detector import PiiDetector, RuleDetector
from novapulse.language.sentiment.choice import choose_scorer
from novapulse.language.sentiment.scorer import SentimentScorer
from novapulse.language.summary.summariser import Summariser
from novapulse.language.summary.template import TemplateSummariser


class Language:
    """Each is loaded when it is first used."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.detector: PiiDetector = RuleDetector()
        self.summariser: Summariser = TemplateSummariser()

    @cached_property
    def embedder(self) -> Embedder:
        """Of search and of sentiment: MiniLM is loaded once."""
        return choose_embedder(self._settings.minilm_dir)

    @cached_property
    def scorer(self) -> SentimentScorer:
        return choose_scorer(self.embedder)
