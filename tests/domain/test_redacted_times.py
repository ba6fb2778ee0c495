from novapulse.domain.redacted_times import PADDING_SECONDS, Interval, redacted_times
from novapulse.domain.transcript import EngineInfo, Segment, Transcript, Word


def transcript(*segments: Segment) -> Transcript:
    return Transcript(
        language="en-US",
        duration_seconds=60.0,
        engine=EngineInfo(name="sphinx", model="en-us", version="5"),
        speakers=(),
        segments=segments,
        pii_redacted=True,
    )


def segment(text: str, *words: tuple[str, float, float], start: float = 0.0) -> Segment:
    return Segment(
        id=1,
        speaker="Agent",
        start=start,
        end=start + 10,
        text=text,
        confidence=0.9,
        words=tuple(Word(word=w, start=s, end=e, confidence=0.9) for w, s, e in words),
    )


def test_each_word_that_was_taken_out_is_silent_with_a_margin() -> None:
    said = segment("I am [NAME].", ("I", 0, 0.2), ("am", 0.2, 0.5), ("[NAME].", 2.0, 3.0))
    assert redacted_times(transcript(said)) == (
        Interval(2.0 - PADDING_SECONDS, 3.0 + PADDING_SECONDS),
    )


def test_neighbours_become_one_and_nothing_begins_before_the_recording() -> None:
    said = segment("[NAME] [PHONE_NUMBER]", ("[NAME]", 0.05, 0.5), ("[PHONE_NUMBER]", 0.7, 2.0))
    assert redacted_times(transcript(said)) == (Interval(0.0, 2.0 + PADDING_SECONDS),)


def test_a_segment_whose_words_do_not_tell_is_silent_as_a_whole() -> None:
    said = segment("Call [PHONE_NUMBER] please.", ("Call", 5.0, 5.5), start=5.0)
    assert redacted_times(transcript(said)) == (
        Interval(5.0 - PADDING_SECONDS, 15.0 + PADDING_SECONDS),
    )


def test_a_call_without_personal_data_stays_as_it_is() -> None:
    said = segment("Hello [there].", ("Hello", 0, 1), ("[there].", 1, 2))
    assert redacted_times(transcript(said)) == ()
