"""Summaries: grounded, honest, and of use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.insights import Outcome, Summary
from novapulse.domain.media import Notice
from novapulse.language.summary import TemplateSummariser
from novapulse.language.summary.sentences import (
    clip_around,
    split,
    without_fillers,
    without_opening,
)
from novapulse.language.summary.template import DRAFT, DRAFT_ONLY, NO_SPEECH
from tests.language.calls import make_transcript

BILLING = [
    ("Agent", "Thank you for calling billing support. My name is [NAME], how can I help?"),
    ("Customer", "Hi [NAME], I got charged twice this month and nobody seems to know why."),
    ("Agent", "I'm sorry about that. May I have your account number?"),
    ("Customer", "It's [ACCOUNT_NUMBER]."),
    ("Agent", "I've issued a refund, it will arrive in three to five business days."),
    ("Customer", "Oh great, thank you so much, that is a relief."),
]


def summarise(turns: list[tuple[str, str]], *, draft: bool = False) -> Summary:
    return TemplateSummariser().summarise(make_transcript(turns, draft=draft))


def kinds(summary: Summary) -> dict[str, tuple[int, ...]]:
    return {sentence.kind: sentence.segment_ids for sentence in summary.sentences}


def test_reason_action_and_outcome_with_their_segments() -> None:
    summary = summarise(BILLING)

    assert kinds(summary) == {"reason": (2,), "action": (5,), "outcome": (5, 6)}
    assert "charged twice this month" in summary.text
    assert "issued a refund" in summary.text
    assert summary.text.endswith("Resolved — in three to five business days.")
    assert summary.outcome == "resolved"


def test_text_without_punctuation_is_summarised_as_well() -> None:
    turns = [(speaker, text.lower().replace(".", "").replace(",", "")) for speaker, text in BILLING]

    assert kinds(summarise(turns))["reason"] == (2,)
    assert summarise(turns).outcome == "resolved"


@pytest.mark.parametrize(
    ("last_words", "outcome"),
    [
        (("Customer", "No, that's ridiculous, get me your manager."), "unresolved"),
        (("Agent", "A technician will visit you tomorrow."), "pending"),
        (("Customer", "Perfect, thank you so much."), "resolved"),
        (("Customer", "I am not happy with this at all."), "open"),
        (("Customer", "Goodbye."), "open"),
    ],
)
def test_the_last_words_tell_how_a_call_ended(
    last_words: tuple[str, str], outcome: Outcome
) -> None:
    turns = [("Customer", "I'm calling about my order."), ("Agent", "Let me see."), last_words]

    assert summarise(turns).outcome == outcome


def test_no_speech_is_said_plainly() -> None:
    assert summarise([]).text == NO_SPEECH
    assert summarise([("Customer", "")]).text == NO_SPEECH


def test_a_draft_says_that_it_is_one_and_claims_no_outcome() -> None:
    summary = summarise(BILLING, draft=True)

    assert summary.text.startswith(DRAFT)
    assert summary.outcome == "open"
    assert "outcome" not in kinds(summary)


def test_an_unsure_draft_is_not_quoted() -> None:
    transcript = make_transcript(BILLING, draft=True, confidence=0.3)

    assert TemplateSummariser().summarise(transcript).text == DRAFT_ONLY


def test_an_unreliable_transcript_counts_as_a_draft() -> None:
    notice = Notice(code="transcript_unreliable", message="poor")
    transcript = make_transcript(BILLING, notices=(notice,))

    assert TemplateSummariser().summarise(transcript).text.startswith(DRAFT)


def test_unnamed_speakers_are_called_callers() -> None:
    turns = [("Speaker 1", "How may I help?"), ("Speaker 2", "I need to cancel my order please.")]

    assert "Caller said" in summarise(turns).text


def test_questions_are_no_actions() -> None:
    turns = [("Customer", "I want a refund for my order."), ("Agent", "Shall I send a refund?")]

    assert "action" not in kinds(summarise(turns))


@settings(derandomize=True, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Agent", "Customer", "Speaker 1"]),
            st.text(alphabet=st.characters(codec="ascii"), max_size=80),
        ),
        max_size=6,
    )
)
def test_every_sentence_rests_on_segments_that_exist(turns: list[tuple[str, str]]) -> None:
    summary = summarise(turns)
    ids = set(range(1, len(turns) + 1))

    assert summary.text
    assert all(set(s.segment_ids) <= ids for s in summary.sentences)
    assert all(s.segment_ids for s in summary.sentences if s.text != NO_SPEECH)


def test_every_quotation_was_said() -> None:
    said = " ".join(text for _, text in BILLING)

    for sentence in summarise(BILLING).sentences:
        if "“" in sentence.text:
            quoted = sentence.text.split("“")[1].rstrip("”")
            assert quoted[1:] in said


def test_sentences_split_at_their_ends_and_long_speech_at_clauses() -> None:
    assert split("Hello Mr. Smith. How are you? Fine.") == [
        "Hello Mr. Smith.",
        "How are you?",
        "Fine.",
    ]
    rambling = "i have been with you for many years " * 4 + "and i want my money back"
    assert split(rambling)[-1] == "and i want my money back"


def test_fillers_stutters_and_openings_go() -> None:
    assert without_fillers("I I uh want to, um, go") == "I want to, go"
    assert without_opening("Hi [NAME], yes, I lost my card.") == "I lost my card."
    assert without_opening("Right now I see the charge.") == "Right now I see the charge."


@pytest.mark.parametrize(
    "text",
    [
        "No one has called me back",
        "No internet since Monday",
        "So far nothing works",
        "Right before Christmas it broke",
        "Thank you for nothing",
    ],
)
def test_an_opening_word_that_carries_the_meaning_stays(text: str) -> None:
    assert without_opening(text) == text


@pytest.mark.parametrize(
    "opening", ["No, ", "no ", "So ", "Well, ", "Sure. ", "Great, thanks. ", "Yes right, "]
)
def test_an_opening_word_that_stands_for_itself_goes(opening: str) -> None:
    assert without_opening(opening + "I lost my card") == "I lost my card"


def test_praise_of_a_manager_is_no_complaint() -> None:
    turns = [("Customer", "Perfect, thank you so much. The manager who set it up was great.")]

    assert summarise(turns).outcome == "resolved"


def test_what_a_technician_did_is_not_pending() -> None:
    said = ("Agent", "The technician came yesterday and fixed it.")

    assert summarise([("Customer", "I need help."), said]).outcome == "open"


def test_a_call_in_another_language_is_not_summarised() -> None:
    transcript = make_transcript(BILLING).model_copy(update={"language": "fr"})
    summary = TemplateSummariser().summarise(transcript)

    assert summary.text == ("Summaries are made for English calls only; this call is in French.")
    assert summary.outcome == "open"


@pytest.mark.parametrize(
    ("last_words", "outcome"),
    [
        ([("Agent", "We'll ring you again on Friday about it."), ("Customer", "Okay.")], "pending"),
        ([("Agent", "Okay, I've released it. Anything else?"), ("Customer", "No.")], "resolved"),
        (
            [("Agent", "I've issued a refund, the money arrives in three days.")],
            "resolved",
        ),
        ([("Customer", "I'll have a think about it."), ("Agent", "Of course.")], "open"),
        (
            [("Agent", "The decision stands, I can't change it."), ("Customer", "I see.")],
            "unresolved",
        ),
        (
            [("Customer", "This is so frustrating."), ("Agent", "I will call you back tomorrow.")],
            "pending",
        ),
        (
            [("Agent", "I will call you tomorrow."), ("Customer", "I'm so done with you people.")],
            "unresolved",
        ),
    ],
)
def test_what_is_to_come_what_is_done_and_how_the_caller_leaves_decide(
    last_words: list[tuple[str, str]], outcome: Outcome
) -> None:
    turns = [("Customer", "I'm calling about my licence."), ("Agent", "Let me see."), *last_words]

    assert summarise(turns).outcome == outcome


def test_a_reason_is_what_the_whole_call_is_about() -> None:
    turns = [
        ("Customer", "Well, I've had quite a morning, I can tell you that. I ordered a grey sofa."),
        ("Agent", "What happened to the sofa?"),
        ("Customer", "They said that they are only paid to bring it up, not to bring it down."),
        ("Agent", "So the sofa is grey?"),
        ("Customer", "The sofa is yellow."),
    ]

    assert "grey sofa" in " ".join(s.text for s in summarise(turns).sentences if s.kind == "reason")


def test_an_agent_who_calls_says_why() -> None:
    turns = [
        ("Agent", "Hi, this is [NAME] from Tristar."),
        ("Customer", "I'm at work, what is it?"),
        ("Agent", "The reason for my call is that you went over your plan three months in a row."),
        ("Customer", "Did I? On which plan am I?"),
    ]
    first = summarise(turns).sentences[0]

    assert first.text.startswith("Agent said: “The reason for my call")
    assert first.segment_ids == (3,)


def test_a_long_reason_is_quoted_from_where_it_says_what_is_needed() -> None:
    rambling = "I moved here in September " + "to the lovely end near the bakery " * 5
    turns = [("Customer", f"{rambling}, so now I need one of those parking permits.")]

    assert "I need one of those parking permits" in summarise(turns).text


def test_a_long_reason_without_any_clause_is_quoted_from_the_need_itself() -> None:
    rambling = "it was the lovely old house of my aunt by the sea near a mill " * 3
    turns = [("Customer", f"{rambling}that I want to insure.")]

    assert summarise(turns).sentences[0].text == "Customer said: “… I want to insure.”"
    assert clip_around("one, two three four five", 19, 3) == "… five"


@pytest.mark.parametrize(
    ("promise", "outcome"),
    [
        ("I'll refund you the full amount today.", "pending"),
        ("We will send your payment of a hundred dollars.", "pending"),
        ("You'll receive a letter.", "pending"),
        ("Once you are back online we will credit your account.", "pending"),
        ("I'll give you a call next Wednesday, does that work?", "pending"),
        ("If it breaks we will send you a new one.", "open"),
    ],
)
def test_where_nothing_else_tells_what_was_promised_does(promise: str, outcome: Outcome) -> None:
    turns = [("Customer", "My phone broke after a week."), ("Agent", promise), ("Customer", "Bye.")]

    assert summarise(turns).outcome == outcome


def test_what_is_promised_at_once_is_done_for_who_wants_nothing_else() -> None:
    turns = [
        ("Customer", "I would like to pay a bill."),
        ("Agent", "We will send your payment of a hundred dollars."),
        ("Customer", "no that was going to be it"),
    ]

    assert summarise(turns).outcome == "resolved"


def test_what_the_caller_came_with_is_not_how_they_leave() -> None:
    assert summarise([("Customer", "I want to cancel my subscription.")]).outcome == "open"


def test_a_reason_may_take_three_sentences_and_none_that_only_tells_who_calls() -> None:
    turns = [
        (
            "Customer",
            "My phone number is [PHONE_NUMBER]. I bought a kettle in your shop.",
        ),
        ("Customer", "The kettle is leaking and I can't use it."),
        ("Customer", "I need a new lid for the kettle, the warranty covers it."),
        ("Agent", "The warranty covers the lid of a kettle bought in our shop if it is leaking."),
        ("Customer", "Good."),
    ]
    reasons = [s for s in summarise(turns).sentences if s.kind == "reason"]

    assert [reason.segment_ids for reason in reasons] == [(1,), (2,), (3,)]
    assert "phone number" not in reasons[0].text


def test_a_reason_is_the_whole_statement_and_not_one_sentence_of_it() -> None:
    turns = [
        ("Agent", "What can I do for you?"),
        ("Customer", "Well, it's my dishwasher. It won't start. All the buttons are dead."),
        ("Agent", "Let me see."),
    ]

    assert summarise(turns).sentences[0].text == (
        "Customer said: “It's my dishwasher. It won't start. All the buttons are dead.”"
    )


def test_no_sentence_is_quoted_twice_as_a_reason() -> None:
    statement = "It's about my son's bus pass. He's just started at Hillcrest in the seventh year."
    turns = [
        ("Agent", "How can I help?"),
        ("Customer", f"Hiya. {statement} The bus pass was never sent to my son."),
        ("Agent", "The bus pass of your son was sent to Hillcrest."),
    ]
    reasons = [s.text for s in summarise(turns).sentences if s.kind == "reason"]

    assert sum("bus pass. He's" in reason for reason in reasons) == 1


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("What's going on?", "I think I'm paying you twice."),
        ("What are we insuring?", "A van."),
        ("What is it that you'd like us to do?", "Cut down that tree."),
    ],
)
def test_what_an_agent_asked_for_is_the_reason(asked: str, answer: str) -> None:
    turns = [
        ("Customer", "Hello, good morning, am I through to the right people here?"),
        ("Agent", asked),
        ("Customer", answer),
        ("Agent", "I see."),
    ]

    assert answer in summarise(turns).sentences[0].text


def test_an_agent_who_asks_for_somebody_made_the_call_though_they_do_not_say_so() -> None:
    turns = [
        ("Customer", "Hello?"),
        ("Agent", "Good morning, am I speaking to [NAME]?"),
        ("Customer", "Who's this?"),
        ("Agent", "The vet asked me to go through the blood results of your dog with you."),
        ("Customer", "Oh, is he okay? I have been so worried about the blood results."),
    ]
    first = summarise(turns).sentences[0]

    assert first.text.startswith("Agent said: “The vet asked me")


@pytest.mark.parametrize(
    ("last_words", "outcome"),
    [
        # What is refused, in many words.
        ([("Agent", "We don't refund those, I'm afraid."), ("Customer", "I see.")], "unresolved"),
        ([("Agent", "It has to be no."), ("Customer", "That's a real shame.")], "unresolved"),
        (
            [("Agent", "They're sold out."), ("Customer", "Great. Thanks for nothing.")],
            "unresolved",
        ),
        ([("Agent", "I can't see it here."), ("Customer", "Oh, that explains it.")], "resolved"),
        # Who is to decide first is sent a brochure.
        (
            [
                ("Customer", "I'll have to see what my wife thinks."),
                ("Agent", "I'll email you the quote tomorrow."),
                ("Customer", "Lovely."),
            ],
            "open",
        ),
        # A caller who says that it works.
        ([("Agent", "Try it now."), ("Customer", "Oh, it's downloading.")], "resolved"),
        # A visit on a day.
        ([("Agent", "We're coming to you on Friday."), ("Customer", "Okay, bye.")], "pending"),
        ([("Agent", "You'll hear from me."), ("Customer", "Okay.")], "pending"),
        # A question that was answered.
        (
            [
                ("Customer", "When does it run out?"),
                ("Agent", "It runs out at the end of March."),
                ("Customer", "Lovely, thanks."),
            ],
            "resolved",
        ),
    ],
)
def test_how_people_refuse_put_off_and_confirm_in_many_words(
    last_words: list[tuple[str, str]], outcome: Outcome
) -> None:
    turns = [("Customer", "It's about my licence."), ("Agent", "Let me look."), *last_words]

    assert summarise(turns).outcome == outcome


def test_a_complaint_that_nobody_answered_is_not_resolved_by_thanks() -> None:
    turns = [
        ("Customer", "I was charged twice and my card is broken."),
        ("Agent", "I personally guarantee that you will save with us."),
        ("Customer", "Okay, thank you."),
    ]

    assert summarise(turns).outcome == "open"


@pytest.mark.parametrize(
    ("promise", "ending"),
    [
        ("I'll call you back by Friday at the latest.", "Follow-up pending — by Friday."),
        ("i will call you back on tuesday", "Follow-up pending — on Tuesday."),
        (
            "It was closed on Tuesday, so somebody will come out tonight.",
            "Follow-up pending — tonight.",
        ),
    ],
)
def test_the_ending_says_when_in_plain_english(promise: str, ending: str) -> None:
    turns = [("Customer", "My heating is broken."), ("Agent", promise), ("Customer", "Right.")]

    assert summarise(turns).text.endswith(ending)


def test_the_day_of_a_promise_is_cited_where_it_was_said() -> None:
    turns = [
        ("Customer", "My glasses broke."),
        ("Agent", "I'll have a new lens made."),
        ("Customer", "Okay."),
        ("Agent", "It'll be ready by Friday."),
    ]
    ending = summarise(turns).sentences[-1]

    assert ending.text.endswith("— by Friday.")
    assert 4 in ending.segment_ids


def test_a_booking_is_resolved_whatever_day_it_is_for() -> None:
    turns = [
        ("Customer", "I'd like to move my appointment."),
        ("Agent", "I've moved it to Friday at nine."),
        ("Customer", "Perfect, thank you."),
    ]

    assert summarise(turns).text.endswith("Resolved.")


MOVED = [
    ("Agent", "I'm ringing to remind you about your check-up on Wednesday."),
    ("Customer", "I can't do the morning. Have you got anything later?"),
    ("Agent", "I've moved you to ten to four on Wednesday."),
]


def test_an_extra_that_is_declined_leaves_nothing_undecided() -> None:
    declined = ("Customer", "No, leave it for now, I'll ask when I come in.")
    extra = ("Agent", "Would you like me to book the hygienist as well?")
    other = ("Agent", "Shall I put you down for the new slot?")

    assert summarise([*MOVED, extra, declined]).outcome == "resolved"
    assert summarise([*MOVED[:2], extra, declined, MOVED[2]]).outcome == "resolved"
    assert summarise([*MOVED, other, declined]).outcome == "open"
    thinks = ("Customer", "I'll have a think about it.")
    assert summarise([*MOVED, extra, thinks]).outcome == "open"
    assert summarise([*MOVED[:2], extra, declined]).outcome == "open"


def test_what_will_be_sent_to_somebody_who_decides_later_is_told() -> None:
    asked = ("Customer", "I'd like a quote. I'd have to talk it over with my husband.")
    sent = ("Agent", "I'll email you the quote this afternoon.")

    assert summarise([asked]).text.endswith("Nothing was decided.")
    summary = summarise([asked, sent])
    assert summary.outcome == "open"
    assert summary.text.endswith("Nothing was decided yet; follow-up pending — this afternoon.")


def test_what_would_be_done_in_a_case_that_may_not_come_sets_no_day() -> None:
    turns = [
        ("Customer", "My parcel is not here."),
        ("Agent", "I've asked the driver to call you back tonight."),
        ("Customer", "And if he doesn't?"),
        ("Agent", "Then we'll open a claim and you would get a refund within 5 days."),
    ]
    summary = summarise(turns)
    assert summary.text.endswith("Follow-up pending — tonight.")
    assert "claim" not in summary.text
