"""What was found last, kept in memory by what it was looked for in."""

from collections.abc import Callable
from threading import Lock

from novapulse.domain.content import Content

MOST_MESSAGES = 10_000
"""Kept in all: some 50 MB, with their words."""


class _Entry:
    def __init__(self) -> None:
        self.lock = Lock()
        self.content: Content | None = None

    @property
    def size(self) -> int:
        return 1 if self.content is None else 1 + len(self.content.messages)


class FoundContent:
    """Several who want the same wait for the one who looks for it. What was not asked for longest
    goes first; the last is kept whatever its size. A key that nobody can make any more, as that of
    a call which is erased, finds nothing."""

    def __init__(self, most_messages: int = MOST_MESSAGES) -> None:
        self._most = most_messages
        self._lock = Lock()
        self._entries: dict[str, _Entry] = {}

    def get(self, key: str, find: Callable[[], Content]) -> Content:
        """Raises what ``find`` raises; then the next one looks again."""
        with self._lock:
            entry = self._entries.pop(key, _Entry())
            self._entries[key] = entry
        with entry.lock:
            if entry.content is None:
                entry.content = find()
        self._make_room()
        return entry.content

    def _make_room(self) -> None:
        with self._lock:
            size = sum(entry.size for entry in self._entries.values())
            for key, entry in list(self._entries.items())[:-1]:
                if size <= self._most:
                    return
                size -= entry.size
                del self._entries[key]
