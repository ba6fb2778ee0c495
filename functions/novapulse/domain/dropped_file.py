"""A recording that was put into a folder, and the names that have a meaning there."""

import re
from pathlib import PurePath

from novapulse.domain.value import Value

SIDECAR_SUFFIX = ".json"
FAILED_FOLDER = "failed"
UNFINISHED_SUFFIXES = (".part", ".partial", ".tmp", ".crdownload", ".download", "~")
"""Names that browsers, copiers and editors give to what they are still writing."""
RESULT_NAME = re.compile(r"job_[0-9a-f]{12}\.(json|srt)")


class DroppedFile(Value):
    """``name`` within the tenant's folder; ``version`` tells one content of that name from
    another. It became ``job_id``."""

    tenant: str
    name: str
    version: str
    job_id: str

    @property
    def path(self) -> str:
        """Relative to the folder that is watched, which may move."""
        return f"{self.tenant}/{self.name}"


def is_recording_name(name: str) -> bool:
    """Neither hidden, nor unfinished, nor a sidecar, nor a result."""
    lower = name.lower()
    return not (
        name.startswith(".")
        or lower.endswith((*UNFINISHED_SUFFIXES, SIDECAR_SUFFIX))
        or RESULT_NAME.fullmatch(name)
    )


def sidecar_name(name: str) -> str:
    """``call.json`` for ``call.wav``."""
    return PurePath(name).stem + SIDECAR_SUFFIX
