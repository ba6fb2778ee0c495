from novapulse.domain.behaviour import behavioral
from novapulse.domain.quality import Pace
from novapulse.language.assessment.call import read_call
from novapulse.language.assessment.quality.pace import pace, talk_ratio
from tests.language.assessment.scripted import transcript_of


def agent(words: int, seconds: float, text: str = "word ") -> Pace:
    return pace(read_call(transcript_of([f"0-{seconds} Agent: {text * words}"])))


def test_words_per_minute_are_of_the_time_that_the_speaker_speaks() -> None:
    found = pace(
        read_call(transcript_of([f"0-10 Agent: {'word ' * 25}", f"60-90 Customer: {'word ' * 60}"]))
    )
    assert [(p.speaker, p.words_per_minute) for p in found.speakers] == [
        ("Agent", 150),
        ("Customer", 120),
    ]


def test_an_agent_outside_of_the_range_is_flagged() -> None:
    assert [agent(50, seconds).flagged for seconds in (31, 30, 15, 14.9)] == [
        True,
        False,
        False,
        True,
    ]


def test_a_fast_customer_is_not() -> None:
    lines = [f"0-20 Agent: {'word ' * 50}", f"20-30 Customer: {'word ' * 60}"]
    assert not pace(read_call(transcript_of(lines))).flagged


def test_few_words_tell_no_pace() -> None:
    assert [agent(words, 10).speakers[0].words_per_minute for words in (19, 20)] == [None, 120]


def test_segments_with_redacted_words_are_left_out_where_there_are_others() -> None:
    lines = [f"0-10 Agent: {'word ' * 25}", "10-60 Agent: It is [CARD_NUMBER] then."]
    (found,) = pace(read_call(transcript_of(lines))).speakers
    assert found.words_per_minute == 150


def test_an_agent_who_holds_most_of_the_speech_is_flagged() -> None:
    for end, flagged in ((70, False), (72, True)):
        transcript = transcript_of([f"0-{end} Agent: Hello.", f"{end}-100 Customer: Hi."])
        assert talk_ratio(read_call(transcript), behavioral(transcript)).flagged is flagged


def test_an_agent_alone_is_not() -> None:
    transcript = transcript_of(["0-70 Agent: Hello."])
    assert not talk_ratio(read_call(transcript), behavioral(transcript)).flagged
