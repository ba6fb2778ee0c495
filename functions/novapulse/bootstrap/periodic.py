"""What a server does again and again beside its requests."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)

JOIN_SECONDS = 10.0


@dataclass(frozen=True)
class PeriodicTask:
    """``run`` is called at the start and ``seconds`` after each of its ends."""

    name: str
    seconds: float
    run: Callable[[], object]


class PeriodicTasks:
    """A thread for each task. An error is logged by its type, and the next round comes."""

    def __init__(self, *tasks: PeriodicTask) -> None:
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._repeat, args=(task,), name=task.name, daemon=True)
            for task in tasks
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Returns when none runs any more, or after ``JOIN_SECONDS``."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(timeout=JOIN_SECONDS)

    def _repeat(self, task: PeriodicTask) -> None:
        while not self._stopping.is_set():
            try:
                task.run()
            except Exception as error:
                # A full disk or a locked database passes.
                log.error("%s failed: %s", task.name, type(error).__name__)
            self._stopping.wait(task.seconds)
