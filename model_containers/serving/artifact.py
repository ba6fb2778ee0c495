"""What a model artifact says of itself: ``publish`` packs a manifest with the weights."""

import json
from pathlib import Path

MANIFEST_NAME = "novapulse-model.json"


def packed_name(folder: Path) -> str:
    """The model's name by the manifest in ``folder``; empty where there is none."""
    try:
        return str(json.loads((folder / MANIFEST_NAME).read_bytes())["model"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
