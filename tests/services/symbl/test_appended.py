from typing import Any

import pytest

from novapulse.domain.content import Content
from novapulse.domain.content_options import ContentOptions
from novapulse.domain.errors import NotFound
from novapulse.domain.job import JobError, JobOptions
from novapulse.domain.tracker import Tracker
from novapulse.language.content import analyse_content
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.symbl.changes import erase_conversation
from novapulse.services.symbl.ids import conversation_id
from novapulse.services.symbl.insights import action_items, insights
from novapulse.services.symbl.listing import conversation_shape
from novapulse.services.symbl.messages import messages
from novapulse.services.symbl.summary import summary
from novapulse.services.symbl.topics import topics
from novapulse.services.symbl.trackers import trackers
from novapulse.services.symbl.view import read_view
from tests.services.house import NOON
from tests.services.symbl.conversations import CALL, begin, converse, viewed, wire

LATER = (("Agent", "Hello again."), ("Customer", "The router arrived. Please send the invoice."))


def test_messages_go_on_where_the_call_before_ended(home: Home) -> None:
    job = converse(home)
    before = wire(messages(viewed(home, job), verbose=True))["messages"]
    converse(home, LATER, part_of=job)
    after = wire(messages(viewed(home, job), verbose=True))["messages"]
    assert after[: len(before)] == before
    added = after[len(before) :]
    assert [message["text"] for message in added] == [
        "Hello again.",
        "The router arrived.",
        "Please send the invoice.",
    ]
    end = viewed(home, job).whole.parts[0].end
    assert added[0]["timeOffset"] == added[0]["words"][0]["timeOffset"] == round(end, 2)
    assert added[0]["conversationId"] == conversation_id(job)


def test_all_ids_are_different_and_references_lead_to_messages(home: Home) -> None:
    job = converse(home)
    converse(home, part_of=job)
    view = viewed(home, job)
    ids = [message["id"] for message in wire(messages(view))["messages"]]
    assert len(set(ids)) == len(ids)
    found = [*wire(insights(view))["insights"], *wire(topics(view))["topics"]]
    assert {i for each in found for i in each["messageIds"]} <= set(ids)


def test_insights_are_of_the_whole(home: Home) -> None:
    job = converse(home)
    converse(home, LATER, part_of=job)
    texts = [item["text"] for item in wire(action_items(viewed(home, job)))["actionItems"]]
    assert texts == ["I will send you a new router by Friday.", "Please send the invoice."]


def test_what_any_call_asked_for_is_looked_for_in_all(home: Home) -> None:
    job = converse(home)
    asked = ContentOptions(trackers=(Tracker(name="Router", vocabulary=("router",)),))
    converse(home, LATER, part_of=job, content=asked)
    view = viewed(home, job)
    (found,) = (wire(each) for each in trackers(view, home.trackers))
    assert len(found["matches"][0]["messageRefs"]) == 4


def test_what_a_first_scan_missed_is_not_shown_of_several_calls_either(home: Home) -> None:
    job = converse(home)
    card = "4111 1111 1111 1111"
    converse(home, (("Customer", f"Please send it. My card number is {card}."),), part_of=job)
    shown = [*wire(messages(viewed(home, job), verbose=True))["messages"]]
    assert card[:4] not in str(shown)
    assert "[CARD_NUMBER]" in shown[-1]["text"]


