"""A function's modules, imported without looking for garbage among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """What is made inside is taken to stay for the life of the process. Looking through it again
    and again while it grows is an eighth of the API's imports.
    https://docs.python.org/3/library/gc.html#gc.freeze"""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
