"""Exit status 0 where this container's server says that it is ready: for Docker's HEALTHCHECK."""

import sys
import urllib.error
import urllib.request

from model_containers.serving.settings import ServingSettings

_PATIENCE_SECONDS = 3.0


def is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{port}/ping", timeout=_PATIENCE_SECONDS
        ) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


if __name__ == "__main__":
    sys.exit(0 if is_ready(ServingSettings().port) else 1)
