"""Stretches of a text that are taken already."""

from bisect import bisect_right, insort


class Occupied:
    """Disjoint stretches, each by its first character and the one after its last."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> bool:
        """Whether the stretch was free; it then is no longer."""
        if not self.free(start, end):
            return False
        insort(self._taken, (start, end))
        return True

    def free(self, start: int, end: int) -> bool:
        place = bisect_right(self._taken, (start, end))
        neighbours = self._taken[max(0, place - 1) : place + 1]
        return all(
            end <= other_start or other_end <= start for other_start, other_end in neighbours
        )
