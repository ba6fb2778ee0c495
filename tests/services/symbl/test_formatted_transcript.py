from novapulse.domain.conversation import Member
from novapulse.services.home import Home
from novapulse.services.symbl.formatted_transcript import (
    Layout,
    formatted_transcript,
    srt_time,
)
from tests.services.symbl.conversations import converse, viewed

TURNS = (("Agent", "Hello there. I will send you the contract."), ("Customer", "Thank you."))


def text(home: Home, layout: Layout, turns: tuple[tuple[str, str], ...] = TURNS) -> str:
    ada = Member(source="voice 1", name="Ada <b>")
    view = viewed(home, converse(home, turns, members=[ada]))
    return formatted_transcript(view, layout).transcript.payload


def test_sentences_run_together_or_stand_apart(home: Home) -> None:
    assert text(home, Layout("text/markdown")) == (
        "Hello there. I will send you the contract. Thank you."
    )
    assert text(home, Layout("text/markdown", paragraphs=True)) == (
        "Hello there.<br/><br/>I will send you the contract.<br/><br/>Thank you."
    )


def test_names_stand_before_their_sentences(home: Home) -> None:
    found = text(home, Layout("text/markdown", paragraphs=True, speakers=True))
    assert found.startswith("Ada &lt;b&gt;: Hello there.<br/><br/>Ada &lt;b&gt;: I will")
    assert found.endswith("Speaker 2: Thank you.")


def test_phrases_are_marked(home: Home) -> None:
    marked = "I will <mark>send you the contract</mark>."
    assert marked in text(home, Layout("text/markdown", all_phrases=True))
    assert marked in text(home, Layout("text/markdown", insight_phrases=True))


def test_what_was_said_is_no_markup(home: Home) -> None:
    found = text(home, Layout("text/markdown"), (("Agent", "Type <script> & go."),))
    assert found == "Type &lt;script&gt; &amp; go."


def test_subtitles_are_numbered_cues_with_padded_times(home: Home) -> None:
    assert text(home, Layout("text/srt", speakers=True)) == (
        "1\n00:00:00,000 --> 00:00:00,800\nAda <b>: Hello there.\n\n"
        "2\n00:00:00,800 --> 00:00:03,200\nAda <b>: I will send you the contract.\n\n"
        "3\n00:00:03,700 --> 00:00:04,500\nSpeaker 2: Thank you.\n"
    )


def test_no_word_looks_like_the_time_of_a_cue(home: Home) -> None:
    assert text(home, Layout("text/srt"), (("Agent", "a --> b"),)).count("-->") == 1


def test_an_hour_is_written_as_one() -> None:
    assert srt_time(3723.4567) == "01:02:03,457"
