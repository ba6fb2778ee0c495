"""What a pickle would import if it were loaded, read without loading it."""

import pickletools
from typing import IO

UNKNOWN = "?"
"""A name that the pickle computes: nothing honest does that."""

_STRINGS = frozenset(
    {
        "UNICODE",
        "BINUNICODE",
        "SHORT_BINUNICODE",
        "BINUNICODE8",
        "STRING",
        "BINSTRING",
        "SHORT_BINSTRING",
    }
)
_STORES = frozenset({"PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"})
_RECALLS = frozenset({"GET", "BINGET", "LONG_BINGET"})
_NAMES = frozenset({"GLOBAL", "INST"})
_REGISTERED = frozenset({"EXT1", "EXT2", "EXT4"})
_NEUTRAL = frozenset({"PROTO", "FRAME", "STOP"})


def pickled_imports(stream: IO[bytes]) -> frozenset[str]:
    """``module.name`` of every global of the first pickle in ``stream`` (protocols 0 to 5).

    The opcodes that name one: GLOBAL and INST carry it, STACK_GLOBAL takes the two strings that
    were pushed right before (Python's ``pickletools``). The stack is followed no further than
    that: whatever else stands before a STACK_GLOBAL makes it ``UNKNOWN``.
    Raises ValueError on bytes that are no pickle.
    """
    found: set[str] = set()
    memo: dict[int, str] = {}
    pushed: list[str] = []
    for opcode, argument, _ in pickletools.genops(stream):
        if opcode.name in _NEUTRAL:
            continue
        if opcode.name in _STORES:
            slot = len(memo) if opcode.name == "MEMOIZE" else int(str(argument))
            memo[slot] = pushed[-1] if pushed else UNKNOWN
            continue
        imported = _imported(opcode.name, argument, pushed)
        if imported:
            found.add(imported)
        pushed.append(_string(opcode.name, argument, memo))
    return frozenset(found)


def _imported(opcode: str, argument: object, pushed: list[str]) -> str:
    if opcode in _NAMES:
        return str(argument).replace(" ", ".")
    if opcode == "STACK_GLOBAL":
        return ".".join(pushed[-2:]) if UNKNOWN not in pushed[-2:] else UNKNOWN
    return UNKNOWN if opcode in _REGISTERED else ""


def _string(opcode: str, argument: object, memo: dict[int, str]) -> str:
    """The string that the opcode leaves on top of the stack, if it is sure to be one."""
    if opcode in _STRINGS:
        return str(argument)
    if opcode in _RECALLS:
        return memo.get(int(str(argument)), UNKNOWN)
    return UNKNOWN
