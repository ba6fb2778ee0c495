"""A webhook delivery as the body of a durable workflow: attempts, and the waits between them."""

import asyncio
from collections.abc import Callable

from dbos import DBOS

AttemptDelivery = Callable[[str, str, int], float | None]
"""(tenant, delivery id, number from 1): makes one attempt and returns the seconds until the next,
or None when there is none to make."""


async def deliver(attempt: AttemptDelivery, tenant: str, delivery_id: str) -> None:
    """A wait goes on where it was after a restart."""
    number = 1
    while (wait := await _attempt(attempt, tenant, delivery_id, number)) is not None:
        await DBOS.sleep_async(wait)
        number += 1


async def _attempt(
    attempt: AttemptDelivery, tenant: str, delivery_id: str, number: int
) -> float | None:
    async def step() -> float | None:
        return await asyncio.to_thread(attempt, tenant, delivery_id, number)

    wait: float | None = await DBOS.run_step_async({"name": f"attempt-{number}"}, step)
    return wait
