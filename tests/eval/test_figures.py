import pytest

from tests.eval.figures import Figure, Measured, share


def test_the_interval_of_eight_in_ten_is_wide() -> None:
    # Wilson, by hand: (0.8 + 0.19208 -+ 1.96 * sqrt(0.016 + 0.009604)) / 1.38416
    assert Figure("roles.test.accuracy", 0.8, 10).interval == pytest.approx(
        (0.490, 0.943), abs=1e-3
    )


def test_all_of_twenty_right_is_not_certainty() -> None:
    # lower end: n / (n + z^2) = 20 / 23.8416
    assert Figure("roles.test.accuracy", 1.0, 20).interval == pytest.approx((0.839, 1.0), abs=1e-3)


def test_what_is_no_count_has_no_interval() -> None:
    assert Figure("words.sphinx.sample.wer", 0.1, 311, "rate").interval is None


def test_a_share_of_nothing_is_no_figure() -> None:
    assert list(share("x.y.z", 0, 0)) == []
    assert list(share("x.y.z", 3, 4)) == [Figure("x.y.z", 0.75, 4)]


def test_two_figures_of_one_name_are_refused() -> None:
    measured = Measured()
    measured.add([Figure("a.b.c", 1, 1)])
    with pytest.raises(ValueError, match=r"a\.b\.c"):
        measured.add([Figure("a.b.c", 0, 1)])
