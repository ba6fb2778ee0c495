"""Which diarizer a process uses: decided once, and said plainly."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.diarization import embedded
from novapulse.speech.diarization.embedded import EmbeddedDiarizer
from novapulse.speech.diarization.protocol import Diarizer
from novapulse.speech.diarization.pyannote_loading import COMMUNITY, HubCheck, find
from novapulse.speech.diarization.pyannote_pipeline import (
    NAME,
    PyannoteDiarizer,
    PyannoteSettings,
)
from novapulse.speech.torch_device import torch_device

Report = Callable[[str], None]


@dataclass(frozen=True)
class DiarizerOptions:
    """``engine``: ``pyannote``, ``embedded``, or ``auto`` for the first if it can be had.
    ``model``: a directory or a name of the model hub, which may ask for a ``token``. ``name``: of
    the model in results, if not that of its directory."""

    engine: str = "auto"
    model: str = COMMUNITY
    name: str = ""
    token: str | None = field(default=None, repr=False)
    offline: bool = False
    hub_timeout_seconds: float = 3.0
    pyannote: PyannoteSettings = field(default_factory=PyannoteSettings)


def choose_diarizer(options: DiarizerOptions, *, hub: HubCheck, report: Report) -> Diarizer:
    """Loads the model at once. ``report`` receives what a person should know.

    Raises EngineUnavailable if pyannote, or CUDA for it, is demanded and cannot be had. With
    ``auto`` the embedded diarizer stands in for a missing model, and every result of it says so.
    """
    if options.engine == embedded.NAME:
        return EmbeddedDiarizer()
    if options.pyannote.device == "cuda":
        torch_device("cuda")
    try:
        path = find(
            options.model,
            token=options.token,
            offline=options.offline,
            hub=hub,
            timeout=options.hub_timeout_seconds,
        )
        name = options.name or _name(options.model)
        return PyannoteDiarizer(path, model=name, settings=options.pyannote)
    except EngineUnavailable as error:
        if options.engine == NAME:
            raise
        note = f"{error.message} The embedded diarizer told the speakers apart instead."
        report(note)
        return EmbeddedDiarizer(stands_in_for=note)


def _name(model: str) -> str:
    """Of a directory its last part: where it lies is nobody's business."""
    return Path(model).resolve().name if Path(model).is_dir() else model
