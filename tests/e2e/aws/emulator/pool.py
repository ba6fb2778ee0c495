"""Warm execution environments: not more than this machine can bear."""

import threading
from collections import Counter
from itertools import count
from pathlib import Path

from tests.e2e.aws.emulator.execution_environment import (
    ExecutionEnvironment,
    Function,
    Outcome,
)

IN_ALL = 30
OF_ONE_FUNCTION = 2
"""Events beyond that wait for one of these."""


class Pool:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._changed = threading.Condition()
        self._idle: list[ExecutionEnvironment] = []
        self._busy: Counter[str] = Counter()
        self._open: set[ExecutionEnvironment] = set()

    def invoke(self, function: Function, event: bytes) -> Outcome:
        environment = self._take(function)
        try:
            if environment is None:
                environment = self._opened(function)
            return environment.invoke(event)
        finally:
            self._give_back(function, environment)

    def close(self) -> None:
        for environment in list(self._open):
            environment.end()

    def _take(self, function: Function) -> ExecutionEnvironment | None:
        """None where there is room for a new one."""
        with self._changed:
            while True:
                fitting = [each for each in self._idle if each.function == function]
                if fitting:
                    self._idle.remove(fitting[-1])
                elif self._busy[function.arn] >= OF_ONE_FUNCTION or not self._has_room():
                    self._changed.wait()
                    continue
                self._busy[function.arn] += 1
                return fitting[-1] if fitting else None

    def _has_room(self) -> bool:
        """The one that has been idle for the longest makes it."""
        if len(self._idle) + self._busy.total() < IN_ALL:
            return True
        if not self._idle:
            return False
        oldest = self._idle.pop(0)
        self._open.discard(oldest)
        oldest.end()
        return True

    def _opened(self, function: Function) -> ExecutionEnvironment:
        opened = ExecutionEnvironment(function, self._folder / str(next(self._numbers)))
        self._open.add(opened)
        return opened

    def _give_back(self, function: Function, environment: ExecutionEnvironment | None) -> None:
        with self._changed:
            self._busy[function.arn] -= 1
            if environment is not None and environment.ended:
                self._open.discard(environment)
            elif environment is not None:
                self._idle.append(environment)
            self._changed.notify_all()
