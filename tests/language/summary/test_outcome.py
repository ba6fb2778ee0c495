"""How a call is said to have ended, rule by rule."""

import pytest

from novapulse.domain.insights import Outcome
from novapulse.language.summary import TemplateSummariser
from novapulse.language.summary.outcome import judge_outcome
from novapulse.language.summary.sentences import Spoken, spoken_sentences
from novapulse.language.summary.undertakings import promises
from tests.language.calls import make_transcript


def test_a_call_in_which_nothing_is_said_but_fillers_ends_openly() -> None:
    spoken = list(spoken_sentences(make_transcript([("Customer", "uh"), ("Agent", "Um")])))

    outcome, sentence = judge_outcome(spoken)

    assert (spoken, outcome, sentence.segment_ids) == ([], "open", ())


def outcome_of(*turns: tuple[str, str]) -> Outcome:
    said = [("Customer", "It's about my licence."), ("Agent", "Let me look."), *turns]
    return TemplateSummariser().summarise(make_transcript(said)).outcome


def test_a_brochure_for_who_is_to_decide_first_leaves_it_open() -> None:
    waits = ("Customer", "I'll have a think about it.")
    assert outcome_of(waits, ("Agent", "I'll call you on Friday with the quote.")) == "pending"
    assert outcome_of(waits, ("Agent", "I'll ring you on Friday and email the quote.")) == "open"


def test_thanks_decide_nothing_unless_something_was_done() -> None:
    waits = ("Customer", "I'll have a think about it.")
    thanks = ("Customer", "Perfect, thank you so much.")
    assert outcome_of(waits, ("Agent", "Of course."), thanks) == "open"
    assert outcome_of(waits, ("Agent", "I've cancelled the old one."), thanks) == "resolved"


def test_a_refusal_with_something_in_its_place_or_long_before_the_end_is_not_the_end() -> None:
    refused = ("Agent", "We don't refund those.")
    talk = [("Customer", "It is a red one."), ("Agent", "It is in the post office.")] * 3
    assert outcome_of(refused, ("Customer", "Right.")) == "unresolved"
    assert outcome_of(refused, *talk) == "open"
    offered = ("Agent", "We don't refund those, but I can offer a voucher.")
    assert outcome_of(offered, ("Customer", "Right.")) != "unresolved"


def test_a_letter_to_come_is_pending_for_who_wants_nothing_else_too() -> None:
    nothing_else = ("Customer", "no that was going to be it")
    assert outcome_of(("Agent", "You'll receive a new card."), nothing_else) == "pending"
    assert outcome_of(("Agent", "I'll send you a new card."), nothing_else) == "resolved"


def test_a_question_back_is_no_answer() -> None:
    asked, thanks = ("Customer", "When does it run out?"), ("Customer", "Lovely, thanks.")
    assert outcome_of(asked, ("Agent", "Which one do you mean?"), thanks) == "open"


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("I'll call you on Monday, does that work?", True),
        ("We'll deliver it by Friday.", True),
        ("Will somebody call me back?", False),
        ("A technician came to fix it yesterday.", False),
        ("How can I help you with your ticket?", False),
        ("I've opened a ticket.", True),
        ("If you need it, raise a ticket.", False),
        ("The refund will arrive within five days.", False),
    ],
)
def test_a_promise_is_work_that_the_company_has_before_it(text: str, promised: bool) -> None:
    assert promises(Spoken(text, 1, 0, agent=True)) is promised
    assert not promises(Spoken(text, 1, 0, agent=False))
