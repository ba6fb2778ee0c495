from datetime import UTC, datetime

import pytest

from novapulse.domain.content import Task
from tests.language.content.make_content import agent_says, make_content


def only_item(text: str) -> Task:
    (task,) = agent_says(text).action_items
    return task


def test_a_promise_falls_to_its_speaker_with_its_day() -> None:
    task = only_item("I'll send you the invoice by Friday.")

    assert (task.assignee, task.definitive) == ("Agent", True)
    assert task.due_by == datetime(2026, 3, 6, 23, 59, 59, tzinfo=UTC)
    assert (task.due_text, task.phrases) == ("Friday", ("send you the invoice",))


def test_an_instruction_falls_to_who_is_spoken_to() -> None:
    assert only_item("Please email us the signed form.").assignee == "Customer"
    assert only_item("You need to sign the contract.").assignee == "Customer"


def test_a_request_is_definitive_once_it_is_agreed_to() -> None:
    request = ("Customer", "Can you send me the invoice?")

    (open_one,) = make_content(request, ("Agent", "Hmm.")).action_items
    (agreed,) = make_content(request, ("Agent", "Sure.")).action_items

    assert (open_one.assignee, open_one.definitive) == ("Agent", False)
    assert agreed.definitive
    assert agreed.score > open_one.score


def test_an_accepted_offer_is_left_to_be_done() -> None:
    offer = ("Agent", "Would you like me to send a replacement card?")

    accepted = make_content(offer, ("Customer", "That would be great.")).action_items
    declined = make_content(offer, ("Customer", "No, thank you.")).action_items

    assert [(t.assignee, t.phrases) for t in accepted] == [("Agent", ("send a replacement card",))]
    assert declined == ()


def test_that_rests_on_what_was_asked_for() -> None:
    content = make_content(
        ("Customer", "Could the address be updated in your system?"),
        ("Agent", "Yes, I'll do that right now."),
    )

    (task,) = content.action_items
    assert task.segment_ids == (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Let me check that for you.",
        "Can you spell that for me?",
        "I won't send you a new card.",
        "I have sent the form already.",
        "Will I have to pay the bill?",
        "Have a nice day.",
        "If it breaks again I will cancel my contract.",
        "I don't know when we will send it.",
        "I'm calling you about your policy.",
        "Please don't call me again.",
        "You never let me cancel the plan.",
    ],
)
def test_leaves_nothing_to_be_done(text: str) -> None:
    content = agent_says(text)

    assert (content.action_items, content.follow_ups) == ((), ())


def test_what_depends_is_not_definitive() -> None:
    assert not only_item("We will ship a new one if the package is lost.").definitive
    assert not only_item("I'll probably send the form tomorrow.").definitive


def test_two_promises_of_one_sentence_are_two_items() -> None:
    content = agent_says("I'll send a technician on Friday, and I will waive the fee.")

    assert [(t.text, t.due_text) for t in content.action_items] == [
        ("I'll send a technician on Friday", "Friday"),
        ("I will waive the fee.", None),
    ]


def test_work_and_contact_in_one_breath_are_an_item_and_a_follow_up() -> None:
    content = agent_says("I'll test the line and call you back on Friday.")

    assert [(t.text, t.due_text) for t in content.action_items] == [("I'll test the line", None)]
    assert [(t.text, t.due_text) for t in content.follow_ups] == [
        ("call you back on Friday.", "Friday")
    ]


@pytest.mark.parametrize(
    ("text", "assignee", "day"),
    [
        ("I'll call you back next Monday.", "Agent", 9),
        ("Someone will contact you within two business days.", "Agent", 6),
        ("Let's meet again on Tuesday at 3 pm.", None, 10),
        ("Please call me back tomorrow.", "Customer", 5),
        ("An engineer is going to visit you on Thursday.", "Agent", 5),
        ("See you on Tuesday.", None, 10),
    ],
)
def test_a_contact_to_come_is_a_follow_up(text: str, assignee: str | None, day: int) -> None:
    content = agent_says(text)

    (task,) = content.follow_ups
    assert content.action_items == ()
    assert task.assignee == assignee
    assert task.due_by is not None
    assert (task.due_by.month, task.due_by.day) == (3, day)


def test_a_farewell_without_a_day_is_no_follow_up() -> None:
    assert agent_says("Talk to you later.").follow_ups == ()


def test_among_three_the_named_one_is_meant() -> None:
    content = make_content(
        ("Dana", "Hello."),
        ("Lee", "Hello."),
        ("Kim", "Hello."),
        ("Dana", "Lee, can you send the report by Friday?"),
        ("Kim", "I can help."),
        ("Dana", "Kim will update the budget."),
    )

    assert [t.assignee for t in content.action_items] == ["Lee", "Kim"]


def test_entities_stand_at_their_offsets() -> None:
    task = only_item("Well, I'll refund $20 by tomorrow.")

    assert task.text == "I'll refund $20 by tomorrow."
    found = {e.type: (e.text, e.value) for e in task.entities}
    assert found == {"money": ("$20", "20 USD"), "date": ("tomorrow", "2026-03-05")}
    assert all(task.text[e.offset :].startswith(e.text) for e in task.entities)


def test_the_threshold_leaves_out_what_is_less_sure() -> None:
    turn = ("Agent", "I'm sending you the form.")

    assert len(make_content(turn, confidence_threshold=0.5).action_items) == 1
    assert make_content(turn, confidence_threshold=0.9).action_items == ()


