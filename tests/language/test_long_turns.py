import re
from collections.abc import Sequence

import pytest

from novapulse.domain.pii import PiiKind, Span, redact_text
from novapulse.language.long_turns import LONGEST, detect_in
from novapulse.language.pii import RuleDetector
from novapulse.language.redact import scan_text

CODE = re.compile(r"\b\d{6}\b")
TALK = "Well, I really do not know what else to say about that. "


class Codes:
    """Finds six digits, and remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[list[tuple[str, str]]] = []

    def detect(self, turns: Sequence[tuple[str, str]]) -> list[list[Span]]:
        self.shown.append(list(turns))
        return [
            [Span(*match.span(), PiiKind.PIN) for match in CODE.finditer(text)] for _, text in turns
        ]


def test_turns_of_usual_length_are_searched_once_and_as_they_are() -> None:
    detector, turns = Codes(), [("Agent", "x" * LONGEST), ("Customer", "my code is 123456")]
    assert detect_in(detector, turns) == [[], [Span(11, 17, PiiKind.PIN)]]
    assert detector.shown == [turns]


@pytest.mark.parametrize(
    "text", [TALK * 300, "no full stop " * 1000, "x" * 10_000], ids=["talk", "words", "letters"]
)
def test_a_long_turn_is_searched_whole_in_pieces_that_are_short(text: str) -> None:
    detector = Codes()
    detect_in(detector, [("A", "Hi."), ("B", text), ("A", "Bye.")])
    for shown in detector.shown:
        assert max(len(part) for _, part in shown) <= LONGEST
        assert "".join(part for speaker, part in shown if speaker == "B") == text
        assert (shown[0], shown[-1]) == (("A", "Hi."), ("A", "Bye."))


def test_pieces_end_with_a_sentence_where_there_is_one() -> None:
    detector = Codes()
    detect_in(detector, [("A", TALK * 300)])
    assert all(part.endswith(". ") for shown in detector.shown for _, part in shown)


def test_what_lies_where_two_pieces_meet_is_found() -> None:
    for before in (*range(240, 260), *range(490, 510), *range(LONGEST - 10, LONGEST + 2)):
        for filler, blank in (("x", " "), ("-", "")):
            text = f"{filler * before}{blank}123456{blank}{filler * LONGEST}"
            (spans,) = detect_in(Codes(), [("A", text)])
            assert "123456" not in redact_text(text, spans)


def test_everything_in_a_long_monologue_is_found() -> None:
    number = "My card number is 4111 1111 1111 1111, all right? "
    text = (TALK * 9 + number) * 20
    scanned = scan_text(text, RuleDetector())
    assert scanned == text.replace("4111 1111 1111 1111", "[CARD_NUMBER]")
