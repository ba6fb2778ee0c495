"""What a layer keeps of the packages that were installed into it."""

import shutil
from pathlib import Path

from infra.bundles import SERVICES

FOLDERS = ("tests", "__pycache__", "include", "bin", "examples")
"""Below any package: tests, headers, what is for shells, samples."""
SUFFIXES = (".pyi", ".pyx", ".pxd", ".pxi", ".h", ".c", ".a")
"""For type checkers and compilers."""
UNREAD = ("phonenumbers/geodata", "phonenumbers/carrierdata", "phonenumbers/tzdata")
"""Places, carriers and time zones of numbers: imported by modules that nobody here imports."""
OF_A_DISTRIBUTION = ("METADATA", "entry_points.txt", "licenses")
"""What is read while a program runs, and what the licences ask for."""


def left_out(packages: Path) -> int:
    """Removes what a function never reads; returns the bytes of it."""
    before = unpacked_bytes(packages)
    for path in sorted(packages.rglob("*")):
        if path.is_dir() and (path.name in FOLDERS or _unread(path, packages)):
            shutil.rmtree(path)
        elif path.is_file() and path.suffix in SUFFIXES:
            path.unlink()
    for folder in packages.glob("*.dist-info"):
        _keep(folder, OF_A_DISTRIBUTION)
    descriptions = packages / "botocore" / "data"
    if descriptions.is_dir():
        _keep_services(descriptions)
    return before - unpacked_bytes(packages)


def services() -> frozenset[str]:
    """Those whose descriptions are kept."""
    lines = SERVICES.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def modules(packages: Path) -> list[str]:
    """The names that can be imported."""
    found = {path.name.partition(".")[0] for path in packages.iterdir() if _importable(path)}
    return sorted(found)


def unpacked_bytes(folder: Path) -> int:
    """As Lambda counts: the sum of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _unread(path: Path, packages: Path) -> bool:
    return path.relative_to(packages).as_posix() in UNREAD


def _keep(folder: Path, names: tuple[str, ...]) -> None:
    for path in folder.iterdir():
        if path.name in names:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _keep_services(descriptions: Path) -> None:
    """The files beside the services' folders belong to all of them."""
    kept = services()
    for path in descriptions.iterdir():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path)


def _importable(path: Path) -> bool:
    if path.is_dir():
        return path.suffix not in (".dist-info", ".libs") and any(path.rglob("*.py"))
    return path.suffix in (".py", ".so")
