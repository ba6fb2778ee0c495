"""A pyannote.audio pipeline from disk or from the model hub; nothing is reported to anybody."""

import os
import warnings
from pathlib import Path
from typing import Any, Protocol

from novapulse.domain.errors import EngineUnavailable

COMMUNITY = "pyannote/speaker-diarization-community-1"


class HubCheck(Protocol):
    def answers(self, timeout: float) -> bool: ...


def load(path: str, batch_size: int) -> Any:
    """The pipeline of a directory. Raises EngineUnavailable."""
    # Read by pyannote.audio whenever it would report a use.
    os.environ["PYANNOTE_METRICS_ENABLED"] = "0"
    try:
        with warnings.catch_warnings():
            # That it cannot read files by itself: it is given samples.
            warnings.simplefilter("ignore")
            from pyannote.audio import Pipeline
    except (ImportError, OSError) as error:
        raise EngineUnavailable(
            "engine_unavailable",
            f"The package pyannote.audio cannot be used ({type(error).__name__}: {error}). Install "
            "it with a torchaudio that fits the installed PyTorch.",
        ) from error
    try:
        pipeline: Any = Pipeline.from_pretrained(path)
    except Exception as error:  # the pipeline's file names any class, which raises what it likes
        raise EngineUnavailable(
            "engine_unavailable",
            f"diarization_model: '{path}' cannot be loaded ({type(error).__name__}: {error}). Give "
            "a directory with a pyannote.audio pipeline (config.yaml and the models it names).",
        ) from error
    for networks in ("segmentation_batch_size", "embedding_batch_size"):
        if hasattr(pipeline, networks):
            setattr(pipeline, networks, batch_size)
    return pipeline


def find(model: str, *, token: str | None, offline: bool, hub: HubCheck, timeout: float) -> str:
    """The directory of ``model``: itself if it is one, else its copy in the hub's cache, else a
    download, where the hub answers within ``timeout`` seconds. Raises EngineUnavailable."""
    if Path(model).is_dir():
        return str(Path(model).resolve())
    if not model[:1].isalnum() or model.count("/") != 1:
        raise EngineUnavailable(
            "engine_unavailable",
            f"diarization_model: '{model}' is neither a directory nor a name of the model hub "
            "(owner/name).",
        )
    try:
        return _snapshot(model, token, local_only=True)
    except (OSError, ValueError):
        pass
    if offline or not hub.answers(timeout):
        reason = "asking the model hub is switched off" if offline else "the hub did not answer"
        raise EngineUnavailable(
            "engine_unavailable",
            f"The diarization model '{model}' is not on this machine and {reason}. Connect once, "
            "or name a local directory in diarization_model.",
        )
    try:
        return _snapshot(model, token, local_only=False)
    except Exception as error:
        raise EngineUnavailable(
            "engine_unavailable",
            f"The diarization model '{model}' could not be downloaded ({type(error).__name__}). "
            "Accept its conditions on the hub and give a token, or name a local directory in "
            "diarization_model.",
        ) from error


def _snapshot(model: str, token: str | None, *, local_only: bool) -> str:
    from huggingface_hub import snapshot_download

    folder = snapshot_download(model, token=token, local_files_only=local_only)
    if not (Path(folder) / "config.yaml").is_file():
        raise OSError(f"{model}: the copy in the cache is incomplete")
    return str(folder)
