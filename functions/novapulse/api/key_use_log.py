"""Every use of an API key, written together once a second instead of once a request."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from anyio.to_thread import run_sync

from novapulse.domain.keys import KeyUse
from novapulse.ports import KeyStore

log = logging.getLogger(__name__)

FLUSH_SECONDS = 1.0
MAX_PENDING = 100_000
"""Uses beyond these are dropped while the store stays out of reach."""


class KeyUseLog:
    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._pending: deque[KeyUse] = deque(maxlen=MAX_PENDING)

    def add(self, use: KeyUse) -> None:
        """From any thread."""
        self._pending.append(use)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Writes while the block runs, and what is left at its end."""
        task = asyncio.create_task(self._flush_forever())
        try:
            yield
        finally:
            task.cancel()
            await run_sync(self.flush)

    def flush(self) -> None:
        uses = []
        with suppress(IndexError):
            while True:
                uses.append(self._pending.popleft())
        if not uses:
            return
        try:
            self._keys.log_uses(tuple(uses))
        except Exception as error:
            self._pending.extendleft(reversed(uses))
            log.error("%d uses of keys wait to be logged: %s", len(uses), type(error).__name__)

    async def _flush_forever(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await run_sync(self.flush)
