"""Run a function of the AWS home here: ``python -m tools.invoke STAGE [EVENT]``, or
``make invoke STAGE=redact EVENT=redact``.

STAGE is a module of ``novapulse.handlers`` or a stage's name. EVENT is a payload: a name in
``events/aws`` or a path; without it the payload of the stage's own name. Where NOVAPULSE_AWS_TABLE
is set the function runs against that account, with the settings and credentials of the environment;
else against an AWS in memory, in which has happened what the event tells of.
"""

import argparse
import importlib
import json
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from infra.bundles import ROOT, functions
from infra.definition import LAUNCHED
from novapulse.config import Settings
from novapulse.domain.errors import NovaPulseError

EVENTS = ROOT / "events" / "aws"
REFUSED, FAILED = 2, 1


class Unknown(Exception):
    """Its text names what there is."""


def main(arguments: Sequence[str], *, say: Callable[[str], object] = sys.stdout.write) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("event", nargs="?")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        function = function_of(given.stage)
        path = event_path(given.event or given.stage)
        event = read_event(path)
        with ExitStack() as open_until_the_end:
            return _run(function, path, event, open_until_the_end, say)
    except Unknown as error:
        say(f"make invoke: {error}\n")
        return REFUSED


def function_of(stage: str) -> str:
    """The handler's module. Raises Unknown."""
    name = f"launch_{stage}" if stage in LAUNCHED else stage
    if name not in functions():
        raise Unknown(f"STAGE '{stage}' is no function; those there are: {', '.join(functions())}")
    return name


def event_path(event: str) -> Path:
    """Of a name in ``events/aws``, or of a file. Raises Unknown."""
    named = EVENTS / f"{event}.json"
    if named.is_file():
        return named
    if Path(event).is_file():
        return Path(event)
    names = ", ".join(sorted(path.stem for path in EVENTS.glob("*.json")))
    raise Unknown(f"EVENT '{event}' is no file, and no payload of events/aws: {names}")


def read_event(path: Path) -> dict[str, Any]:
    """Raises Unknown for what is no JSON object."""
    try:
        event = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Unknown(f"EVENT {path} is no JSON: {error}") from None
    if not isinstance(event, dict):
        raise Unknown(f"EVENT {path} is no JSON object")
    return event


def _run(
    function: str,
    path: Path,
    event: dict[str, Any],
    stack: ExitStack,
    say: Callable[[str], object],
) -> int:
    asked: list[tuple[str, dict[str, Any]]] = []
    table = Settings().aws_table
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    where = f"the account of table {table}" if table else "an AWS in memory"
    say(f"{function} with {shown}, against {where}\n")
    if not table:
        event, asked = _in_memory(function, event, stack)
    try:
        answer = importlib.import_module(f"novapulse.handlers.{function}").handler(event, None)
    except Exception as error:
        return _failed(error, say)
    for name, request in asked:
        say(f"asked of AWS: {name} {json.dumps(request, default=str, ensure_ascii=False)[:200]}\n")
    say(f"{json.dumps(answer, indent=2, ensure_ascii=False, default=str)}\n")
    return 0


def _in_memory(
    function: str, event: dict[str, Any], stack: ExitStack
) -> tuple[dict[str, Any], list[tuple[str, dict[str, Any]]]]:
    """The event as it is to be sent, and what the function asks of AWS beside its stores. What had
    to happen before is forgotten. Raises Unknown without moto."""
    from tools.invoke_memory import memory

    try:
        home, asked, address = stack.enter_context(memory())
    except ImportError as error:
        raise Unknown(
            f"{error.name} is not installed; it comes with the test tools: make check"
        ) from None
    from tools.invoke_scene import Scene

    try:
        event = Scene(home, address).prepared(function, event)
    except (KeyError, TypeError, ValueError) as error:
        raise Unknown(f"EVENT is none of {function}: {error!r}") from None
    asked.clear()
    return event, asked


def _failed(error: Exception, say: Callable[[str], object]) -> int:
    """As Step Functions would see it."""
    code = f" ({error.code})" if isinstance(error, NovaPulseError) else ""
    say(f"the function failed: {type(error).__name__}{code}: {error}\n")
    return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
