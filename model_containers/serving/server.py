"""The process: it listens at once, loads the model meanwhile, and on SIGTERM ends what runs."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import uvicorn

from model_containers.serving.app import ModelApp
from model_containers.serving.pointers import Pointers, S3Client, s3_client
from model_containers.serving.service import Service
from model_containers.serving.settings import ServingSettings

log = logging.getLogger(__name__)


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: those would end the process by the signal."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(
    settings: ServingSettings,
    load: Callable[[], Service],
    *,
    client: Callable[[ServingSettings], S3Client] = s3_client,
) -> int:
    """Until SIGTERM or SIGINT; the process's exit status: 0, or 1 where the model cannot be
    loaded or what ran did not end in time. ``client`` is called when S3 is first needed."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)

    @cache
    def pointers() -> Pointers:
        return Pointers(client(settings), settings.input_locations, settings.output_locations)

    app = ModelApp(settings, pointers=pointers)
    config = uvicorn.Config(
        app.asgi,
        host=settings.host,
        port=settings.port,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
    )
    return asyncio.run(_run(_Server(config), app, load, settings.drain_seconds))


async def _run(
    server: uvicorn.Server, app: ModelApp, load: Callable[[], Service], drain_seconds: float
) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    serving = asyncio.create_task(server.serve())
    loading = asyncio.create_task(_load(app, load, stop))
    await asyncio.wait({serving, asyncio.create_task(stop.wait())}, return_when="FIRST_COMPLETED")
    log.info("stopping: %d requests are inside", app.admission.inside)
    in_time = await app.admission.close(drain_seconds)
    server.should_exit, server.force_exit = True, not in_time
    await serving
    if not in_time or not loading.done():
        # A thread is still inside the engine, which nothing but the end of the process stops.
        log.error("stopped before its work was done")
        logging.shutdown()
        os._exit(0 if in_time else 1)
    return 0 if loading.result() else 1


async def _load(app: ModelApp, load: Callable[[], Service], stop: asyncio.Event) -> bool:
    try:
        await asyncio.to_thread(app.readiness.load, load)
    except Exception:
        log.exception("the model cannot be loaded")
        stop.set()
        return False
    return True
