"""A webhook delivery as the body of a durable workflow: attempts, and the waits between them."""

import asyncio
import logging
from collections.abc import Callable

from dbos import DBOS

from novapulse.domain.errors import NotFound
from novapulse.domain.webhook import retry_delay

log = logging.getLogger(__name__)

AttemptDelivery = Callable[[str, str, int], float | None]
"""(tenant, delivery id, number from 1): makes one attempt and returns the seconds until the next,
or None when there is none to make."""
HasTurn = Callable[[str, str], bool]
"""(tenant, delivery id): whether its first attempt may be made, or an earlier event's is first."""
TURN_POLL_SECONDS = 0.2


async def deliver(
    attempt: AttemptDelivery, has_turn: HasTurn, tenant: str, delivery_id: str
) -> None:
    """A wait goes on where it was after a restart."""
    number = 1
    while (wait := await _attempt(attempt, has_turn, tenant, delivery_id, number)) is not None:
        await DBOS.sleep_async(wait)
        number += 1


async def _attempt(
    attempt: AttemptDelivery, has_turn: HasTurn, tenant: str, delivery_id: str, number: int
) -> float | None:
    async def step() -> float | None:
        try:
            while number == 1 and not await asyncio.to_thread(has_turn, tenant, delivery_id):
                await asyncio.sleep(TURN_POLL_SECONDS)
            return await asyncio.to_thread(attempt, tenant, delivery_id, number)
        except NotFound:
            return None  # erased: there is nothing left to tell
        except Exception as error:
            # Our own trouble (a locked database, a full disk) must not end the retries.
            log.error("attempt %d at %s failed: %s", number, delivery_id, type(error).__name__)
            wait = retry_delay(number)
            return None if wait is None else wait.total_seconds()

    wait: float | None = await DBOS.run_step_async({"name": f"attempt-{number}"}, step)
    return wait
