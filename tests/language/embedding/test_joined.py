from collections.abc import Sequence

import numpy as np
import pytest

from novapulse.language.embedding.joined import JoinedEmbedder


class Table:
    """An embedder of written-down vectors."""

    def __init__(self, model_id: str, rows: dict[str, tuple[float, ...]], floor: float) -> None:
        self.model_id = model_id
        self.dimensions = len(next(iter(rows.values())))
        self.related, self.supports = floor, floor + 0.2
        self._rows = rows

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([self._rows[text] for text in texts], dtype=np.float32)


LEFT = Table("left", {"bill": (1.0, 0.0), "charge": (0.0, 1.0), "hm": (0.0, 1.0)}, 0.2)
RIGHT = Table("right", {"bill": (0.6, 0.8), "charge": (1.0, 0.0), "hm": (0.0, 0.0)}, 0.3)


@pytest.fixture
def joined() -> JoinedEmbedder:
    return JoinedEmbedder(LEFT, RIGHT)


def test_a_cosine_is_the_mean_of_both(joined: JoinedEmbedder) -> None:
    one, other = joined.encode(["bill", "charge"])
    assert one @ other == pytest.approx((0.0 + 0.6) / 2)


def test_rows_have_length_one_also_where_one_of_the_two_says_nothing(
    joined: JoinedEmbedder,
) -> None:
    rows = joined.encode(["bill", "hm"])
    assert rows.shape == (2, joined.dimensions) == (2, 4)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 1.0])


def test_floors_and_name_are_of_both(joined: JoinedEmbedder) -> None:
    assert joined.related == pytest.approx(0.25)
    assert joined.supports == pytest.approx(0.45)
    assert joined.model_id == "left+right"
