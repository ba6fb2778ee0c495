from collections.abc import Sequence

from novapulse.domain.pii import PiiKind, Span
from tests.eval.figures import Figure
from tests.eval.labels.read import parse_marks
from tests.eval.labels.values import LabelledTurn, LabelledTurns
from tests.eval.personal_data import figures, heard_and_kept, tally


class FixedDetector:
    """Finds the given spans in the first turn."""

    def __init__(self, *spans: Span) -> None:
        self.spans = list(spans)

    def detect(self, turns: Sequence[tuple[str, str]]) -> list[list[Span]]:
        return [self.spans, *([] for _ in turns[1:])]


def item(*marked: str) -> LabelledTurns:
    return LabelledTurns("d1", tuple(LabelledTurn("Agent", *parse_marks(m)) for m in marked), ())


KAREN = item("My name is [[NAME|Karen Miller]].")
CLEAN = item("It costs five dollars.")


def measured(items: Sequence[LabelledTurns], *found: Span) -> dict[str, Figure]:
    counted = tally(items, FixedDetector(*found))
    return {f.name.removeprefix("personal-data.x."): f for f in figures("x", counted)}


def test_a_covered_span_is_found_whole_and_leaks_nothing() -> None:
    found = measured([KAREN], Span(11, 23, PiiKind.NAME))
    for name in ("recall", "recall_whole", "kind_right", "precision", "recall_name"):
        assert found[name].value == 1.0
    assert found["leaked_characters"].value == found["wrongly_taken_characters"].value == 0.0


def test_half_a_name_counts_as_found_but_not_as_whole_and_leaks_the_other_half() -> None:
    # "Miller" of "Karen Miller": 6 of 11 letters
    found = measured([KAREN], Span(17, 23, PiiKind.NAME))
    assert found["recall"].value == 1.0
    assert found["recall_whole"].value == 0.0
    leaked = found["leaked_characters"]
    assert (leaked.value, leaked.of, leaked.unit) == (5 / 11, 11, "rate")


def test_less_than_half_is_not_found() -> None:
    # "Karen": 5 of 11 letters
    assert measured([KAREN], Span(11, 16, PiiKind.NAME))["recall"].value == 0.0


def test_a_wrong_span_lowers_precision_and_is_counted_in_characters() -> None:
    # "My" beside the name: 1 of 2 spans; 2 of the other 8 letters of "My name is"
    found = measured([KAREN], Span(0, 2, PiiKind.PIN), Span(11, 23, PiiKind.NAME))
    assert found["precision"].value == 0.5
    assert found["precision_pin"].value == 0.0
    assert found["precision_name"].value == 1.0
    assert found["wrongly_taken_characters"].value == 2 / 8


def test_a_span_that_is_mostly_something_else_is_wrong_though_it_touches_the_name() -> None:
    # "name is Karen": 5 of 11 letters are personal data
    found = measured([KAREN], Span(3, 16, PiiKind.NAME))
    assert found["precision"].value == 0.0


def test_another_kind_is_found_and_told() -> None:
    found = measured([KAREN], Span(11, 23, PiiKind.ADDRESS))
    assert (found["recall"].value, found["kind_right"].value) == (1.0, 0.0)
    assert (found["recall_name"].value, found["precision_address"].value) == (1.0, 1.0)


def test_one_span_over_two_neighbours_finds_both() -> None:
    both = item("[[NAME|Ann]] at [[ADDRESS|5 Elm]]")
    found = measured([both], Span(0, 12, PiiKind.ADDRESS))
    assert (found["recall"].value, found["recall"].of) == (1.0, 2)
    assert found["kind_right"].value == 0.5


def test_items_without_personal_data_are_counted_whole() -> None:
    assert measured([CLEAN, CLEAN])["clean_untouched"].value == 1.0
    assert measured([CLEAN], Span(9, 13, PiiKind.PIN))["clean_untouched"].value == 0.0
    assert "recall" not in measured([CLEAN])


def test_what_went_wrong_is_told() -> None:
    counted = tally([KAREN], FixedDetector(Span(0, 2, PiiKind.PIN)))
    assert [(m.expected, m.found) for m in counted.mistakes] == [
        ("NAME: Karen Miller", "My name is Karen Miller."),
        ("nothing", "PIN: My"),
    ]


def test_only_what_was_heard_word_for_word_can_be_kept() -> None:
    spoken = ["karen miller"]
    assert heard_and_kept(spoken, "my name is karen miller", "my name is") == (1, ())
    assert heard_and_kept(spoken, "my name is karen killer", "my name is karen killer") == (0, ())
    assert heard_and_kept(spoken, "karen miller", "karen miller") == (1, ("karen miller",))
