"""Dynamic time warping of several matrices at once, without leaving numpy's inner loops."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Indices = NDArray[np.int64]

_DIAGONAL, _DOWN, _RIGHT = 0, 1, 2


def warp(costs: Sequence[Matrix]) -> list[tuple[Indices, Indices]]:
    """The cheapest monotonic path through each matrix of ``costs`` from its first cell to its
    last, as (rows, columns) of its cells.

    Rows are the tokens, columns the moments that they are said at. Sakoe and Chiba 1978, with
    steps (1, 1), (1, 0) and (0, 1) of equal weight and Whisper's rule for ties. All matrices
    advance together along their antidiagonals: cell by cell, a batch of 16 takes eight times as
    long.
    """
    if not costs:
        return []
    steps = _steps(costs)
    return [_back(steps[n], *cost.shape) for n, cost in enumerate(costs)]


def _steps(costs: Sequence[Matrix]) -> NDArray[np.int8]:
    """The best step into each cell, shape (matrices, diagonals, rows): cell (i, j) of the bordered
    matrix lies at [i + j, i]."""
    rows, columns = (max(cost.shape[axis] for cost in costs) for axis in (0, 1))
    padded = np.zeros((len(costs), rows, columns), dtype=np.float32)
    for n, cost in enumerate(costs):
        padded[n, : cost.shape[0], : cost.shape[1]] = cost
    steps = np.full((len(costs), rows + columns + 1, rows + 1), _RIGHT, dtype=np.int8)
    before = np.full((len(costs), rows + 1), np.inf, dtype=np.float32)
    before[:, 0] = 0.0
    last = np.full_like(before, np.inf)
    for diagonal in range(2, rows + columns + 1):
        i = np.arange(max(1, diagonal - columns), min(rows, diagonal - 1) + 1)
        choices = np.stack([before[:, i - 1], last[:, i - 1], last[:, i]])
        step = _cheapest(choices)
        reached = np.full_like(last, np.inf)
        reached[:, i] = padded[:, i - 1, diagonal - i - 1] + np.take_along_axis(
            choices, step[None], axis=0
        ).squeeze(0)
        steps[:, diagonal, i] = step
        before, last = last, reached
    return steps


def _cheapest(choices: NDArray[np.float32]) -> NDArray[np.int64]:
    """Only a strictly cheapest step counts; of equals the step to the right is taken."""
    diagonal, down, right = choices
    step = np.full(diagonal.shape, _RIGHT, dtype=np.int64)
    step[(down < diagonal) & (down < right)] = _DOWN
    step[(diagonal < down) & (diagonal < right)] = _DIAGONAL
    return step


def _back(steps: NDArray[np.int8], rows: int, columns: int) -> tuple[Indices, Indices]:
    i, j = rows, columns
    path: list[tuple[int, int]] = []
    while i > 0 and j > 0:
        path.append((i - 1, j - 1))
        step = int(steps[i + j, i])
        # On the border only one way leads back.
        if i == 1 or step == _RIGHT:
            step = _RIGHT if j > 1 else _DOWN
        elif j == 1:
            step = _DOWN
        i -= step != _RIGHT
        j -= step != _DOWN
    cells = np.array(path[::-1], dtype=np.int64)
    return cells[:, 0], cells[:, 1]
