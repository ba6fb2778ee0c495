"""The port of the search index, told as plainly as it can be: lists, and every passage compared."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.search import Passage, SearchFilter

FORMS = {
    "refund": "refund",
    "Refunds": "refund",
    "refunded": "refund",
    "café": "cafe",
    "CAFE": "cafe",
    "late": "late",
    "bus": "bus",
}
"""The words of the test, and what makes two of them the same word."""

Place = tuple[str, int]


@dataclass(frozen=True)
class Indexed:
    job_id: str
    age: int
    model: str
    passage: Passage
    vector: NDArray[np.float64]


@dataclass
class NaiveSearchIndex:
    """Of one tenant. ``age``: 0 for its newest job. Metadata are not known here: a filter is by
    job and by speaker."""

    indexed: list[Indexed] = field(default_factory=list)

    def put(
        self,
        job_id: str,
        age: int,
        passages: tuple[Passage, ...],
        vectors: NDArray[np.float32],
        *,
        model: str,
    ) -> None:
        self.erase_job(job_id)
        for passage, vector in zip(passages, vectors, strict=True):
            stored = vector.astype(np.float16).astype(np.float64)
            length = np.linalg.norm(stored)
            self.indexed.append(
                Indexed(job_id, age, model, passage, stored / length if length else stored)
            )

    def erase_job(self, job_id: str) -> int:
        before = len(self.indexed)
        self.indexed = [one for one in self.indexed if one.job_id != job_id]
        return before - len(self.indexed)

    def by_words(self, phrases: tuple[str, ...], where: SearchFilter) -> set[Place]:
        return {
            (one.job_id, one.passage.segment)
            for one in self._allowed(where)
            if any(_within(_forms(phrase), _forms(one.passage.text)) for phrase in phrases)
        }

    def by_meaning(
        self, vector: NDArray[np.float32], where: SearchFilter, *, model: str, limit: int
    ) -> list[tuple[Place, float]]:
        near = [
            (self._cosine(one, vector), one)
            for one in self._allowed(where)
            if one.model == model and len(one.vector) == len(vector)
        ]
        near.sort(key=lambda scored: (-scored[0], scored[1].age, scored[1].passage.segment))
        return [
            ((one.job_id, one.passage.segment), score) for score, one in near[:limit] if score > 0
        ]

    def _cosine(self, one: Indexed, vector: NDArray[np.float32]) -> float:
        # Equal vectors are equally near, whatever the last digit of a sum says.
        return round(float(one.vector @ vector.astype(np.float64)), 6)

    def _allowed(self, where: SearchFilter) -> list[Indexed]:
        return [
            one
            for one in self.indexed
            if where.job_id in (None, one.job_id) and where.speaker in (None, one.passage.speaker)
        ]


def _forms(text: str) -> list[str]:
    return [FORMS[word] for word in text.split()]


def _within(phrase: list[str], said: list[str]) -> bool:
    width = len(phrase)
    return width > 0 and any(said[at : at + width] == phrase for at in range(len(said) - width + 1))
