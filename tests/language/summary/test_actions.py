"""Which sentences of a call a summary gives as what was done and what is to be done."""

import pytest

from novapulse.domain.transcript import AGENT, CUSTOMER, SpeakerRole
from novapulse.language.summary import TemplateSummariser
from tests.language.calls import make_transcript

Turns = list[tuple[str, str]]


def actions(turns: Turns) -> list[str]:
    sentences = TemplateSummariser().summarise(make_transcript(turns)).sentences
    return [sentence.text for sentence in sentences if sentence.kind == "action"]


def test_promises_of_the_agent_and_duties_of_the_caller_stand_in_the_order_of_the_call() -> None:
    assert actions(
        [
            ("Customer", "My washing machine is broken."),
            ("Agent", "Please email us a photo of the label by Friday."),
            ("Customer", "Okay."),
            ("Agent", "I'll send you a new drum on Monday. I've also noted the fault."),
            ("Agent", "And I'll call you back tomorrow."),
        ]
    ) == [
        "Agent said: “Please email us a photo of the label by Friday.”",
        "Agent said: “I'll send you a new drum on Monday.”",
        "Agent said: “I'll call you back tomorrow.”",
    ]


def test_what_the_caller_will_do_is_said_by_the_caller() -> None:
    turns = [
        ("Customer", "My claim for the broken window was denied."),
        ("Agent", "The form is missing."),
        ("Customer", "I'll send you the form tomorrow."),
    ]
    assert actions(turns) == ["Customer said: “I'll send you the form tomorrow.”"]


def test_there_are_three_at_most_and_none_twice() -> None:
    promises = [
        "I'll send you the form.",
        "I'll send you the form.",
        "I'll refund the fee.",
        "I'll email you the invoice.",
        "I'll close the case.",
        "I'll order the part.",
    ]
    said = actions([("Customer", "I was overcharged."), *(("Agent", each) for each in promises)])
    assert len(said) == len(set(said)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Shall I send that to the same address?",
        "I'll do that.",
        "Let me check that for you.",
        "I'm calling about the quote we sent you.",
    ],
)
def test_what_tells_nothing_by_itself_is_not_quoted(text: str) -> None:
    assert actions([("Customer", "I lost my card."), ("Agent", text)]) == []


def test_lower_case_text_without_apostrophes_has_its_actions() -> None:
    turns = [
        ("Customer", "my card got declined"),
        ("Agent", "alright then what im going to do is send you a new card"),
    ]
    assert actions(turns) == ["Agent said: “What im going to do is send you a new card.”"]


def test_a_colleague_of_the_agent_is_no_caller() -> None:
    turns = [
        ("Agent", "Let me get my manager."),
        ("Customer", "I was charged for the minibar twice."),
        ("Speaker 3", "I've removed the charge and I'll email you the invoice."),
    ]
    transcript = make_transcript(turns).model_copy(
        update={
            "speakers": (
                SpeakerRole(label=AGENT, source="speaker 1", confidence=1, reason="the agent"),
                SpeakerRole(label=CUSTOMER, source="speaker 2", confidence=1, reason="complains"),
                SpeakerRole(
                    label="Speaker 3", source="speaker 3", confidence=1, reason="also the agent"
                ),
            )
        }
    )
    reason, action, _ = TemplateSummariser().summarise(transcript).sentences
    assert (reason.segment_ids, action.segment_ids) == ((2,), (3,))
    assert action.text.startswith("Agent said")


def test_who_speaks_to_a_machine_is_a_caller() -> None:
    transcript = make_transcript(
        [("Speaker 1", "I'm still waiting for my results. Please call me back before Friday.")]
    ).model_copy(
        update={
            "speakers": (
                SpeakerRole(label="Speaker 1", source="voice 1", confidence=1, reason="alone"),
            )
        }
    )
    reason, action, _ = TemplateSummariser().summarise(transcript).sentences
    assert reason.text == "Caller said: “I'm still waiting for my results.”"
    assert action.text == "Caller said: “Please call me back before Friday.”"


def test_what_was_asked_is_quoted_where_the_answer_says_only_that() -> None:
    turns = [
        ("Customer", "My old card was stolen."),
        ("Agent", "You just cut the other one up for me, please."),
        ("Customer", "I'll do that now."),
    ]
    assert actions(turns) == ["Agent said: “You just cut the other one up for me, please.”"]


def test_what_an_agent_refuses_is_not_what_they_did() -> None:
    turns = [
        ("Customer", "I want a refund for my bag."),
        ("Agent", "I've asked, and I've been told that we don't issue refunds for it."),
    ]
    assert actions(turns) == []


def test_what_an_agent_asks_for_is_left_to_the_caller_who_agrees() -> None:
    asked = ("Agent", "Could you email us a photo of the screen?")
    broken = ("Customer", "My screen is broken.")
    assert actions([broken, asked, ("Customer", "Hm.")]) == []
    assert actions([broken, asked, ("Customer", "Sure.")]) == [
        "Agent said: “Could you email us a photo of the screen?”"
    ]


def test_a_promise_is_quoted_from_where_it_begins() -> None:
    turns = [
        ("Customer", "i need a quote for a van"),
        ("Agent", "up to you mate i'll email the both of them over"),
    ]
    assert actions(turns) == ["Agent said: “I'll email the both of them over.”"]
