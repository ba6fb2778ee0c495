"""The model hub: what is in its cache, whether it answers, and one download."""

import threading
from pathlib import Path
from typing import Protocol

from novapulse.domain.errors import EngineUnavailable

_FILES = ["config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*"]


class Hub(Protocol):
    def cached(self, model: str) -> Path | None: ...
    def answers(self, timeout: float) -> bool:
        """True if the hub replied within ``timeout`` seconds; takes no longer than that."""
        ...

    def download(self, model: str) -> Path:
        """Raises EngineUnavailable."""
        ...


class HuggingFaceHub:
    """Model names are ``small.en`` and the like, or ``owner/name``. ``endpoint``: another hub
    than the library's own setting names."""

    def __init__(self, endpoint: str | None = None) -> None:
        self._endpoint = endpoint

    def cached(self, model: str) -> Path | None:
        try:
            return self._snapshot(model, local_only=True)
        except (OSError, ValueError):
            return None

    def answers(self, timeout: float) -> bool:
        """Asked in a thread of its own: a name look-up that hangs heeds no timeout."""
        reply: list[bool] = []
        thread = threading.Thread(
            target=lambda: reply.append(_responds(self._endpoint, timeout)),
            name="hub-check",
            daemon=True,
        )
        thread.start()
        thread.join(timeout)
        return bool(reply and reply[0])

    def download(self, model: str) -> Path:
        """With a progress bar on stderr."""
        try:
            return self._snapshot(model, local_only=False)
        except Exception as error:
            raise EngineUnavailable(
                "engine_unavailable",
                f"The Whisper model '{model}' could not be downloaded ({type(error).__name__}). "
                "Check the connection to the model hub, or name a local directory in "
                "whisper_model.",
            ) from error

    def _snapshot(self, model: str, *, local_only: bool) -> Path:
        from huggingface_hub import snapshot_download

        folder = snapshot_download(
            repository(model),
            endpoint=self._endpoint,
            local_files_only=local_only,
            allow_patterns=_FILES,
        )
        if not (Path(folder) / "model.bin").is_file():
            raise OSError(f"{model}: the copy in the cache is incomplete")
        return Path(folder)


def repository(model: str) -> str:
    """``owner/name`` of a model; plain sizes are the conversions that faster-whisper names."""
    return model if "/" in model else f"Systran/faster-whisper-{model}"


def _responds(endpoint: str | None, timeout: float) -> bool:
    import httpx
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        reply = httpx.head(endpoint or constants.ENDPOINT, timeout=timeout)
        return reply.status_code < 400
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        return False
