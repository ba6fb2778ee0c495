from collections.abc import Sequence

from novapulse.domain.pii import PiiKind, Span
from tests.eval.personal_data import heard_and_kept, score_pii
from tests.eval.recordings import PiiText, ScriptTurn

NAME = PiiText("NAME", "Karen Miller")
SCRIPT = [ScriptTurn(1, "Agent", 0, 5, "My name is Karen Miller.", "neutral", (NAME,))]


class FixedDetector:
    """Finds the given spans in the first turn."""

    def __init__(self, *spans: Span) -> None:
        self.spans = list(spans)

    def detect(self, turns: Sequence[tuple[str, str]]) -> list[list[Span]]:
        return [self.spans, *([] for _ in turns[1:])]


def test_a_covered_span_is_found() -> None:
    found = score_pii(SCRIPT, FixedDetector(Span(11, 23, PiiKind.NAME)))
    assert (found.recall, found.missed, found.wrong, found.kept_characters) == (1.0, (), (), 0.0)


def test_half_a_name_counts_but_the_other_half_stays_readable() -> None:
    found = score_pii(SCRIPT, FixedDetector(Span(17, 23, PiiKind.NAME)))
    assert found.recall == 1.0
    assert found.kept_characters == 0.5


def test_a_missed_span_and_a_wrong_one_are_told() -> None:
    found = score_pii(SCRIPT, FixedDetector(Span(0, 2, PiiKind.NAME)))
    assert (found.recall, found.missed, found.wrong) == (0.0, (NAME,), ("My",))


def test_a_span_under_another_kind_is_found_and_told() -> None:
    found = score_pii(SCRIPT, FixedDetector(Span(11, 23, PiiKind.ADDRESS)))
    assert (found.recall, found.other_kind) == (1.0, (NAME,))


def test_only_what_was_heard_word_for_word_can_be_kept() -> None:
    assert heard_and_kept(SCRIPT, "my name is karen miller", "my name is") == (1, ())
    assert heard_and_kept(SCRIPT, "my name is karen killer", "my name is karen killer") == (0, ())
    assert heard_and_kept(SCRIPT, "karen miller", "karen miller") == (1, ("karen miller",))
