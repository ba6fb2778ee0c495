"""An end to work that knows none of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What ``work`` returns or raises. Raises TimeoutError once ``seconds`` are over. Work that is
    not over then goes on unheeded, in a thread that does not keep the process from ending: nothing
    ends a thread from outside."""
    result: Future[T] = Future()

    def run() -> None:
        try:
            result.set_result(work())
        except BaseException as error:
            result.set_exception(error)

    threading.Thread(target=run, daemon=True, name="within").start()
    return result.result(max(0.0, seconds))
