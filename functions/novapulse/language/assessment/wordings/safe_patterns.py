"""The subset of regular expressions that a policy may use: none of them can run away.

Python's engine tries alternatives one after the other, so nested or endless repetition can take
time that doubles with each character. Here every repetition has an end and every choice is
counted: from one place in a text a pattern can go at most ``MOST_PATHS`` ways.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from novapulse.domain.errors import InvalidRequest

MOST_PATHS = 500
LONGEST_PATTERN = 300
MOST_REPEATS = 100
_COUNTED = 12
"""Repetitions of a group with choices beyond which its ways are past any limit: 2 ** 12."""
_ESCAPES = frozenset("bBdDsSwW")
_PIECE = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<open>\((?:\?:)?)|(?P<close>\))"
    r"|(?P<bar>\|)|(?P<repeat>\{\d*,?\d*\}|[*+?])|(?P<plain>[^\\\[()|{*+?])",
    re.DOTALL,
)


@dataclass
class _Group:
    """``paths``: of the branches that are complete; ``branch`` and ``last``: of the one being
    read, without and of its last piece."""

    paths: int = 0
    branch: int = 1
    last: int = 1
    repeatable: bool = False

    def add(self, paths: int) -> None:
        self.branch, self.last, self.repeatable = self.branch * self.last, paths, True

    def total(self) -> int:
        return self.paths + self.branch * self.last


@lru_cache(maxsize=512)
def safe_pattern(pattern: str) -> re.Pattern[str]:
    """Compiled, without regard to case. Raises InvalidRequest, saying what is not accepted."""
    if not 0 < len(pattern) <= LONGEST_PATTERN:
        raise _refused(f"has {len(pattern)} characters; 1 to {LONGEST_PATTERN} are accepted")
    if count_paths(pattern) > MOST_PATHS:
        raise _refused(
            f"can match in more than {MOST_PATHS} ways from one place; use fewer or narrower "
            "repetitions, such as .{0,30}, or several regex wordings"
        )
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise _refused(f"is no regular expression: {error}") from None
    if compiled.match(""):
        raise _refused("matches the empty text; at least one character must be needed")
    return compiled


def count_paths(pattern: str) -> int:
    """In how many ways the engine can go through ``pattern`` from one place at most. Raises
    InvalidRequest for what is not in the subset."""
    groups = [_Group()]
    position = 0
    while position < len(pattern):
        piece = _PIECE.match(pattern, position)
        if piece is None:
            raise _refused(f"has '{pattern[position:][:10]}', which is not closed")
        _take(piece, groups)
        position = piece.end()
    if len(groups) != 1:
        raise _refused("has a '(' without its ')'")
    return groups[0].total()


def _take(piece: re.Match[str], groups: list[_Group]) -> None:
    kind, text = piece.lastgroup, piece.group()
    if kind == "open":
        _check_opening(piece)
        groups.append(_Group())
    elif kind == "close":
        _close(groups)
    elif kind == "bar":
        group = groups[-1]
        group.paths, group.branch, group.last = group.total(), 1, 1
        group.repeatable = False
    elif kind == "repeat":
        _repeat(text, groups[-1])
    else:
        _check_escape(text)
        groups[-1].add(1)


def _close(groups: list[_Group]) -> None:
    if len(groups) == 1:
        raise _refused("has a ')' without its '('")
    inner = groups.pop()
    groups[-1].add(inner.total())


def _repeat(text: str, group: _Group) -> None:
    if not group.repeatable:
        raise _refused(f"has '{text}' where nothing stands that it could repeat")
    least, most = _bounds(text)
    if most > MOST_REPEATS or least > most:
        raise _refused(f"has '{text}'; up to {MOST_REPEATS} repetitions are accepted")
    if group.last == 1:
        ways = most - least + 1
    else:
        ways = sum(
            group.last**times for times in range(min(least, _COUNTED), min(most, _COUNTED) + 1)
        )
    group.last, group.repeatable = max(1, ways), False


def _bounds(text: str) -> tuple[int, int]:
    if text == "?":
        return 0, 1
    least, comma, most = text.strip("{}").partition(",")
    if text in "*+" or (comma and not most) or not (least or most):
        raise _refused(f"has '{text}', a repetition without an end; write {{0,30}} or the like")
    return int(least or 0), int(most if comma else least)


def _check_opening(piece: re.Match[str]) -> None:
    rest = piece.string[piece.end() :]
    if piece.group() == "(" and rest.startswith("?"):
        raise _refused(f"has '({rest[:3]}'; of groups only (...) and (?:...) are accepted")


def _check_escape(text: str) -> None:
    if text.startswith("\\") and text[1].isalnum() and text[1] not in _ESCAPES:
        raise _refused(f"has '{text}'; of escapes \\b \\d \\s \\w and marks like \\. are accepted")


def _refused(what: str) -> InvalidRequest:
    return InvalidRequest("invalid_pattern", f"regex: it {what}")
