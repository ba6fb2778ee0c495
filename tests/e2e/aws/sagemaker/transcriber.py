"""``python -m … FOLDER``: the transcriber's container with the built-in engine: Whisper's models
are on no machine that tests. All but the engine is the container's own."""

import sys
from pathlib import Path

from model_containers.serving.server import serve
from model_containers.transcriber.service import Transcriber
from model_containers.transcriber.settings import TranscriberSettings
from novapulse.speech.engines.sphinx import SphinxEngine
from tests.e2e.aws.sagemaker.listening import on_a_free_port


def main() -> int:
    settings = on_a_free_port(TranscriberSettings(), Path(sys.argv[1]))
    return serve(settings, lambda: Transcriber(SphinxEngine(narrowband=False), settings))


if __name__ == "__main__":
    sys.exit(main())
