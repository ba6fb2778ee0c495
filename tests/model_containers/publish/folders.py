"""Folders of weights that the tests pack."""

import io
import pickle
import struct
import zipfile
from pathlib import Path

from model_containers.publish.archive import Artifact, pack


def make_folder(folder: Path) -> Path:
    """A CTranslate2 model by its looks: two files of configuration and weights."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text("{}")
    (folder / "vocabulary.json").write_text('["a"]')
    name = b"WhisperSpec\x00"
    (folder / "model.bin").write_bytes(struct.pack("<IH", 6, len(name)) + name + bytes(64))
    return folder


def make_artifact(folder: Path) -> Artifact:
    return pack(
        make_folder(folder / "weights"),
        folder / "model.tar.gz",
        container="transcriber",
        model="large-v3-turbo",
        source="a test",
    )


def write_torch(path: Path, pickled: bytes, *more: str) -> None:
    """PyTorch's zip format around ``pickled``, with further members of the names ``more``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickled)
        archive.writestr("archive/data/0", bytes(16))
        for name in more:
            archive.writestr(name, "")


def pickle_of(value: object, protocol: int = 2) -> bytes:
    content = io.BytesIO()
    pickle.dump(value, content, protocol=protocol)
    return content.getvalue()
