from typing import Any

from novapulse.speech.engines.whisper_timing import Segment, TimedWord, last_end, time_words

EOT = 100


def aligned(*words: tuple[str, float, float]) -> list[dict[str, Any]]:
    """One token for each word."""
    return [
        {"word": word, "tokens": [1], "start": start, "end": end, "probability": 0.8}
        for word, start, end in words
    ]


def timed(
    alignment: list[dict[str, Any]], *segments: Segment, offset: float = 0.0, spoken: float = 0.0
) -> list[TimedWord]:
    time_words(segments, alignment, offset=offset, spoken_until=spoken, end_of_text=EOT)
    return [word for segment in segments for word in segment.words]


def test_words_go_to_the_segments_that_hold_their_tokens() -> None:
    one, two = Segment(0.0, 1.0, [200, 1, 1, 201]), Segment(1.0, 2.0, [202, 1, 203])
    timed(aligned((" a", 0.1, 0.4), (" b", 0.5, 0.9), (" c", 1.1, 1.5)), one, two)
    assert [word.word for word in one.words] == [" a", " b"]
    assert [word.word for word in two.words] == [" c"]


def test_times_count_from_the_start_of_the_piece() -> None:
    (word,) = timed(aligned((" a", 0.1, 0.4)), Segment(30.0, 31.0, [1]), offset=30.0, spoken=30.0)
    assert (word.start, word.end) == (30.1, 30.4)


def test_punctuation_joins_the_word_that_it_belongs_to() -> None:
    words = timed(
        aligned((" yes", 0.0, 0.3), (".", 0.3, 0.4), (" no", 0.5, 0.8)), Segment(0, 1, [1, 1, 1])
    )
    assert [word.word for word in words] == [" yes.", " no"]


def test_a_pause_is_not_counted_to_the_word_after_it() -> None:
    words = timed(
        aligned((" late", 0.0, 5.0), (" words", 5.0, 5.4), (" come", 5.4, 5.8)),
        Segment(0.0, 6.0, [1, 1, 1]),
    )
    assert words[0].start > 4.0
    assert words[0].end == 5.0


def test_a_word_does_not_begin_in_the_pause_after_a_full_stop() -> None:
    spoken = ((" a", 0.0, 0.4), (" b", 0.4, 0.8), (".", 0.8, 0.9), (" c", 0.9, 6.0))
    words = timed(aligned(*spoken, (" d", 6.0, 6.4)), Segment(0.0, 7.0, [1] * 5))
    assert [word.word for word in words] == [" a", " b.", " c", " d"]
    assert (words[2].start, words[2].end) == (5.2, 6.0)


def test_a_last_word_that_sticks_out_ends_with_its_segment() -> None:
    words = timed(aligned((" a", 0.0, 0.4), (" b", 0.4, 3.0)), Segment(0.0, 1.5, [1, 1]))
    assert words[-1].end == 1.5


def test_the_end_is_the_last_word_s_or_the_last_segment_s() -> None:
    bare = Segment(0.0, 2.0, [])
    assert last_end([]) is None
    assert last_end([bare]) == 2.0
    spoken = Segment(0.0, 2.0, [1], [TimedWord(" a", 0.0, 1.5, 0.9)])
    assert last_end([spoken, bare]) == 1.5
