"""A real server of every dialect, in this process or, run as a module, in one of its own."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from novapulse.api.every_dialect import every_dialect
from novapulse.api.graceful_server import GracefulServer
from novapulse.domain.media import MediaInfo
from novapulse.services.home import Home
from tests.api.conftest import key_for
from tests.services.house import make_home


@contextmanager
def serving(home: Home) -> Iterator[int]:
    """The port."""
    dialects = every_dialect(home)
    config = uvicorn.Config(dialects.app, port=0, log_level="error", lifespan="on")
    server = GracefulServer(config, stopping=dialects.stop)
    started = threading.Event()

    async def serve() -> None:
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        started.set()
        await task

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


def any_wav(path: Path) -> MediaInfo:
    size = path.stat().st_size
    return MediaInfo(
        container="wav",
        codec="pcm_s16le",
        sample_rate=8000,
        channels=8,
        duration_seconds=60,
        size_bytes=size,
    )


def main() -> None:
    """Print port and key, and serve until the input ends."""
    home = make_home(Path(sys.argv[1]), probe=any_wav)
    with serving(home) as port:
        print(port, key_for(home)["authorization"], flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
