import pytest

from novapulse.domain.errors import EngineUnavailable
from novapulse.language.sentiment.label_values import label_values


@pytest.mark.parametrize(
    ("names", "values"),
    [
        (("negative", "neutral", "positive"), (-1, 0, 1)),
        (("POSITIVE", "NEGATIVE"), (1, -1)),
        (("NEG", "NEU", "POS"), (-1, 0, 1)),
        (
            ("Very Negative", "Negative", "Neutral", "Positive", "Very Positive"),
            (-1, -0.5, 0, 0.5, 1),
        ),
        (("1 star", "2 stars", "3 stars", "4 stars", "5 stars"), (-1, -0.5, 0, 0.5, 1)),
        (("5 stars", "3 stars", "1 star", "2 stars", "4 stars"), (1, 0, -1, -0.5, 0.5)),
        (("1", "2", "3"), (-1, 0, 1)),
        (("LABEL_0", "LABEL_1"), (-1, 1)),
        (("LABEL_0", "LABEL_1", "LABEL_2"), (-1, 0, 1)),
        (("somewhat_negative", "neutral", "somewhat-positive"), (-0.5, 0, 0.5)),
    ],
)
def test_labels_are_worth_what_their_names_say(
    names: tuple[str, ...], values: tuple[float, ...]
) -> None:
    assert label_values(dict(enumerate(names))).values == values


@pytest.mark.parametrize(
    ("names", "points"),
    [
        (("negative", "neutral", "positive"), (-0.5, 0.5)),
        (("negative", "positive"), (-0.5, 0.5)),
        (("1 star", "2 stars", "3 stars", "4 stars", "5 stars"), (-0.25, 0.25)),
    ],
)
def test_a_text_is_decided_half_way_to_the_nearest_class_that_is_not_neutral(
    names: tuple[str, ...], points: tuple[float, float]
) -> None:
    found = label_values(dict(enumerate(names)))
    assert (found.negative, found.positive) == points


@pytest.mark.parametrize(
    "names",
    [
        ("joy", "anger", "fear"),
        ("toxic", "negative"),
        ("neutral",),
        ("neutral", "positive"),
        ("LABEL_0",),
        ("LABEL_0", "LABEL_1", "LABEL_2", "LABEL_3"),
        ("2 stars", "3 stars"),
        (),
    ],
)
def test_labels_that_tell_no_sentiment_are_refused_by_name(names: tuple[str, ...]) -> None:
    with pytest.raises(EngineUnavailable) as refused:
        label_values(dict(enumerate(names)))
    assert all(name in refused.value.message for name in names)
