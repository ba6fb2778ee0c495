"""Which files a model artifact may hold: weights and configuration, nothing that runs."""

import io
import struct
import zipfile
from pathlib import Path

from model_containers.publish.pickled import pickled_imports
from novapulse.domain.errors import InvalidRequest

_PLAIN = frozenset({".safetensors", ".json", ".txt", ".yaml", ".yml", ".md", ".onnx", ".model"})
"""Formats without any code: loading one executes nothing."""
_ARRAYS = ".npz"
_TENSORS = frozenset({".bin", ".ckpt", ".pt", ".pth"})
_UNNAMED = frozenset({"LICENSE", "NOTICE"})

TRUSTED_IMPORTS = frozenset(
    {
        "collections.OrderedDict",
        "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_tensor_v2",
        "torch.torch_version.TorchVersion",
        "pyannote.audio.core.model.Introspection",
        "pyannote.audio.core.task.Problem",
        "pyannote.audio.core.task.Resolution",
        "pyannote.audio.core.task.Specifications",
    }
)
"""What PyTorch's own weights, and those of pyannote, name; besides ``torch.<type>Storage``."""


def weight_files(folder: Path, *, also_trusted: frozenset[str] = frozenset()) -> list[Path]:
    """The files of ``folder``, sorted, hidden ones left out. ``also_trusted``: ``module.name`` of
    pickled globals to accept besides ``TRUSTED_IMPORTS``.

    Raises InvalidRequest on a file that could run code, on a link and on an empty folder.
    """
    if not folder.is_dir():
        raise InvalidRequest(
            "no_weights", f"{folder} is not a folder. Name the one with the model."
        )
    paths = sorted(path for path in folder.rglob("*") if not _hidden(path.relative_to(folder)))
    files = [path for path in paths if path.is_symlink() or not path.is_dir()]
    if not files:
        raise InvalidRequest("no_weights", f"{folder} holds no file. Name the one with the model.")
    for path in files:
        reason = _objection(path, TRUSTED_IMPORTS | also_trusted)
        if reason:
            raise InvalidRequest("unsafe_weights", f"{path.relative_to(folder)}: {reason}")
    return files


def _hidden(relative: Path) -> bool:
    return any(part.startswith(".") for part in relative.parts)


def _objection(path: Path, trusted: frozenset[str]) -> str:
    """Why ``path`` may not go into an artifact; empty if it may."""
    if path.is_symlink() or not path.is_file():
        return "is a link or no plain file. Copy the file itself there."
    if path.suffix in _PLAIN or path.name in _UNNAMED:
        return ""
    if path.suffix == _ARRAYS:
        return _objection_to_arrays(path)
    if path.suffix in _TENSORS:
        return _objection_to_tensors(path, trusted)
    return "is of no kind that a model needs. Leave out code; convert weights to safetensors."


def _objection_to_arrays(path: Path) -> str:
    """A .npy member whose type is ``object`` holds a pickle."""
    from numpy.lib import format as npy

    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    major, _ = npy.read_magic(member)
                    read = npy.read_array_header_1_0 if major == 1 else npy.read_array_header_2_0
                    if read(member)[2].hasobject:
                        return f"the array {name} holds Python objects. Save it as plain numbers."
    except (ValueError, zipfile.BadZipFile):
        return "is not a NumPy archive that can be read."
    return ""


def _objection_to_tensors(path: Path, trusted: frozenset[str]) -> str:
    if is_ctranslate2(path):
        return ""
    if not zipfile.is_zipfile(path):
        return "is neither CTranslate2 nor PyTorch's zip format. Convert it to safetensors."
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if any("/code/" in f"/{name}" for name in names):
            return "holds TorchScript, which is code. Convert it to safetensors."
        imports: set[str] = set()
        for name in names:
            if name.endswith(".pkl"):
                try:
                    imports |= pickled_imports(io.BytesIO(archive.read(name)))
                except ValueError:
                    return f"{name} in it is not a pickle that can be read."
    foreign = sorted(name for name in imports if not (name in trusted or _is_storage(name)))
    if foreign:
        return f"would import {', '.join(foreign)} when loaded. Convert it to safetensors."
    return ""


def is_ctranslate2(path: Path) -> bool:
    """CTranslate2's ``model.bin`` begins with its version (uint32) and the name of its spec: a
    length (uint16) and text that ends with a zero (``ctranslate2.specs.model_spec``)."""
    with path.open("rb") as file:
        head = file.read(6)
        if len(head) < 6:
            return False
        version, length = struct.unpack("<IH", head)
        name = file.read(min(length, 64))
    return version <= 16 and name.endswith(b"Spec\x00")


def _is_storage(name: str) -> bool:
    return name.startswith("torch.") and name.count(".") == 1 and name.endswith("Storage")
