"""Which engine a process uses: decided once, and said plainly."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from novapulse.config import Settings
from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.transcript import EngineInfo
from novapulse.speech.engines import sphinx, whisper
from novapulse.speech.engines.hub import Hub
from novapulse.speech.engines.protocol import Engine, primary_language

Report = Callable[[str], None]


@dataclass(frozen=True)
class EngineChoice:
    """All that a worker process needs to load the engine. ``path``: the Whisper directory."""

    info: EngineInfo
    path: str = ""
    device: str = "cpu"
    compute_type: str = "int8"
    beam_size: int = 1

    @property
    def name(self) -> str:
        return self.info.name


def choose_engine(settings: Settings, *, language: str, hub: Hub, report: Report) -> EngineChoice:
    """``auto``: Whisper from a local directory, else from the hub's cache, else downloaded once
    if the hub answers in time, else PocketSphinx. ``report`` receives what a person should know.

    Raises EngineUnavailable if Whisper is demanded, or named by a path, and cannot be had.
    """
    if settings.engine == sphinx.NAME:
        return EngineChoice(info=sphinx.sphinx_info())
    try:
        return _whisper(settings, language, hub, report)
    except EngineUnavailable as error:
        if settings.engine == whisper.NAME or _is_path(settings.whisper_model):
            raise
        report(f"{error.message} Using the built-in engine sphinx instead: its text is a draft.")
        return EngineChoice(info=sphinx.sphinx_info())


def load_engine(choice: EngineChoice, *, narrowband: bool) -> Engine:
    """``narrowband``: the source is a telephone line (8 kHz or less)."""
    if choice.name == sphinx.NAME:
        return sphinx.SphinxEngine(narrowband=narrowband)
    # One thread: the worker processes share the cores.
    settings = whisper.WhisperSettings(
        device=choice.device,
        compute_type=choice.compute_type,
        beam_size=choice.beam_size,
        threads=1,
    )
    return whisper.WhisperEngine(choice.path, info=choice.info, settings=settings)


def _whisper(settings: Settings, language: str, hub: Hub, report: Report) -> EngineChoice:
    english = primary_language(language) == "en"
    default = whisper.ENGLISH_MODEL if english else whisper.MULTILINGUAL_MODEL
    model = settings.whisper_model or default
    path = _local(model) if _is_path(model) else _from_hub(model, settings, hub, report)
    name = path.name if _is_path(model) else model
    return EngineChoice(
        info=whisper.whisper_info(name),
        path=str(path),
        device=settings.whisper_device,
        compute_type=settings.whisper_compute_type,
        beam_size=settings.whisper_beam_size,
    )


def _is_path(model: str | None) -> bool:
    """A directory, or what can only be meant as one: a name of the hub has at most one slash
    and begins with a letter or a digit."""
    if not model:
        return False
    return Path(model).is_dir() or not model[0].isalnum() or model.count("/") > 1


def _local(model: str) -> Path:
    path = Path(model).expanduser().resolve()
    if not (path / "model.bin").is_file():
        raise EngineUnavailable(
            "engine_unavailable",
            f"whisper_model: '{model}' is not a directory with a CTranslate2 Whisper model "
            "(model.bin, config.json, tokenizer.json).",
        )
    return path


def _from_hub(model: str, settings: Settings, hub: Hub, report: Report) -> Path:
    cached = hub.cached(model)
    if cached is not None:
        return cached
    if settings.offline or not hub.answers(settings.hub_timeout_seconds):
        reason = (
            "asking the model hub is switched off (offline)"
            if settings.offline
            else f"the model hub did not answer within {settings.hub_timeout_seconds:g} s"
        )
        raise EngineUnavailable(
            "engine_unavailable",
            f"The Whisper model '{model}' is not on this machine and {reason}. To use it, "
            "connect once, or name a local directory in whisper_model.",
        )
    report(f"Downloading the Whisper model '{model}' (once).")
    return hub.download(model)
