"""What can be measured here: the GPU, and the packages of each path."""

import importlib.util
import platform
import subprocess
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version

Have = Callable[[str], bool]
_VERSIONS = ("torch", "transformers", "ctranslate2", "faster-whisper", "numpy")


def have(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def missing(packages: Iterable[str], has: Have = have) -> list[str]:
    return [package for package in packages if not has(package)]


def gpu_name() -> str | None:
    """The first GPU with its driver, as NVIDIA's tool tells them; None without one."""
    try:
        told = subprocess.run(
            [  # noqa: S607 - where the driver puts it differs
                "nvidia-smi",
                "--query-gpu=name,driver_version,memory.total",
                "--format=csv,noheader",
            ],
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = told.stdout.strip().splitlines()
    return lines[0] if lines else None


def versions() -> str:
    found = [f"Python {platform.python_version()}"]
    for name in _VERSIONS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)
