"""The transcriber's process, with a folder in S3's place: ``python -m ... FOLDER``.

While the folder has a file ``hold-loading`` the model is not loaded, and while it has a file
``hold-answers`` each request waits, once a file ``answering`` is there.
"""

import sys
import time
from pathlib import Path

from model_containers.serving.server import serve
from model_containers.serving.service import Answered, Work
from model_containers.transcriber.engine import load_engine
from model_containers.transcriber.service import Transcriber
from model_containers.transcriber.settings import TranscriberSettings
from tests.model_containers.folder_s3 import FolderS3


class HeldTranscriber(Transcriber):
    def __init__(self, root: Path, settings: TranscriberSettings) -> None:
        _wait_for(root / "hold-loading")
        super().__init__(load_engine(settings), settings)
        self._root = root

    def answer(self, work: Work) -> Answered:
        (self._root / "answering").touch()
        _wait_for(self._root / "hold-answers")
        return super().answer(work)


def _wait_for(hold: Path) -> None:
    while hold.exists():
        time.sleep(0.01)


def main() -> int:
    root = Path(sys.argv[1])
    settings = TranscriberSettings()
    return serve(settings, lambda: HeldTranscriber(root, settings), client=lambda _: FolderS3(root))


if __name__ == "__main__":
    sys.exit(main())
