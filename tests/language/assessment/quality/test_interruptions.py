"""Who cut in on whom, by side of the call."""

from novapulse.domain.behaviour import behavioral
from novapulse.domain.quality import Interruptions
from novapulse.domain.transcript import Transcript
from novapulse.language.assessment.call import read_call
from novapulse.language.assessment.quality.interruptions import interruptions
from tests.language.assessment.scripted import transcript_of
from tests.language.calls import with_a_second_agent

CUT_BY_A_THIRD = transcript_of(
    [
        "0-1 Agent: Hello.",
        "1-10 Customer: I have been waiting for a whole week and it is not here.",
        "5-12 Speaker 3: Let me take over from here, please.",
    ]
)


def found_in(transcript: Transcript) -> Interruptions:
    return interruptions(read_call(transcript), behavioral(transcript))


def test_an_interruption_has_its_time_its_speaker_and_the_segment_that_cuts_in() -> None:
    (event,) = found_in(with_a_second_agent(CUT_BY_A_THIRD)).events

    assert (event.timestamp, event.duration, event.by) == (5.0, 5.0, "Speaker 3")
    assert event.evidence.segment_ids == (3,)


def test_a_colleague_who_cuts_in_interrupts_for_the_agent() -> None:
    by_a_colleague = found_in(with_a_second_agent(CUT_BY_A_THIRD))

    assert (by_a_colleague.agent_count, by_a_colleague.customer_count) == (1, 0)
    assert found_in(CUT_BY_A_THIRD).count == 0


def test_of_segments_that_begin_together_the_one_that_ends_first_cuts_in() -> None:
    lines = [
        "0-10 Customer: I have been waiting.",
        "5-9 Agent: Sorry about it.",
        "5-7 Agent: But why?",
    ]
    (event,) = found_in(transcript_of(lines)).events

    assert event.evidence.segment_ids == (3,)
