"""Telling Step Functions how a task that waits has ended, or that it is still under way."""

from collections.abc import Callable
from typing import Any

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.trouble import error_code, translated

NOBODY_WAITS = frozenset({"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"})
"""The task was ended before: by a duplicate, by its timeout, or with its execution."""


class TaskCallbacks:
    """Each is 1 request and returns False where nobody waits for it any more. Raises
    StorageUnavailable where Step Functions throttles or cannot be reached."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def succeed(self, token: str, output: str) -> bool:
        """``output`` is JSON."""
        return _told(self._client.send_task_success, taskToken=token, output=output)

    def fail(self, token: str, error: str, cause: str) -> bool:
        """``error`` is what retries and catches of the definition go by."""
        return _told(self._client.send_task_failure, taskToken=token, error=error, cause=cause)

    def heartbeat(self, token: str) -> bool:
        return _told(self._client.send_task_heartbeat, taskToken=token)


def _told(tell: Callable[..., Any], **request: str) -> bool:
    with translated():
        try:
            tell(**request)
        except Exception as error:
            if error_code(error) not in NOBODY_WAITS:
                raise
            return False
    return True
