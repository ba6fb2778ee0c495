"""The five behavioural metrics."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.behaviour import Turn, behavioral, interrupting, is_back_channel, turns_of
from novapulse.domain.transcript import EngineInfo, Segment, SpeakerRole, Transcript

Said = tuple[str, float, float]


def make_call(
    said: Sequence[Said], duration: float, texts: Sequence[str] | None = None
) -> Transcript:
    return Transcript(
        language="en-US",
        duration_seconds=duration,
        engine=EngineInfo(name="test", model="none", version="1"),
        speakers=(),
        segments=tuple(
            Segment(
                id=i + 1,
                speaker=speaker,
                start=start,
                end=end,
                text=texts[i] if texts else "something was said here",
                confidence=0.9,
            )
            for i, (speaker, start, end) in enumerate(said)
        ),
        pii_redacted=True,
    )


def test_a_colleague_who_takes_over_speaks_for_the_agent() -> None:
    call = make_call([("Agent", 0, 20), ("Customer", 20, 50), ("Speaker 3", 50, 90)], 100)
    roles = (("Agent", "the agent greets"), ("Customer", "asks"), ("Speaker 3", "also the agent"))
    speakers = tuple(
        SpeakerRole(label=label, source=f"speaker {n}", confidence=1.0, reason=reason)
        for n, (label, reason) in enumerate(roles, start=1)
    )
    result = behavioral(call.model_copy(update={"speakers": speakers}))
    assert (result.agent_talk_ratio, result.customer_talk_ratio) == (0.6, 0.3)
    unclear = behavioral(call)
    assert (unclear.agent_talk_ratio, unclear.customer_talk_ratio) == (0.2, 0.7)


def test_shares_are_of_the_whole_call_and_sum_to_one() -> None:
    result = behavioral(make_call([("Agent", 0, 55), ("Customer", 55, 94)], 100))

    assert (result.agent_talk_ratio, result.customer_talk_ratio) == (0.55, 0.39)
    assert result.silence_ratio == pytest.approx(0.06)


def test_time_in_which_both_speak_is_split_evenly() -> None:
    result = behavioral(make_call([("Agent", 0, 6), ("Customer", 4, 10)], 10))

    assert (result.agent_talk_ratio, result.customer_talk_ratio) == (0.5, 0.5)
    assert result.silence_ratio == 0.0


def test_overlapping_segments_of_one_side_count_once() -> None:
    result = behavioral(make_call([("Agent", 0, 6), ("Agent", 4, 8)], 10))

    assert result.agent_talk_ratio == 0.8


@settings(derandomize=True, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Agent", "Customer"]),
            st.floats(0, 90),
            st.floats(0, 10),
        ),
        max_size=8,
    )
)
def test_shares_sum_to_one_whatever_is_said(parts: list[tuple[str, float, float]]) -> None:
    result = behavioral(make_call([(who, at, at + length) for who, at, length in parts], 100))

    shares = (result.silence_ratio, result.agent_talk_ratio, result.customer_talk_ratio)
    assert sum(shares) == pytest.approx(1, abs=2e-4)
    assert all(0 <= share <= 1 for share in shares)
    assert result.average_response_time_seconds >= 0


@pytest.mark.parametrize(
    ("start", "count"),
    [
        (4.0, 1),
        (9.6, 0),
        (0.2, 0),
        (10.5, 0),
    ],
    ids=["in the middle", "at the end of a turn", "both begin together", "after it"],
)
def test_an_interruption_begins_well_within_the_turn_of_the_other(start: float, count: int) -> None:
    call = make_call([("Agent", 0, 10), ("Customer", start, start + 3)], 20)

    assert behavioral(call).interruption_count == count


def test_a_back_channel_is_no_interruption() -> None:
    said = [("Agent", 0.0, 10.0), ("Customer", 4.0, 4.5)]

    assert behavioral(make_call(said, 20, ["long story", "uh huh"])).interruption_count == 0
    assert behavioral(make_call(said, 20, ["long story", "no wait"])).interruption_count == 1


def test_response_time_is_the_mean_gap_between_the_sides() -> None:
    said = [("Agent", 0.0, 2.0), ("Customer", 3.0, 4.0), ("Agent", 6.0, 8.0)]

    assert behavioral(make_call(said, 10)).average_response_time_seconds == 1.5


def test_a_hold_and_an_overlap_are_nobodys_response_time() -> None:
    said = [
        ("Agent", 0.0, 2.0),
        ("Customer", 1.9, 4.0),
        ("Agent", 60.0, 62.0),
        ("Customer", 63, 64),
    ]

    assert behavioral(make_call(said, 70)).average_response_time_seconds == 1.0


def test_pauses_within_one_side_are_no_response() -> None:
    said = [("Agent", 0.0, 2.0), ("Agent", 5.0, 6.0)]

    assert behavioral(make_call(said, 10)).average_response_time_seconds == 0.0


def test_without_an_agent_the_first_speaker_takes_that_place() -> None:
    said = [("Speaker 1", 0.0, 6.0), ("Speaker 2", 6.0, 8.0), ("Speaker 3", 8.0, 9.0)]
    result = behavioral(make_call(said, 10))

    assert (result.agent_talk_ratio, result.customer_talk_ratio) == (0.6, 0.3)


def test_a_call_where_only_the_customer_speaks_has_no_agent_share() -> None:
    result = behavioral(make_call([("Customer", 0.0, 5.0)], 10))

    assert (result.agent_talk_ratio, result.customer_talk_ratio) == (0.0, 0.5)


def test_an_empty_call_is_silent() -> None:
    result = behavioral(make_call([], 0))

    assert (result.silence_ratio, result.interruption_count) == (1.0, 0)


def test_speech_beyond_the_stated_duration_lengthens_the_call() -> None:
    assert behavioral(make_call([("Agent", 0, 12)], 10)).agent_talk_ratio == 1.0


def test_a_back_channel_does_not_break_the_turn_that_is_answered() -> None:
    said = [
        ("Agent", 0.0, 10.0),
        ("Customer", 4.0, 4.4),
        ("Agent", 10.8, 20.0),
        ("Customer", 20.5, 24.0),
    ]
    texts = ["long story", "Uh-huh.", "and so on", "I see what you mean"]

    assert behavioral(make_call(said, 30, texts)).average_response_time_seconds == 0.5


def cut_into(turns: Sequence[Turn], at: int) -> Turn | None:
    """The turn that ``turns[at]`` interrupts, by the definition: every earlier turn is asked."""
    turn = turns[at]
    cut = [
        other
        for other in turns[:at]
        if other.agent != turn.agent
        and not turn.back_channel
        and turn.start - other.start >= 0.3
        and other.end - turn.start >= 0.5
    ]
    return cut[-1] if cut else None


_TENTHS = st.integers(0, 60).map(lambda tenths: tenths / 10)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Agent", "Customer"]),
            _TENTHS,
            _TENTHS,
            st.sampled_from(["uh huh", "and so on"]),
        ),
        max_size=14,
    )
)
def test_each_interruption_is_found_with_the_turn_that_it_cuts_into(
    parts: list[tuple[str, float, float, str]],
) -> None:
    said = [(who, at, at + length) for who, at, length, _ in parts]
    turns = turns_of(make_call(said, 100, [text for *_, text in parts]))

    expected = [(turn, cut) for at, turn in enumerate(turns) if (cut := cut_into(turns, at))]
    assert interrupting(turns) == expected


def seconds_taken(turns: Sequence[Turn]) -> float:
    began = time.process_time()
    found = interrupting(turns)
    assert len(found) == len(turns) - 1
    return time.process_time() - began


def test_eight_times_the_turns_take_about_eight_times_as_long() -> None:
    turns = [Turn(i % 2 == 0, i * 1.0, i + 1.6, back_channel=False) for i in range(64_000)]

    few = min(seconds_taken(turns[:8_000]) for _ in range(3))
    assert min(seconds_taken(turns) for _ in range(3)) < 8 * 4 * few


@pytest.mark.parametrize("hum", ["m", "M", "hm", "um", "mm hm", "mhm", "uh-huh, mm"])
@pytest.mark.parametrize("more", [0, 1, 8, 9, 30, 20_000])
def test_a_hum_is_a_back_channel_however_long(hum: str, more: int) -> None:
    assert is_back_channel(hum + "m" * more) == (hum != "hm" or more > 0)
    assert not is_back_channel(hum + "m" * more + "x")
