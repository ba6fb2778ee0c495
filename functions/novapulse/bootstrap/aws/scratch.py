"""Where a function's process puts what it is working on."""

import os
import shutil
from functools import cache
from pathlib import Path

NAME = "novapulse-"


@cache
def own_scratch(root: Path) -> Path:
    """A folder below ``root``, of this process alone, which nobody else may read; empty at first.

    What processes that are no more have left goes: a function that ran out of time is started anew
    on the same disk, and finds it as it was.
    https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
    """
    for left in root.glob(f"{NAME}*"):
        if not _is_of_another(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = root / f"{NAME}{os.getpid()}"
    folder.mkdir(mode=0o700)
    return folder


def _is_of_another(folder: Path) -> bool:
    """Of a process that runs. A number that this process has now was another's before."""
    number = folder.name.removeprefix(NAME)
    if not number.isdecimal() or int(number) == os.getpid():
        return not number.isdecimal()
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OverflowError, PermissionError):
        pass
    return True
