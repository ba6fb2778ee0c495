"""Work that waits for the network, beside the event loop."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def in_own_thread(function: Callable[[], T]) -> T:
    """What ``function`` returns. Its thread is nobody else's, for it may wait for minutes, and ends
    with the process, which does not wait for it."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()

    def work() -> None:
        try:
            future.set_result(function())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=work, name="stage", daemon=True).start()
    return await asyncio.wrap_future(future)
