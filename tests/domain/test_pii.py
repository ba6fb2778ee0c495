"""Taking spans out of text and words."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.pii import (
    PLACEHOLDER,
    PiiKind,
    Span,
    locate_words,
    redact_segment,
    redact_text,
    resolve,
)
from novapulse.domain.transcript import Segment, Word


def make_segment(text: str, words: list[str] | None = None) -> Segment:
    spoken = text.split() if words is None else words
    return Segment(
        id=1,
        speaker="Customer",
        start=0.0,
        end=float(len(spoken)),
        text=text,
        confidence=0.9,
        words=tuple(
            Word(word=word, start=float(i), end=i + 1.0, confidence=0.8)
            for i, word in enumerate(spoken)
        ),
    )


def span_of(text: str, piece: str, kind: PiiKind = PiiKind.NAME) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece), kind)


spans = st.builds(
    lambda start, length, kind: Span(start, start + length, kind),
    st.integers(0, 40),
    st.integers(1, 15),
    st.sampled_from(list(PiiKind)),
)


def test_the_example_of_the_specification() -> None:
    text = "My name is Sarah Johnson, my account number is 48219821."
    found = [
        span_of(text, "Sarah Johnson"),
        span_of(text, "48219821", PiiKind.ACCOUNT_NUMBER),
    ]

    assert redact_text(text, found) == ("My name is [NAME], my account number is [ACCOUNT_NUMBER].")


def test_overlapping_spans_become_their_union_under_the_stronger_kind() -> None:
    resolved = resolve([Span(0, 10, PiiKind.PHONE_NUMBER), Span(5, 20, PiiKind.CARD_NUMBER)])

    assert resolved == [Span(0, 20, PiiKind.CARD_NUMBER)]


def test_adjacent_spans_stay_apart() -> None:
    assert len(resolve([Span(0, 5, PiiKind.NAME), Span(5, 9, PiiKind.NAME)])) == 2


@settings(derandomize=True, deadline=None)
@given(st.lists(spans, max_size=8))
def test_resolved_spans_are_disjoint_and_cover_every_span(found: list[Span]) -> None:
    resolved = resolve(found)

    assert all(a.end <= b.start for a, b in pairwise(resolved))
    covered = {i for span in resolved for i in range(span.start, span.end)}
    assert covered == {i for span in found for i in range(span.start, span.end)}


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="0123456789 ab.", min_size=60, max_size=60), st.lists(spans, max_size=6))
def test_nothing_of_a_span_survives_and_all_else_does(text: str, found: list[Span]) -> None:
    covered = {i for span in found for i in range(span.start, span.end)}
    kept = "".join(c for i, c in enumerate(text) if i not in covered)

    assert PLACEHOLDER.sub("", redact_text(text, found)) == kept


def test_words_under_one_span_become_one_word_over_their_time() -> None:
    text = "my name is Sarah Johnson, thanks"
    redacted = redact_segment(make_segment(text), [span_of(text, "Sarah Johnson")])

    assert redacted.text == "my name is [NAME], thanks"
    assert [word.word for word in redacted.words] == ["my", "name", "is", "[NAME],", "thanks"]
    assert (redacted.words[3].start, redacted.words[3].end) == (3.0, 5.0)


def test_two_spans_side_by_side_stay_two_words() -> None:
    text = "Sarah 48219821"
    found = [span_of(text, "Sarah"), span_of(text, "48219821", PiiKind.ACCOUNT_NUMBER)]

    words = redact_segment(make_segment(text), found).words

    assert [word.word for word in words] == ["[NAME]", "[ACCOUNT_NUMBER]"]


def test_words_that_are_written_otherwise_than_the_text_are_redacted_too() -> None:
    text = "my number is 415-555-0132 okay"
    words = [
        "my",
        "number",
        "is",
        "four",
        "one",
        *["five"] * 4,
        "oh",
        "one",
        "three",
        "two",
        "okay",
    ]

    redacted = redact_segment(
        make_segment(text, words), [span_of(text, "415-555-0132", PiiKind.PHONE_NUMBER)]
    )

    assert [word.word for word in redacted.words] == [
        "my",
        "number",
        "is",
        "[PHONE_NUMBER]",
        "okay",
    ]


def test_every_word_of_a_stretch_written_otherwise_goes_with_any_part_of_it() -> None:
    text = "it is (415) 555 0132 okay"
    words = ["it", "is", "four", "one", "five", "five", "oh", "one", "okay"]

    redacted = redact_segment(
        make_segment(text, words), [span_of(text, "555 0132", PiiKind.PHONE_NUMBER)]
    )

    assert [word.word for word in redacted.words] == ["it", "is", "[PHONE_NUMBER]", "okay"]


def test_a_word_that_the_text_lacks_is_redacted_beside_a_span() -> None:
    text = "card 4111 please"
    words = ["card", "4111", "2222", "please"]

    redacted = redact_segment(
        make_segment(text, words), [span_of(text, "4111", PiiKind.CARD_NUMBER)]
    )

    assert not any("2222" in word.word for word in redacted.words)


def test_spans_of_words_take_away_words_only() -> None:
    segment = make_segment("uh that is it", ["it", "is", "Sarah"])

    redacted = redact_segment(segment, [], word_spans=[Span(6, 11, PiiKind.NAME)])

    assert redacted.text == segment.text
    assert [word.word for word in redacted.words] == ["it", "is", "[NAME]"]


def test_a_segment_without_spans_is_untouched() -> None:
    segment = make_segment("nothing here")

    assert redact_segment(segment, []) is segment


@settings(derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(["so", "415", "Ann", "mm", "x"]), max_size=8))
def test_every_word_has_a_place_in_the_text(words: list[str]) -> None:
    text = "so Ann, 415!"
    places = locate_words(text, make_segment(text, words).words)

    assert len(places) == len(words)
    assert all(0 <= start <= end <= len(text) for start, end in places)


def test_words_written_as_they_were_said_are_located_in_linear_time() -> None:
    text = " ".join(["the bill of the month"] * 8_000)
    words = make_segment(text, text.split()).words
    began = time.process_time()
    places = locate_words(text, words)

    assert [text[start:end] for start, end in places] == text.split()
    assert time.process_time() - began < 3, "aligned, this takes minutes"