@pytest.mark.parametrize(
    ("text", "assignee"),
    [
        ("What I'm going to do is send you a new card.", "Agent"),
        ("what ill do is ill email you the form", "Agent"),
        ("im going to send you a new card and theyll print you one", "Agent"),
        ("I can have this one collected on Tuesday.", "Agent"),
        ("You'll get a letter with the details.", "Agent"),
        ("Their office should send the form.", "Agent"),
        ("I'd suggest you keep the receipt.", "Customer"),
        ("If you could email us a photo of the label.", "Customer"),
        ("you just need to bring your passport and youll need to sign the form", "Customer"),
    ],
)
def test_what_is_left_to_be_done_has_many_forms(text: str, assignee: str) -> None:
    assert {task.assignee for task in agent_says(text).action_items} == {assignee}


@pytest.mark.parametrize(
    "text",
    [
        "Sometimes the driver will send it back.",
        "I'm seeing you on the list of last month.",
        "I'll think about it.",
        "i feel ill call it a cold",
    ],
)
def test_what_is_usual_or_only_thought_of_is_no_task(text: str) -> None:
    assert agent_says(text).action_items == ()


def test_a_day_with_an_event_is_due_and_a_span_from_an_event_is_not() -> None:
    assert only_item("I'll send the invoice on Thursday when it's ready.").due_text == "Thursday"
    assert only_item("I'll send the invoice within two days after that.").due_by is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("I'll call you back before five today.", "five today"),
        ("I'll email you the form by noon.", "noon"),
        ("I'll email you the form by four.", "four"),
    ],
)
def test_an_hour_is_due(text: str, due: str) -> None:
    content = agent_says(text)
    (task,) = (*content.action_items, *content.follow_ups)
    assert task.due_text == due
    assert task.due_by is not None and task.due_by.hour in (12, 16, 17)


@pytest.mark.parametrize(
    ("said", "assignee"),
    [
        ("If you send me some pictures of it, I can't promise more.", "Customer"),
        ("I'll take some and send them across.", "Agent"),
        ("I'm going to get Leeds to match it.", "Agent"),
        ("I'll have a new left lens made.", "Agent"),
        ("The grading team looks at it next.", "Agent"),
        ("What I need is for you to email it to us.", "Customer"),
        ("I must first hear what my daughter says.", "Agent"),
        ("A new card will be with you within seven days.", "Agent"),
    ],
)
def test_things_are_left_to_be_done_in_many_forms(said: str, assignee: str) -> None:
    assert only_item(said).assignee == assignee


@pytest.mark.parametrize(
    "said",
    [
        "May I have your reference number?",
        "Can I keep my number?",
        "Could I please speak with Mr. [NAME]?",
        "Let me get the card desk for you.",
        "I'm writing all this down.",
        "They'd have my guts.",
    ],
)
def test_what_passes_with_the_call_is_left_out(said: str) -> None:
    assert make_content(("Agent", said), ("Customer", "Sure.")).action_items == ()


@pytest.mark.parametrize(
    ("turns", "due"),
    [
        (
            [("Agent", "I'll have a new lens made."), ("Agent", "It'll be ready on Friday.")],
            "Friday",
        ),
        (
            [
                ("Agent", "Would you upload the backup?"),
                ("Customer", "Sure. I'll do that this afternoon."),
            ],
            "this afternoon",
        ),
        (
            [
                ("Agent", "Could you send me a copy of page two?"),
                ("Customer", "I've kept copies. I'll scan it on Monday."),
            ],
            "Monday",
        ),
        ([("Agent", "I'll order the parts today, they come on Thursday.")], "today"),
        ([("Agent", "I'll send the form. I'll see my mother on Friday.")], None),
        ([("Agent", "I'll have a new lens made."), ("Customer", "It should be Friday.")], None),
    ],
)
def test_the_day_may_be_said_after_the_thing(turns: list[tuple[str, str]], due: str | None) -> None:
    assert make_content(*turns).action_items[0].due_text == due


def test_what_is_offered_for_a_decision_is_no_request() -> None:
    said = agent_says("If you could decide this month I could take ten percent off the units.")
    assert not said.action_items
    assert agent_says("If you could send me the form, I'll start the claim.").action_items


def test_what_is_looked_up_while_the_other_waits_is_not_left_to_be_done() -> None:
    assert not agent_says("Let me check with the depot, one moment.").action_items
    assert agent_says("I'll check with the depot tomorrow.").action_items


def test_a_day_after_it_is_that_of_the_thing() -> None:
    task = only_item("I'll process it today and it takes three to five working days.")
    assert task.due_text == "today"


@pytest.mark.parametrize("asked", ["And if he doesn't?", "What happens if he doesn't come?"])
def test_what_is_done_in_a_case_that_may_not_come_is_not_left_to_be_done(asked: str) -> None:
    supposed = ("Agent", "Then we'll open a claim for you.")

    assert not make_content(("Customer", asked), supposed).action_items
    assert make_content(("Customer", "It never came."), supposed).action_items
    assert make_content(
        ("Customer", asked), ("Agent", "We'll open a claim for you today.")
    ).action_items


def test_a_request_with_a_condition_is_answered_for_good() -> None:
    asked = ("Customer", "If I pay today, can you waive the fee?")
    assert make_content(asked, ("Agent", "Then I'll waive the fee today.")).action_items
