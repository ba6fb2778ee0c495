from pathlib import Path

import pytest

from tests.eval.budgets import Breach, Budget, breaches, read_budgets
from tests.eval.figures import Figure

ACCURACY = Budget("sentiment.test.accuracy", "least", 0.8)
ERRORS = Budget("words.sphinx.sample.wer", "most", 0.12)


def figures(**values: float) -> dict[str, Figure]:
    names = {"accuracy": ACCURACY.figure, "wer": ERRORS.figure}
    return {names[k]: Figure(names[k], value, 100) for k, value in values.items()}


def test_a_figure_at_its_budget_holds_and_one_beyond_does_not() -> None:
    assert breaches([ACCURACY, ERRORS], figures(accuracy=0.8, wer=0.12)) == []
    assert breaches([ACCURACY, ERRORS], figures(accuracy=0.79, wer=0.13)) == [
        Breach(ACCURACY, 0.79),
        Breach(ERRORS, 0.13),
    ]


def test_a_better_figure_is_no_breach_in_either_direction() -> None:
    assert breaches([ACCURACY, ERRORS], figures(accuracy=0.99, wer=0.01)) == []


def test_a_figure_that_was_due_and_is_missing_is_a_breach() -> None:
    assert breaches([ACCURACY, ERRORS], {}) == []
    assert breaches([ACCURACY, ERRORS], {}, due=[ACCURACY.figure]) == [Breach(ACCURACY, None)]
    assert str(Breach(ACCURACY, None)) == (
        "sentiment.test.accuracy: not measured, must be at least 0.8"
    )


def write(folder: Path, text: str) -> Path:
    file = folder / "budgets.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_budgets_are_read_with_their_direction(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        '[least]\n"sentiment.test.accuracy" = 0.8\n[most]\n"words.sphinx.sample.wer" = 0.12\n',
    )
    assert read_budgets(file) == (ACCURACY, ERRORS)


@pytest.mark.parametrize(
    "text",
    ['[highest]\n"a.b.c" = 1\n', '[least]\n"a.b.c" = "1"\n', '[least]\n"a" = 1\n[most]\n"a" = 2\n'],
)
def test_a_budget_that_cannot_be_meant_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"budgets\.toml"):
        read_budgets(write(tmp_path, text))
