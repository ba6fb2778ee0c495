import re
import time

from novapulse.domain.transcript import Word
from novapulse.language.assessment.call import read_call
from novapulse.language.assessment.quotation import LONGEST_QUOTE
from tests.language.assessment.scripted import transcript_of
from tests.language.calls import with_a_second_agent


def test_a_turn_goes_on_under_the_others_back_channel() -> None:
    call = read_call(
        transcript_of(["0-4 Agent: This call", "2-3 Customer: Mhm.", "4-8 Agent: may be recorded."])
    )
    (turn,) = call.turns
    assert turn.text == "This call may be recorded."
    evidence = turn.evidence(0, len(turn.text))
    assert evidence.segment_ids == (1, 3)
    assert (evidence.start, evidence.end) == (0, 8)


def test_an_answer_ends_a_turn() -> None:
    call = read_call(
        transcript_of(["0-4 Agent: Ready?", "4.5-5 Customer: Yes.", "5.5-8 Agent: Good."])
    )
    assert [(t.speaker, t.number) for t in call.turns] == [
        ("Agent", 1),
        ("Customer", 1),
        ("Agent", 2),
    ]


def test_times_are_those_of_the_words() -> None:
    transcript = transcript_of(["0-10 Agent: one two three four"])
    words = tuple(
        Word(word=word, start=2.0 * n, end=2.0 * n + 1, confidence=1)
        for n, word in enumerate(["one", "two", "three", "four"])
    )
    timed = transcript.segments[0].model_copy(update={"words": words})
    (turn,) = read_call(transcript.model_copy(update={"segments": (timed,)})).turns
    evidence = turn.evidence(4, 13)
    assert (evidence.start, evidence.end) == (2.0, 5.0)


def test_without_words_times_follow_the_characters() -> None:
    (turn,) = read_call(transcript_of(["10-20 Agent: 12345 7890"])).turns
    assert (turn.evidence(6, 10).start, turn.evidence(6, 10).end) == (16.0, 20.0)


def test_words_that_do_not_pair_up_with_the_text_time_nothing() -> None:
    transcript = transcript_of(["10-20 Agent: 12345 7890"])
    one = (Word(word="12345", start=0.0, end=1.0, confidence=1),)
    untimed = transcript.segments[0].model_copy(update={"words": one})
    (turn,) = read_call(transcript.model_copy(update={"segments": (untimed,)})).turns
    assert (turn.evidence(6, 10).start, turn.evidence(6, 10).end) == (16.0, 20.0)


def test_evidence_across_segments_names_each_and_lasts_from_the_first_to_the_last() -> None:
    (turn,) = read_call(
        transcript_of(["0-2 Agent: I am", "3-5 Agent: so", "6-8 Agent: sorry"])
    ).turns
    all_of_it, the_last = turn.evidence(0, len(turn.text)), turn.evidence(8, 13)
    assert (all_of_it.segment_ids, all_of_it.start, all_of_it.end) == ((1, 2, 3), 0.0, 8.0)
    assert (the_last.segment_ids, the_last.start) == ((3,), 6.0)


def test_a_quotation_is_the_sentence_and_never_long() -> None:
    long = "word " * 100
    (turn,) = read_call(transcript_of([f"0-60 Agent: Hello. I mean it! {long}"])).turns
    assert turn.evidence(7, 8).quote == "I mean it!"
    quote = turn.evidence(300, 304).quote
    assert len(quote) <= LONGEST_QUOTE + 2
    assert quote.startswith("…")
    assert quote.endswith("…")


def test_where_only_one_role_is_named_the_others_have_the_other() -> None:
    call = read_call(transcript_of(["0-1 Customer: Hello.", "1-2 Speaker 2: Good morning."]))
    assert call.roles_clear
    assert [t.speaker for t in call.agent_turns] == ["Speaker 2"]
    call = read_call(transcript_of(["0-1 Speaker 1: Hello.", "1-2 Agent: Good morning."]))
    assert [t.speaker for t in call.customer_turns] == ["Speaker 1"]


def test_of_several_who_are_not_the_agent_the_customer_is_who_speaks_most() -> None:
    lines = [
        "0-1 Agent: Hello.",
        "1-2 Speaker 2: Yes.",
        "2-3 Speaker 3: It's me.",
        "3-4 Agent: Hm.",
    ]
    assert read_call(transcript_of(lines)).customer == "Speaker 2"
    assert read_call(transcript_of([*lines, "4-5 Speaker 3: Mine."])).customer == "Speaker 3"
    assert read_call(transcript_of([*lines, "4-5 Customer: No, mine."])).customer == "Customer"


def test_a_second_agent_is_an_agent_too() -> None:
    said = transcript_of(
        ["0-1 Agent: One moment.", "1-2 Customer: Yes.", "2-3 Speaker 3: I'll take over."]
    )
    turns = read_call(with_a_second_agent(said)).agent_turns

    assert [turn.speaker for turn in turns] == ["Agent", "Speaker 3"]


def seconds_taken(words: int) -> float:
    """To give evidence for every word of one turn whose words are timed."""
    line = transcript_of([f"0-{words} Agent: {'sorry. ' * words}"])
    timed = tuple(Word(word="sorry.", start=n, end=n + 0.5, confidence=1) for n in range(words))
    segments = tuple(s.model_copy(update={"words": timed}) for s in line.segments)
    (turn,) = read_call(line.model_copy(update={"segments": segments})).turns
    began = time.process_time()
    found = [turn.evidence(*match.span()) for match in turn.find(re.compile("sorry"))]
    taken = time.process_time() - began
    assert [evidence.start for evidence in found] == list(range(words))
    assert {evidence.quote for evidence in found} == {"sorry."}
    return taken


def test_eight_times_the_evidence_takes_about_eight_times_as_long() -> None:
    few = min(seconds_taken(500) for _ in range(3))
    assert min(seconds_taken(4_000) for _ in range(2)) < 8 * 3 * few


def seconds_to_find_the_customer(turns: int) -> float:
    said = [f"{n}-{n + 1} {('Agent', 'Speaker 2')[n % 2]}: Number {n}." for n in range(turns)]
    call = read_call(transcript_of(said))
    began = time.process_time()
    found = call.customer_turns
    taken = time.process_time() - began
    assert len(found) == turns // 2
    return taken


def test_who_the_customer_is_takes_eight_times_as_long_in_a_call_of_eight_times_the_turns() -> None:
    few = min(seconds_to_find_the_customer(500) for _ in range(3))
    assert min(seconds_to_find_the_customer(4_000) for _ in range(2)) < 8 * 3 * few
