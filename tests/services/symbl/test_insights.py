from novapulse.domain.content_options import ContentOptions, CustomEntity
from novapulse.domain.tracker import Tracker
from novapulse.services.home import Home
from novapulse.services.symbl.entities import entities
from novapulse.services.symbl.ids import member_id
from novapulse.services.symbl.insights import (
    action_items,
    comprehensive_action_items,
    follow_ups,
    insights,
    questions,
)
from novapulse.services.symbl.topics import topics
from novapulse.services.symbl.trackers import trackers
from tests.services.symbl.conversations import CALL, SCORES, converse, viewed, wire

ASKED = ContentOptions(
    custom_entities=(CustomEntity(custom_type="device", text="router", value="ROUTER"),),
    trackers=(Tracker(name="Hardware", vocabulary=("new router",)),),
)


def test_topics_name_their_messages(home: Home) -> None:
    view = viewed(home, converse(home))
    (router, *_) = wire(topics(view))["topics"]
    assert (router["text"], router["type"], router["parentRefs"]) == ("router", "topic", [])
    said = {view.item(message.id): message.text for message in view.messages}
    assert all("router" in said[i] for i in router["messageIds"])
    assert "sentiment" not in router


def test_topics_have_sentiment_and_parents_on_request(home: Home) -> None:
    view = viewed(home, converse(home, scores=SCORES))
    found = wire(topics(view, sentiment=True, parent_refs=True))["topics"]
    assert all(-1 <= topic["sentiment"]["polarity"]["score"] <= 1 for topic in found)
    parents = {topic["text"]: topic["parentRefs"] for topic in found}
    assert {"type": "topic", "text": "router"} in parents["replacement router"]


def test_an_action_item_has_author_assignee_and_date(home: Home) -> None:
    job = converse(home)
    (item,) = wire(action_items(viewed(home, job)))["actionItems"]
    agent = {"id": member_id(job, "voice 1"), "name": "Speaker 1"}
    assert item["type"] == "action_item"
    assert item["text"] == "I will send you a new router by Friday."
    assert item["from"] == item["assignee"] == agent
    assert item["definitive"] is True
    assert item["dueBy"] == "2026-03-06T23:59:59.000Z"
    assert item["entities"] == [
        {"type": "date", "text": "Friday", "offset": 32, "value": "2026-03-06"}
    ]
    assert item["phrases"] == [{"type": "action_phrase", "text": "send you a new router"}]
    assert len(item["messageIds"]) == 1


def test_who_agrees_to_a_wish_has_said_it_and_has_it_to_do(home: Home) -> None:
    turns = [
        ("Agent", "Hello."),
        ("Customer", "Is there a way that my address can be updated in your system?"),
        ("Agent", "Yes, I'll do that right now."),
    ]
    job = converse(home, turns)
    (item,) = wire(action_items(viewed(home, job)))["actionItems"]
    assert len(item["messageIds"]) == 2
    assert item["from"]["id"] == item["assignee"]["id"] == member_id(job, "voice 1")


def test_what_has_no_date_is_due_at_no_time(home: Home) -> None:
    turns = [("Customer", "Hello."), ("Agent", "I will send you the contract.")]
    (item,) = wire(action_items(viewed(home, converse(home, turns))))["actionItems"]
    assert "dueBy" not in item


def test_who_was_named_is_shown_as_clients_expect_a_person(home: Home) -> None:
    turns = [("Customer", "Hello."), ("Agent", "I will ask [NAME] to send you the contract.")]
    (item,) = wire(action_items(viewed(home, converse(home, turns))))["actionItems"]
    assert {"type": "person", "text": "[NAME]", "offset": 11, "value": {"name": "[NAME]"}} in item[
        "entities"
    ]


def test_comprehensive_action_items_refer_in_the_place_of_ids(home: Home) -> None:
    view = viewed(home, converse(home))
    (plain,) = wire(action_items(view))["actionItems"]
    (full,) = wire(comprehensive_action_items(view))["actionItems"]
    assert "messageIds" not in full
    assert [each["id"] for each in full["messageRefs"]] == plain["messageIds"]


def test_all_insights_come_in_the_order_of_the_call(home: Home) -> None:
    view = viewed(home, converse(home))
    found = wire(insights(view))["insights"]
    assert [each["type"] for each in found][:2] == ["action_item", "question"]
    assert all("entities" in each and each["from"] for each in found)
    kinds = [wire(questions(view))["questions"], wire(follow_ups(view))["followUps"]]
    single = {each["id"] for each in (*kinds[0], *kinds[1])}
    assert single <= {each["id"] for each in found}


def test_entities_are_shown_to_who_asked_for_them(home: Home) -> None:
    assert wire(entities(viewed(home, converse(home, content=ASKED)))) == {"entities": []}
    view = viewed(home, converse(home, content=ASKED, entities=True))
    found = wire(entities(view))["entities"]
    (device,) = [each for each in found if each["type"] == "custom"]
    references = device["messageRefs"]
    assert device == {
        "type": "custom",
        "customType": "device",
        "value": "ROUTER",
        "text": "router",
        "messageRefs": references,
        "category": "Custom",
        "subType": "device",
        "matches": [{"detectedValue": "router", "messageRefs": references}],
    }
    assert references[0]["text"] == "My router is broken."
    assert references[0]["offset"] == 3


def test_a_tracker_names_entry_messages_and_insights(home: Home) -> None:
    view = viewed(home, converse(home, content=ASKED))
    (found,) = (wire(each) for each in trackers(view, home.trackers))
    (match,) = found["matches"]
    (item,) = wire(action_items(view))["actionItems"]
    assert (found["name"], match["type"], match["value"]) == (
        "Hardware",
        "vocabulary",
        "new router",
    )
    assert match["messageRefs"] == [
        {"id": item["messageIds"][0], "text": item["text"], "offset": 18}
    ]
    assert match["insightRefs"] == [
        {"id": item["id"], "type": "action_item", "text": item["text"], "offset": 18}
    ]


def test_without_stored_content_it_is_found_anew(home: Home) -> None:
    stored, anew = (
        wire(action_items(viewed(home, converse(home, CALL, stored_content=kept))))["actionItems"]
        for kept in (True, False)
    )
    assert [each["text"] for each in stored] == [each["text"] for each in anew]
