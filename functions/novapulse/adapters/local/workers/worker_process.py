"""The worker's side of the pool: one process, one task at a time, gone when its parent is.

A worker watches a pipe whose other end only the parent holds, so a SIGKILL of the parent ends
it on every system. Where the kernel can send a signal at the parent's death (Linux) it is asked
to, because a recogniser may hold the interpreter lock for seconds.
"""

import ctypes
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from novapulse.domain.errors import NovaPulseError

log = logging.getLogger(__name__)

Functions = Mapping[str, Callable[..., Any]]
FunctionsFactory = Callable[[], Functions]

PR_SET_PDEATHSIG = 1
"""From Linux' prctl(2)."""
THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Request:
    function: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Failure:
    """What went wrong in a worker, in words that may be stored: never a text of the call."""

    kind: str
    code: str
    message: str


@dataclass(frozen=True)
class Response:
    value: Any = None
    failure: Failure | None = None


def limit_native_threads() -> None:
    """For processes that are started from now on: as many workers as cores, one thread in each.
    The libraries read these when they are loaded, which is before ``worker_main`` runs."""
    for name in THREAD_LIMITS:
        os.environ.setdefault(name, "1")


def worker_main(
    connection: Connection, lifeline: Connection, parent: int, factory: FunctionsFactory
) -> None:
    """Serve requests until the connection closes."""
    _die_with(parent, lifeline)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    functions = factory()
    while True:
        try:
            request: Request = connection.recv()
        except EOFError:
            return
        connection.send(_respond(functions, request))


def _respond(functions: Functions, request: Request) -> Response:
    try:
        return Response(value=functions[request.function](*request.arguments))
    except NovaPulseError as error:
        return Response(failure=Failure(type(error).__name__, error.code, error.message))
    except Exception as error:
        # The text of an unforeseen exception may quote what somebody said: only its place is kept.
        frames = traceback.extract_tb(error.__traceback__)
        place = " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames))
        kind = type(error).__name__
        log.error("%s failed: %s at %s", request.function, kind, place)
        return Response(
            failure=Failure(kind, "internal_error", f"{request.function} failed ({kind})")
        )


def _die_with(parent: int, lifeline: Connection) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    threading.Thread(target=_exit_at_end_of, args=(lifeline,), daemon=True).start()


def _exit_at_end_of(lifeline: Connection) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)