def test_what_is_found_in_the_whole_is_found_once(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = converse(home)
    second = converse(home, LATER, part_of=job)
    looked: list[int] = []

    def counted(*given: Any, **asked: Any) -> Content:
        looked.append(1)
        return analyse_content(*given, **asked)

    monkeypatch.setattr("novapulse.services.symbl.joined.analyse_content", counted)
    before = wire(topics(viewed(home, job)))
    assert wire(topics(viewed(home, job))) == before
    wire(messages(viewed(home, job)))
    assert len(looked) == 1
    converse(home, CALL, part_of=job)
    assert wire(topics(viewed(home, job))) != before
    assert len(looked) == 2
    erase_job(home, tenant="acme", job_id=second)
    assert "invoice" not in str(wire(messages(viewed(home, job))))
    assert len(looked) == 3


def test_the_summary_is_that_of_each_call_in_order(home: Home) -> None:
    job = converse(home, summary="The router is broken.")
    converse(home, LATER, part_of=job, summary="The router arrived.")
    view = viewed(home, job)
    found = wire(summary(view))["summary"]
    assert [each["text"] for each in found] == ["The router is broken.", "The router arrived."]
    shown = {message["id"]: message["text"] for message in wire(messages(view))["messages"]}
    rests_on = [[shown[ref["id"]] for ref in each["messageRefs"]] for each in found]
    assert rests_on[1] == ["The router arrived.", "Please send the invoice."]
    assert found[0]["startTime"] < found[0]["endTime"] < found[1]["startTime"]


def test_a_call_that_still_runs_is_not_shown(home: Home) -> None:
    job = converse(home)
    before = wire(messages(viewed(home, job)))
    begin(home, JobOptions.model_validate({"conversation": {"part_of": job}}))
    assert wire(messages(viewed(home, job))) == before


def test_an_erased_call_is_gone_everywhere(home: Home) -> None:
    job = converse(home)
    before = wire(messages(viewed(home, job)))
    second = converse(home, LATER, part_of=job)
    erase_job(home, tenant="acme", job_id=second)
    assert wire(messages(viewed(home, job))) == before


def test_a_conversation_ends_with_its_last_call(home: Home) -> None:
    job = converse(home)
    alone = wire(conversation_shape(viewed(home, job)))
    converse(home, LATER, part_of=job)
    assert wire(conversation_shape(viewed(home, job)))["endTime"] > alone["endTime"]


def test_a_conversation_is_erased_with_all_its_calls(home: Home) -> None:
    job = converse(home)
    second = converse(home, LATER, part_of=job)
    name = conversation_id(job)
    with pytest.raises(NotFound):
        erase_conversation(home, "other", name)
    erase_conversation(home, "acme", name)
    for each in (job, second):
        with pytest.raises(NotFound):
            home.jobs.get("acme", each)
    assert list(home.blobs.keys("")) == list(home.vault.keys("")) == []
    with pytest.raises(NotFound, match="either invalid or does not exist"):
        erase_conversation(home, "acme", name)


def test_an_appended_call_is_no_conversation_of_its_own(home: Home) -> None:
    second = converse(home, LATER, part_of=converse(home))
    with pytest.raises(NotFound, match="either invalid or does not exist"):
        viewed(home, second)


@pytest.mark.parametrize("name", ["", "1", "5815170693595136", "job_000000000001", "9" * 40, "é"])
def test_what_names_no_conversation_is_unknown(home: Home, name: str) -> None:
    with pytest.raises(NotFound, match="either invalid or does not exist"):
        read_view(home, "acme", name)


def test_what_is_over_its_time_is_unknown(home: Home) -> None:
    job = converse(home)
    home.jobs.data_expired("acme", job, NOON)
    with pytest.raises(NotFound, match="either invalid or does not exist"):
        viewed(home, job)


def test_the_summary_of_a_running_call_is_not_there_and_that_of_a_failed_one_is_empty(
    home: Home,
) -> None:
    job = begin(home, JobOptions())
    with pytest.raises(NotFound, match="still being processed"):
        summary(viewed(home, job.id))
    home.jobs.fail("acme", job.id, NOON, JobError(code="audio_empty", message="No sound."))
    assert wire(summary(viewed(home, job.id))) == {"summary": []}


def test_a_failed_call_leaves_no_gap(home: Home) -> None:
    job = begin(home, JobOptions())
    home.jobs.fail("acme", job.id, NOON, JobError(code="audio_empty", message="No sound."))
    converse(home, CALL, part_of=job.id)
    view = viewed(home, job.id)
    assert wire(messages(view))["messages"][0]["timeOffset"] == 0
    assert len(wire(action_items(view))["actionItems"]) == 1
