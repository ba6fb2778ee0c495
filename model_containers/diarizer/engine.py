"""The diarizer that the settings name, or the embedded one in its stead."""

import logging
from pathlib import Path

from model_containers.diarizer.settings import DiarizerSettings
from model_containers.serving.artifact import packed_name
from novapulse.speech.diarization.choice import DiarizerOptions, choose_diarizer
from novapulse.speech.diarization.protocol import Diarizer
from novapulse.speech.diarization.pyannote_loading import COMMUNITY
from novapulse.speech.diarization.pyannote_pipeline import PyannoteSettings

log = logging.getLogger(__name__)


class _HubToBeAsked:
    """Whether the hub answers is found out by asking it for the model."""

    def answers(self, timeout: float) -> bool:
        del timeout
        return True


def load_diarizer(settings: DiarizerSettings) -> Diarizer:
    """Raises EngineUnavailable if pyannote is demanded and cannot be had."""
    token, model = settings.hub_token, model_name(settings)
    options = DiarizerOptions(
        engine=settings.engine,
        model=model,
        name=packed_name(Path(model)),
        token=token.get_secret_value() if token else None,
        offline=settings.offline,
        pyannote=PyannoteSettings(
            device=settings.device,
            batch_size=settings.batch_size,
            stretch_seconds=settings.stretch_seconds,
        ),
    )
    return choose_diarizer(options, hub=_HubToBeAsked(), report=log.warning)


def model_name(settings: DiarizerSettings) -> str:
    """A directory or a name of the hub."""
    if settings.model is not None:
        return settings.model
    packed = (settings.model_dir / "config.yaml").is_file()
    return str(settings.model_dir) if packed else COMMUNITY
