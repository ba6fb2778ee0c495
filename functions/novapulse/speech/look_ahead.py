"""Results made by threads a little ahead of the one who takes them."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def look_ahead(
    make: Callable[[int], Result], count: int, ahead: int, *, threads: int
) -> Iterator[Result]:
    """``make(0)`` to ``make(count - 1)`` in order, at most ``ahead`` of them made and not yet
    taken. Without ``threads`` each is made when it is taken."""
    if not threads:
        yield from map(make, range(count))
        return
    with ThreadPoolExecutor(threads, thread_name_prefix="look-ahead") as pool:
        waiting: deque[Future[Result]] = deque()
        for i in range(count):
            waiting.append(pool.submit(make, i))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
