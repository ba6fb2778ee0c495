"""The personal numbers of a call, to be found again in what is said."""

from collections import defaultdict
from collections.abc import Iterable

from novapulse.domain.pii import PiiKind


class KnownNumbers:
    """Found in a time that does not grow with every pair of numbers: a call may hold thousands."""

    def __init__(self, numbers: Iterable[tuple[str, PiiKind]]) -> None:
        self._kinds: dict[str, set[PiiKind]] = defaultdict(set)
        for digits, kind in numbers:
            self._kinds[digits].add(kind)
        self._lengths = sorted({len(digits) for digits in self._kinds})
        by_kind: dict[PiiKind, list[str]] = defaultdict(list)
        for digits, kinds in self._kinds.items():
            for kind in kinds:
                by_kind[kind].append(digits)
        self._joined = {kind: " ".join(digits) for kind, digits in by_kind.items()}

    def __contains__(self, digits: str) -> bool:
        return digits in self._kinds

    def kinds(self, digits: str) -> list[PiiKind]:
        """Of the numbers that hold ``digits`` or that ``digits`` holds."""
        held = {
            kind
            for length in self._lengths
            for start in range(len(digits) - length + 1)
            for kind in self._kinds.get(digits[start : start + length], ())
        }
        return sorted(held | {kind for kind, known in self._joined.items() if digits in known})
