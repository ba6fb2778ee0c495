"""``python -m model_containers.sentiment``: the container's process."""

import sys

from model_containers.sentiment.engine import load_scorer
from model_containers.sentiment.service import SentimentService
from model_containers.sentiment.settings import SentimentSettings
from model_containers.serving.server import serve


def main() -> int:
    settings = SentimentSettings()
    return serve(settings, lambda: SentimentService(load_scorer(settings), settings))


if __name__ == "__main__":
    sys.exit(main())
