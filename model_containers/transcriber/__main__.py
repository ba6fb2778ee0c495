"""``python -m model_containers.transcriber``: the container's process."""

import sys

from model_containers.serving.server import serve
from model_containers.transcriber.engine import load_engine
from model_containers.transcriber.service import Transcriber
from model_containers.transcriber.settings import TranscriberSettings


def main() -> int:
    settings = TranscriberSettings()
    return serve(settings, lambda: Transcriber(load_engine(settings), settings))


if __name__ == "__main__":
    sys.exit(main())
