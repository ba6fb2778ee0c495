import numpy as np
import pytest
from numpy.typing import NDArray

from novapulse.speech.engines.transformers_whisper.time_warping import warp


def cheapest(cost: NDArray[np.float32]) -> float:
    """Cell by cell, as the textbook has it."""
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0, 0] = 0
    for i in range(rows):
        for j in range(columns):
            before = min(total[i, j], total[i, j + 1], total[i + 1, j])
            total[i + 1, j + 1] = cost[i, j] + before
    return float(total[rows, columns])


def noise(*shape: int, seed: int = 0) -> NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def test_a_bright_diagonal_is_followed() -> None:
    ((rows, columns),) = warp([1 - np.eye(4, dtype=np.float32)])
    assert rows.tolist() == columns.tolist() == [0, 1, 2, 3]


def test_a_token_lasts_as_long_as_it_is_attended_to() -> None:
    attention = np.full((2, 5), -1, dtype=np.float32)
    attention[0, :3] = attention[1, 3:] = 1
    ((rows, columns),) = warp([-attention])
    assert rows.tolist() == [0, 0, 0, 1, 1]
    assert columns.tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (7, 1), (5, 20), (12, 3), (30, 200)])
def test_paths_are_the_cheapest_and_reach_from_corner_to_corner(shape: tuple[int, int]) -> None:
    cost = noise(*shape)
    ((rows, columns),) = warp([cost])
    assert (rows[0], columns[0]) == (0, 0)
    assert (rows[-1] + 1, columns[-1] + 1) == shape
    steps = set(zip(np.diff(rows).tolist(), np.diff(columns).tolist(), strict=True))
    assert steps <= {(1, 1), (1, 0), (0, 1)}
    assert cost[rows, columns].sum() == pytest.approx(cheapest(cost), abs=1e-3)


def test_matrices_beside_one_another_change_nothing() -> None:
    costs = [noise(*shape, seed=7) for shape in ((3, 40), (20, 9), (1, 5), (8, 8))]
    for (rows, columns), cost in zip(warp(costs), costs, strict=True):
        ((own_rows, own_columns),) = warp([cost])
        assert rows.tolist() == own_rows.tolist()
        assert columns.tolist() == own_columns.tolist()


def test_nothing_to_warp() -> None:
    assert warp([]) == []
