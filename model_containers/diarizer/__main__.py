"""``python -m model_containers.diarizer``: the container's process."""

import sys

from model_containers.diarizer.engine import load_diarizer
from model_containers.diarizer.service import DiarizerService
from model_containers.diarizer.settings import DiarizerSettings
from model_containers.serving.server import serve


def main() -> int:
    settings = DiarizerSettings()
    return serve(settings, lambda: DiarizerService(load_diarizer(settings), settings))


if __name__ == "__main__":
    sys.exit(main())
