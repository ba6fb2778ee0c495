"""The text analyses of this home."""

import threading
from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from novapulse.config import Settings
from novapulse.language.embedder import Embedder
from novapulse.language.embedding import choose_embedder
from novapulse.language.pii.detector import RuleDetector
from novapulse.language.pii_detector import PiiDetector
from novapulse.language.sentiment.choice import choose_scorer
from novapulse.language.sentiment.scorer import SentimentScorer
from novapulse.language.summary.summariser import Summariser
from novapulse.language.summary.template import TemplateSummariser

Loaded = TypeVar("Loaded")


class LoadedOnce(Generic[Loaded]):
    """Calls ``load`` at the first call, whichever thread makes it, and not again unless it
    failed."""

    def __init__(self, load: Callable[[], Loaded]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._loaded: Loaded | None = None

    def __call__(self) -> Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded


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
