"""Word errors that count a word under the wrong speaker as wrong.

Concatenated minimum-permutation word error rate (S. Watanabe et al., "CHiME-6 Challenge", 2020):
the words of each speaker in a row, the found speakers given to the true ones so that errors are
fewest.
"""

from collections.abc import Iterable

import numpy as np
from scipy.optimize import linear_sum_assignment

from tests.eval.words import WordErrors, normalise, pooled, word_errors

Line = tuple[str, str]
"""A speaker and what it said."""


def attributed_errors(reference: Iterable[Line], heard: Iterable[Line]) -> WordErrors:
    """A found speaker too many is all invented, a true one without a found one all missing."""
    true, found = _by_speaker(reference), _by_speaker(heard)
    size = max(len(true), len(found))
    true += [""] * (size - len(true))
    found += [""] * (size - len(found))
    pairs = [[word_errors(t, f) for f in found] for t in true]
    costs = np.array([[pair.errors for pair in row] for row in pairs])
    rows, columns = linear_sum_assignment(costs)
    return pooled(pairs[row][column] for row, column in zip(rows, columns, strict=True))


def _by_speaker(lines: Iterable[Line]) -> list[str]:
    words: dict[str, list[str]] = {}
    for speaker, text in lines:
        words.setdefault(speaker, []).append(text)
    joined = [" ".join(texts) for texts in words.values()]
    return [text for text in joined if normalise(text)]
