import io
from typing import Any

import av
import pysubs2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.cues import MAX_CHARACTERS, MAX_SECONDS, cues
from novapulse.domain.exports import srt, txt, vtt
from novapulse.domain.transcript import EngineInfo, Segment, Transcript, Word

ENGINE = EngineInfo(name="sphinx", model="en-us", version="5")


def make_transcript(*segments: Segment) -> Transcript:
    return Transcript(
        language="en-US",
        duration_seconds=60,
        engine=ENGINE,
        speakers=(),
        segments=segments,
        pii_redacted=True,
    )


def say(text: str, start: float = 0.0, end: float = 5.0, **changes: object) -> Segment:
    values = {"id": 1, "speaker": "Agent", "confidence": 0.9}
    return Segment.model_validate({**values, "text": text, "start": start, "end": end, **changes})


TWO = make_transcript(
    say("Thank you for calling.", 0.0, 5.1),
    say("Hi, <b>Sarah</b> & co", 5.4, 7.25, speaker="Customer"),
)


def test_txt_has_neither_times_nor_speakers() -> None:
    assert txt(TWO) == "Thank you for calling.\nHi, <b>Sarah</b> & co\n"


def test_srt_names_speakers_and_leaves_no_markup() -> None:
    assert srt(TWO) == (
        "1\n00:00:00,000 --> 00:00:05,100\nAgent: Thank you for calling.\n\n"
        "2\n00:00:05,400 --> 00:00:07,250\nCustomer: Hi, ‹b›Sarah‹/b› & co\n"
    )


def test_vtt_names_speakers_by_voice_and_escapes() -> None:
    assert vtt(TWO) == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:05.100\n<v Agent>Thank you for calling.\n\n"
        "2\n00:00:05.400 --> 00:00:07.250\n<v Customer>Hi, &lt;b&gt;Sarah&lt;/b&gt; &amp; co\n"
    )


def test_labels_can_be_left_out() -> None:
    assert "Agent" not in srt(TWO, speaker_labels=False)
    assert "<v" not in vtt(TWO, speaker_labels=False)


@pytest.mark.parametrize("write", [srt, vtt])
def test_another_reader_gets_the_same_times_and_text(write: type) -> None:
    subtitles = pysubs2.SSAFile.from_string(write(TWO, speaker_labels=False))
    assert [(line.start, line.end) for line in subtitles] == [(0, 5100), (5400, 7250)]
    assert subtitles[0].plaintext == "Thank you for calling."


@pytest.mark.parametrize(("write", "container"), [(srt, "srt"), (vtt, "webvtt")])
def test_the_library_behind_most_players_gets_every_cue(write: Any, container: str) -> None:
    with av.open(io.BytesIO(write(TWO).encode()), "r", format=container) as opened:
        packets = [packet for packet in opened.demux() if packet.size]
    assert [(packet.pts, packet.duration) for packet in packets] == [(0, 5100), (5400, 1850)]
    assert b"Thank you for calling." in bytes(packets[0])


def test_a_call_without_words_gives_an_empty_but_valid_file() -> None:
    empty = make_transcript(say("  "))
    assert (txt(empty), srt(empty), vtt(empty)) == ("", "", "WEBVTT\n")


def test_times_beyond_an_hour() -> None:
    late = make_transcript(say("Late.", 3661.5, 3662.0))
    assert "01:01:01,500 --> 01:01:02,000" in srt(late)


def test_a_long_segment_is_cut_at_word_times() -> None:
    words = tuple(
        Word(word=f"word{n}", start=n * 1.0, end=n * 1.0 + 0.8, confidence=1) for n in range(20)
    )
    long = make_transcript(say(" ".join(w.word for w in words), 0, 20, words=words))
    starts = [cue.start for cue in cues(long)]
    assert starts == [0.0, 7.0, 14.0]


def test_a_language_without_blanks_is_cut_at_word_times_too() -> None:
    words = tuple(
        Word(word="電話"[n % 2], start=n * 0.5, end=n * 0.5 + 0.4, confidence=1) for n in range(80)
    )
    made = cues(make_transcript(say("電話" * 40, 0, 40, words=words)))
    assert [cue.start for cue in made] == [0.0, 7.0, 14.0, 21.0, 28.0, 35.0]
    assert made[0].text == "電話" * 7
    assert "".join(cue.text for cue in made) == "電話" * 40


def test_words_that_do_not_pair_with_the_text_give_times_by_characters() -> None:
    words = (Word(word="x", start=0, end=1, confidence=1),)
    cue = cues(make_transcript(say("aaaa [NAME] " + "b" * 80, 0, 9, words=words)))
    assert [(c.start, round(c.end, 2)) for c in cue] == [(0.0, 1.0), (1.0, 9.0)]


def test_a_cue_has_a_length_even_where_the_segment_has_none() -> None:
    assert "00:00:01,000 --> 00:00:01,500" in srt(make_transcript(say("Yes.", 1.0, 1.0)))


@settings(derandomize=True, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=5))
def test_no_text_breaks_a_file(texts: list[str]) -> None:
    segments = [say(text, n * 10.0, n * 10.0 + 9) for n, text in enumerate(texts)]
    transcript = make_transcript(*segments)
    made = cues(transcript)
    for write in (srt, vtt):
        content = write(transcript)
        assert content.count(" --> ") == len(made)
        subtitles = pysubs2.SSAFile.from_string(content, format_=write.__name__)
        assert len(subtitles) == len(made)
    assert all(cue.start < cue.end for cue in made)
    assert all(len(cue.text) <= MAX_CHARACTERS or " " not in cue.text for cue in made)
    assert all(cue.end - cue.start <= MAX_SECONDS or " " not in cue.text for cue in made)
