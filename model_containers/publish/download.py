"""A model of the hub at one commit, checked before anything loads it."""

import re
from collections.abc import Callable
from pathlib import Path

from model_containers.publish.weights import weight_files
from novapulse.domain.errors import EngineUnavailable, InvalidRequest

_MODEL = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_WANTED = [
    "*.json",
    "*.safetensors",
    "*.txt",
    "*.yaml",
    "*.npz",
    "*.model",
    "model.bin",
    "**/pytorch_model.bin",
    "pytorch_model.bin",
    "LICENSE",
]


Fetch = Callable[[str, str, Path], object]
"""Brings a model at a commit into a folder."""


def from_hub(model: str, revision: str, into: Path) -> None:
    """The token of a gated model is read by the hub's library (HF_TOKEN or HF_TOKEN_PATH)."""
    from huggingface_hub import snapshot_download

    snapshot_download(model, revision=revision, local_dir=into, allow_patterns=_WANTED)


def download(
    model: str,
    revision: str,
    into: Path,
    *,
    also_trusted: frozenset[str] = frozenset(),
    fetch: Fetch = from_hub,
) -> Path:
    """Brings the files of ``model`` (``owner/name``) at the commit ``revision`` to ``into``.

    Raises InvalidRequest on a name or revision of another form and on files that could run code,
    EngineUnavailable if the hub does not give the model.
    """
    _check(model, revision)
    try:
        fetch(model, revision, into)
    except Exception as error:
        raise EngineUnavailable(
            "model_not_downloaded",
            f"{model} at {revision[:12]} could not be downloaded ({type(error).__name__}: "
            f"{_first_line(error)}). Check the name, the commit and the connection; a gated model "
            "needs its conditions accepted on the hub and a token that may read it.",
        ) from error
    _keep_one_format(into)
    weight_files(into, also_trusted=also_trusted)
    return into


def _check(model: str, revision: str) -> None:
    if not _MODEL.fullmatch(model):
        raise InvalidRequest("bad_model", f"model: '{model}' is not of the form owner/name.")
    if not _COMMIT.fullmatch(revision):
        raise InvalidRequest(
            "bad_revision",
            f"revision: '{revision}' is not a commit of {model} (40 hexadecimal digits). A branch "
            "or a tag may move; the model's page on the hub lists its commits.",
        )


def _keep_one_format(folder: Path) -> None:
    """Where a model comes both ways, the pickled weights are left out."""
    for pickled in folder.rglob("pytorch_model.bin"):
        if (pickled.parent / "model.safetensors").is_file():
            pickled.unlink()


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else "no reason given"
