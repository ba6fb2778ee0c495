from datetime import UTC, datetime

import pytest

from novapulse.domain.content import Content, Task
from novapulse.domain.insights import Outcome, Sentence, Summary
from tests.eval.labels.values import CallSentiment, ScriptedAction, ScriptedCall
from tests.eval.summary import Summarised, claims, figures, grounded, mentions
from tests.language.calls import make_transcript

TURNS = [
    ("Customer", "Hi, um, my router drops out every ten minutes."),
    ("Agent", "I'll send you a new one on Friday."),
    ("Customer", "Great, thanks."),
]


def sentence(text: str, *ids: int, kind: str = "reason") -> Sentence:
    return Sentence(kind=kind, text=text, segment_ids=ids)


def task(text: str, *, assignee: str, due: str | None) -> Task:
    return Task(
        id=1,
        kind="action_item",
        text=text,
        score=0.9,
        speaker="Agent",
        assignee=assignee,
        definitive=True,
        due_text=due,
        due_by=datetime(2026, 3, 6, tzinfo=UTC) if due else None,
        entities=(),
        phrases=(),
        message_ids=(1,),
        segment_ids=(2,),
    )


def summarised(
    *sentences: Sentence, outcome: Outcome = "pending", tasks: tuple[Task, ...] = ()
) -> Summarised:
    call = ScriptedCall(
        name="router",
        title="a router",
        roles={"A": "Agent", "B": "Customer"},
        turns=(),
        reason=(("router", "modem"), ("drop", "unstable")),
        outcome="pending",
        actions=(ScriptedAction("A", ("new", "replacement"), "Friday"),),
        must_not=("a refund was issued",),
        sentiment=CallSentiment("neutral", "stable"),
        metrics={},
    )
    summary = Summary(
        text=" ".join(s.text for s in sentences), sentences=sentences, outcome=outcome
    )
    return Summarised(
        call, make_transcript(TURNS), summary, Content(messages=(), action_items=tasks)
    )


def measured(*calls: Summarised) -> dict[str, float]:
    return {f.name.removeprefix("summary.x."): f.value for f in figures("x", calls)}


def test_the_reason_must_have_a_word_of_each_group() -> None:
    assert summarised(sentence("Customer said: “my router drops out”", 1)).reason_right
    assert not summarised(sentence("Customer said: “my router is new”", 1)).reason_right
    assert not summarised(sentence("My router drops out", 1, kind="action")).reason_right
    assert not summarised().reason_right


def test_a_word_is_met_from_its_beginning() -> None:
    assert mentions("It was Charged twice", ["charge"])
    assert not mentions("It was recharged", ["charge"])
    assert mentions("he didn’t come", ["didn't come"])


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("The agent issued a refund.", True),
        ("Refunds were issued on Monday.", True),
        ("No refund was issued.", False),
        ("The customer wants a refund to be issued.", False),
        ("Was a refund issued?", False),
        ("The agent promised a letter.", False),
    ],
)
def test_a_claim_is_made_by_its_words_unless_denied_wished_or_asked(
    text: str, claimed: bool
) -> None:
    assert claims(text, "a refund was issued") is claimed


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Customer said: “My router drops out every ten minutes.”", True),
        ("Customer said: “Hi, my router drops out …”", True),
        ("Customer said: “My router drops out every hour.”", False),
        ("Resolved within 3 days.", False),
        ("Resolved.", True),
    ],
)
def test_a_quote_stands_in_a_cited_segment_and_a_number_in_one_of_them(
    text: str, holds: bool
) -> None:
    assert grounded(sentence(text, 1), [TURNS[0][1]]) is holds


def test_a_quote_may_leave_out_fillers_and_false_starts() -> None:
    said = "so it says delivered delivered um at the door"
    assert grounded(sentence("“It says delivered at the door.”", 1), [said])


def test_a_quote_that_cites_nothing_is_not_grounded() -> None:
    assert not grounded(sentence("Customer said: “my router”"), [])


def test_figures_are_shares_of_calls_sentences_and_actions() -> None:
    right = summarised(
        sentence("Customer said: “my router drops out”", 1),
        sentence("Agent said: “I'll send you a new one on Friday.”", 2, kind="action"),
        tasks=(task("send you a new one", assignee="Agent", due="on Friday"),),
    )
    wrong = summarised(
        sentence("A refund was issued.", 2, kind="outcome"),
        sentence("Agent said: “done”", 2, kind="action"),
        outcome="resolved",
        tasks=(task("send a replacement", assignee="Customer", due="tomorrow"),),
    )
    nothing = summarised(outcome="open")
    assert measured(right, wrong, nothing) == {
        "reason": 1 / 3,
        "outcome": 1 / 3,
        "resolved_wrongly": 1.0,
        "calls_with_inventions": 1 / 3,
        "ungrounded": 1 / 4,
        "actions_found": 2 / 3,
        "actions_owner": 1 / 2,
        "actions_due": 1 / 2,
        "actions_in_text": 1 / 3,
    }
