"""Talk, silence and overlap, and who has which share of them."""

from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from novapulse.domain.talk_time import Speech, talk_time

TIMES = st.integers(0, 300).map(float)
CALLS = st.lists(
    st.tuples(st.sampled_from("ABC"), TIMES, TIMES, st.integers(0, 50)).map(
        lambda said: Speech(said[0], min(said[1:3]), max(said[1:3]), said[3])
    ),
    max_size=12,
)


def test_silence_and_talk_are_the_call() -> None:
    found = talk_time([Speech("A", 1, 4, 6), Speech("B", 5, 6, 3)], 10)
    assert (found.talk_seconds, found.talk_percent) == (4, 40)
    assert (found.silence_seconds, found.silence_percent) == (6, 60)


def test_a_speaker_talks_or_listens() -> None:
    a, b = talk_time([Speech("A", 1, 4, 6), Speech("B", 5, 6, 3)], 10).speakers
    assert (a.talk_seconds, a.talk_percent, a.listen_seconds, a.listen_percent) == (3, 75, 1, 25)
    assert (a.words_per_minute, b.words_per_minute) == (120, 180)


def test_overlap_is_told_of_both_and_counts_as_talk_once() -> None:
    found = talk_time([Speech("A", 0, 6, 1), Speech("B", 4, 8, 1)], 8)
    assert (found.talk_seconds, found.overlap_seconds, found.overlap_percent) == (8, 2, 25)
    a, b = found.speakers
    assert (a.overlap_seconds, b.overlap_seconds) == (2, 2)
    assert [(o.speaker, o.seconds, o.percent) for o in a.overlaps] == [("B", 2, 25)]
    assert [o.speaker for o in b.overlaps] == ["A"]


def test_of_three_at_once_each_pair_overlaps() -> None:
    found = talk_time([Speech(who, 0, 3, 1) for who in "ABC"], 3)
    assert [[o.speaker for o in s.overlaps] for s in found.speakers] == [
        ["B", "C"],
        ["A", "C"],
        ["A", "B"],
    ]
    assert found.overlap_seconds == 3


def test_one_speaker_does_not_overlap_with_itself() -> None:
    found = talk_time([Speech("A", 0, 3, 1), Speech("A", 2, 5, 1)], 5)
    assert found.overlap_seconds == 0
    assert found.speakers[0].talk_seconds == 5


def test_nothing_said_is_silence_and_no_call_is_nothing() -> None:
    assert talk_time([], 5).silence_percent == 100
    assert talk_time([], 0).silence_percent == 0
    (only,) = talk_time([Speech("A", 1, 1, 2)], 5).speakers
    assert (only.talk_seconds, only.words_per_minute, only.talk_percent) == (0, 0, 0)


def test_speech_after_the_end_makes_the_call_longer() -> None:
    assert talk_time([Speech("A", 0, 4, 1)], 1).silence_seconds == 0


@settings(max_examples=60)
@given(CALLS, TIMES)
def test_shares_add_up(said: list[Speech], duration: float) -> None:
    found = talk_time(said, duration)
    longest = max([duration, *(speech.end for speech in said)])
    assert found.silence_seconds + found.talk_seconds == approx(longest, abs=0.01)
    assert found.overlap_seconds <= found.talk_seconds + 0.01
    for speaker in found.speakers:
        assert speaker.talk_seconds + speaker.listen_seconds == approx(found.talk_seconds, abs=0.01)
        assert 0 <= speaker.overlap_seconds <= speaker.talk_seconds
        assert all(0 <= overlap.percent <= 100 for overlap in speaker.overlaps)


def test_a_hundred_who_speak_at_once_are_counted_in_time() -> None:
    said = [Speech(f"{n % 100}", n * 0.1, n * 0.1 + 8.95, 3) for n in range(3000)]
    began = process_time()
    found = talk_time(said, 0.0)
    assert process_time() - began < 3
    assert len(found.speakers) == 100
    assert all(len(speaker.overlaps) == 99 for speaker in found.speakers)
