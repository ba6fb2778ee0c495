"""The engine that the settings name, from the folder that they name."""

from pathlib import Path

from model_containers.transcriber.settings import TranscriberSettings
from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.engines.protocol import Engine


def load_engine(settings: TranscriberSettings) -> Engine:
    """Raises EngineUnavailable."""
    folder = model_folder(settings)
    if settings.engine == "transformers":
        return _transformers(folder, settings)
    return _whisper(folder, settings)


def model_folder(settings: TranscriberSettings) -> Path:
    """Where the model's ``config.json`` lies."""
    name = settings.model.rpartition("/")[2]
    for folder in (settings.model_dir, settings.model_dir / name):
        if (folder / "config.json").is_file():
            return folder
    raise EngineUnavailable(
        "engine_unavailable",
        f"model_dir: neither {settings.model_dir} nor its folder {name} holds a model "
        "(config.json). Give the endpoint a model artifact, or build an image with the model.",
    )


def _whisper(folder: Path, settings: TranscriberSettings) -> Engine:
    from novapulse.speech.engines.whisper import WhisperEngine, WhisperSettings, whisper_info

    own = WhisperSettings(
        device=settings.device,
        compute_type=settings.compute_type,
        beam_size=settings.beam_size,
        batch_size=settings.batch_size,
        threads=settings.cpu_threads,
        stamps=settings.time_stamps,
    )
    return WhisperEngine(str(folder), info=whisper_info(settings.model), settings=own)


def _transformers(folder: Path, settings: TranscriberSettings) -> Engine:
    from novapulse.speech.engines.transformers_whisper import (
        TransformersSettings,
        TransformersWhisper,
        transformers_info,
    )

    own = TransformersSettings(
        device=settings.device,
        compute_type=settings.compute_type,
        attention=settings.attention,
        batch_size=settings.batch_size,
    )
    return TransformersWhisper(str(folder), info=transformers_info(settings.model), settings=own)
