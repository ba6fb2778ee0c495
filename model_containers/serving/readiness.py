"""Whether the container can answer: loaded, proven, and not broken since."""

import logging
import traceback
from collections.abc import Callable

from model_containers.serving.service import Service

log = logging.getLogger(__name__)
_BROKEN_AFTER = 3
"""Failures of the engine on end, without an answer between them."""


class Readiness:
    def __init__(self) -> None:
        self._service: Service | None = None
        self._failures = 0

    @property
    def service(self) -> Service | None:
        """None until the model is loaded and has answered once."""
        return self._service

    @property
    def ready(self) -> bool:
        return self._service is not None and self._failures < _BROKEN_AFTER

    def load(self, load: Callable[[], Service]) -> None:
        """Raises what the loading or the first answer raises."""
        service = load()
        service.warm_up()
        self._service = service
        log.info("ready: %s", service.name)

    def answered(self) -> None:
        self._failures = 0

    def failed(self, error: Exception) -> None:
        """Logs where it failed. The message of an engine's error may hold text of the call, so
        that is left out."""
        self._failures += 1
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("engine failed: %s\n%s", type(error).__name__, places)
