"""A child process ends with its parent, however that one ends."""

import os
import sys
import threading
from collections.abc import Callable


def on_a_leash(let_go: Callable[[], None] = lambda: None) -> None:
    """Ends this process once its standard input, which the parent holds, is closed. ``let_go`` is
    called before."""

    def wait() -> None:
        sys.stdin.buffer.read()
        try:
            let_go()
        finally:
            os._exit(0)

    threading.Thread(target=wait, name="leash", daemon=True).start()
