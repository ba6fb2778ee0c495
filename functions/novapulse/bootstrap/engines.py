"""The speech engine of this home: chosen in the parent, loaded in the workers."""

import threading
from collections.abc import Callable

from novapulse.config import Settings
from novapulse.domain.errors import NovaPulseError
from novapulse.language.embedder import find_minilm
from novapulse.speech.engines.choice import EngineChoice, choose_engine, load_engine
from novapulse.speech.engines.hub import HuggingFaceHub
from novapulse.speech.engines.protocol import Engine, primary_language


class EngineChoices:
    """One choice per language group (English, all others) and process, made when first needed.
    ``report`` is told once what a person should know."""

    def __init__(self, settings: Settings, report: Callable[[str], None]) -> None:
        self._settings = settings
        self._report = report
        self._hub = HuggingFaceHub()
        self._made: dict[bool, EngineChoice | NovaPulseError] = {}
        self._lock = threading.Lock()

    def for_language(self, language: str) -> EngineChoice:
        """Raises EngineUnavailable, and again at every later call."""
        english = primary_language(language) == "en"
        with self._lock:
            if english not in self._made:
                self._made[english] = self._choose(language)
            made = self._made[english]
        if isinstance(made, NovaPulseError):
            raise made
        return made

    def fetch_embeddings(self) -> None:
        """Download MiniLM once where Whisper came from the hub and so the hub is at hand; its
        sentiment is better with it, and works without."""
        settings = self._settings
        english = self._made.get(True)
        if not isinstance(english, EngineChoice) or english.name != "whisper":
            return
        if settings.offline or find_minilm(settings.minilm_dir) is not None:
            return
        if self._hub.answers(settings.hub_timeout_seconds):
            self._report("Downloading the sentence embeddings MiniLM (90 MB, once).")
            find_minilm(settings.minilm_dir, allow_download=True)

    def _choose(self, language: str) -> EngineChoice | NovaPulseError:
        try:
            return choose_engine(
                self._settings, language=language, hub=self._hub, report=self._report
            )
        except NovaPulseError as error:
            return error


class EngineCache:
    """The engine last used by this worker. One, because each holds hundreds of megabytes."""

    def __init__(self) -> None:
        self._key: tuple[EngineChoice, bool] | None = None
        self._engine: Engine | None = None

    def load(self, choice: EngineChoice, narrowband: bool) -> Engine:
        key = (choice, narrowband and choice.name == "sphinx")
        if self._engine is None or self._key != key:
            self._engine = None
            self._engine = load_engine(choice, narrowband=narrowband)
            self._key = key
        return self._engine
