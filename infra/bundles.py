"""What the functions are made of: one asset with the code, and the layers with the packages."""

import hashlib
import json
import os
import shutil
import tempfile
import time
import tomllib
from contextlib import suppress
from pathlib import Path

from infra.compiled import compile_folder, lambda_python

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "functions"
HANDLERS = CODE / "novapulse" / "handlers"
RECIPES = ROOT / "infra" / "layers"
SERVICES = RECIPES / "services.txt"
SIZES = RECIPES / "sizes.json"
BUILT = ROOT / ".build"

LAYERS = ("stage", "media", "api")
"""``stage``: what every function may import. ``media``: what decodes, makes vectors and searches.
``api``: the web framework."""
WITH_API = frozenset({"api", "api_snapshot"})
WITH_MEDIA = WITH_API | {
    *("prepare", "fetch", "intake", "content", "index", "index_later"),
    # They hold what can decode a recording or write vectors; most of them never do.
    *("drop_results", "reconcile", "retention", "erase", "fail"),
}
LEFT_OUT = frozenset({"cli", "client", "samples", "__pycache__"})
"""Folders of the package that no function imports."""
KEPT_SECONDS = 24 * 3600
"""How long an asset stays beside newer ones: whoever synthesised from it is done by then."""
SAME_TIME = 315532800
"""1980-01-01, the earliest that a zip file can say: the same code gives the same asset."""


class NotBuilt(Exception):
    """A layer is not there, or is that of another lock."""


def functions() -> tuple[str, ...]:
    """The names of all handler modules, which are those of the functions."""
    modules = HANDLERS.glob("*.py")
    return tuple(sorted(path.stem for path in modules if _is_entry_point(path)))


def layers_of(function: str) -> tuple[str, ...]:
    """``function`` is the name of a module of ``novapulse.handlers``. Raises ValueError for one
    that is none."""
    if not _is_entry_point(HANDLERS / f"{function}.py"):
        raise ValueError(f"'{function}' is no function; those there are: {', '.join(functions())}")
    media = ("media",) if function in WITH_MEDIA else ()
    api = ("api",) if function in WITH_API else ()
    return ("stage", *media, *api)


def layer_folder(name: str) -> Path:
    """With ``python/`` in it, as Lambda unpacks a layer below ``/opt``. Raises NotBuilt."""
    stamp = BUILT / "layers" / f"{name}.json"
    if name not in LAYERS:
        raise ValueError(f"'{name}' is no layer; those there are: {', '.join(LAYERS)}")
    if not stamp.is_file():
        raise NotBuilt(f"The layer '{name}' has not been built: make layers")
    if json.loads(stamp.read_text(encoding="utf-8"))["recipe"] != recipe(name):
        raise NotBuilt(f"The layer '{name}' was built from another lock: make layers")
    return BUILT / "layers" / name


def lock_of(name: str) -> Path:
    return RECIPES / f"{name}.txt"


def recipe(name: str) -> str:
    """A digest of what decides the layer's content: its lock, and what is kept of botocore."""
    content = lock_of(name).read_bytes() + SERVICES.read_bytes()
    return hashlib.sha256(content).hexdigest()[:16]


def asset_folder(*, compiled: bool = False) -> Path:
    """The code of all functions, with byte code when ``compiled`` and this machine has Lambda's
    Python. Its name is that of its content, and its files are never written to again: whoever
    synthesises beside another finds the same."""
    files = _code()
    python = lambda_python() if compiled else None
    name = _digest(files)
    folder = BUILT / "asset" / (f"{name}-compiled" if python else name)
    if not folder.is_dir():
        _write(files, folder, python)
    return folder


def same_times(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (SAME_TIME, SAME_TIME))


def _is_entry_point(path: Path) -> bool:
    if not path.is_file():
        return False
    return any(
        line.startswith("handler = ") or line.startswith("def handler(")
        for line in path.read_text(encoding="utf-8").splitlines()
    )


def _code() -> dict[str, bytes]:
    """Content by path below the asset's root."""
    files = {
        path.relative_to(CODE).as_posix(): path.read_bytes()
        for path in sorted((CODE / "novapulse").rglob("*"))
        if path.is_file() and LEFT_OUT.isdisjoint(path.relative_to(CODE).parts)
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, version = project["name"], project["version"]
    # Python knows a package's version by this file: the API tells it.
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    files[f"{name}-{version}.dist-info/METADATA"] = metadata.encode()
    return files


def _digest(files: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def _forget_older(folder: Path) -> None:
    for older in folder.iterdir():
        # Another process may have been quicker.
        with suppress(FileNotFoundError):
            if time.time() - older.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(older, ignore_errors=True)


def _write(files: dict[str, bytes], folder: Path, python: str | None) -> None:
    """Elsewhere first: nobody sees it unfinished."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget_older(folder.parent)
    unfinished = Path(tempfile.mkdtemp(dir=folder.parent, prefix="."))
    unfinished.chmod(0o755)
    for name, content in files.items():
        path = unfinished / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if python:
        compile_folder(unfinished, place="/var/task", python=python)
    same_times(unfinished)
    try:
        unfinished.rename(folder)
    except OSError:
        shutil.rmtree(unfinished)
        if not folder.is_dir():
            raise
