"""``python -m … FOLDER``: the diarizer's container with the embedded engine, which is what it
stands in with where pyannote's model cannot be had."""

import sys
from pathlib import Path

from model_containers.diarizer.engine import load_diarizer
from model_containers.diarizer.service import DiarizerService
from model_containers.diarizer.settings import DiarizerSettings
from model_containers.serving.server import serve
from tests.e2e.aws.sagemaker.listening import on_a_free_port


def main() -> int:
    settings = on_a_free_port(DiarizerSettings(engine="embedded"), Path(sys.argv[1]))
    return serve(settings, lambda: DiarizerService(load_diarizer(settings), settings))


if __name__ == "__main__":
    sys.exit(main())
