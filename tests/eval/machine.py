"""What a run was made with."""

import os
import platform
from importlib.metadata import version as version_of
from pathlib import Path

CPU_INFO = Path("/proc/cpuinfo")


def version() -> str:
    return version_of("novapulse")


def machine() -> str:
    """``2 cores Intel Xeon, Linux, Python 3.11.7``."""
    return (
        f"{os.cpu_count()} cores {_processor()}, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = CPU_INFO.read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0].replace("(R)", "").split(" CPU")[0] if names else platform.machine()
