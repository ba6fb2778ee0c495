import pytest

from novapulse.domain import storage_keys
from novapulse.domain.conversation import Member
from novapulse.domain.errors import NotFound
from novapulse.domain.transcript import Transcript
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.symbl.analytics import analytics
from novapulse.services.symbl.changes import NewNames, add_speaker_events, change_member
from novapulse.services.symbl.ids import conversation_id, member_id
from novapulse.services.symbl.insights import action_items
from novapulse.services.symbl.listing import members
from novapulse.services.symbl.messages import messages
from novapulse.stages import documents
from tests.services.symbl.conversations import CALL, converse, event, viewed, wire

CHANNELS = {"Agent": "channel 2", "Customer": "channel 1"}


def names(home: Home, job: str) -> list[str]:
    return [member["name"] for member in wire(members(viewed(home, job)))["members"]]


def speakers(home: Home, job: str) -> list[str]:
    found = wire(messages(viewed(home, job)))["messages"]
    return [message["from"].get("name", "") for message in found]


def test_members_are_numbered_as_they_first_speak_and_named_where_the_caller_did(
    home: Home,
) -> None:
    robert = Member(source="channel 1", name="Robert", email="robert@example.com")
    job = converse(home, sources=CHANNELS, members=[robert])
    assert wire(members(viewed(home, job)))["members"] == [
        {"id": member_id(job, "channel 2"), "name": "Speaker 1"},
        {"id": member_id(job, "channel 1"), "name": "Robert", "email": "robert@example.com"},
    ]


def test_two_who_have_one_label_are_two_members(home: Home) -> None:
    """Of a call that is passed on both colleagues are its agent."""
    turns = (*CALL, ("Colleague", "This is billing. I will send the invoice."))
    named = [Member(source=f"voice {n}", name=name) for n, name in ((1, "Dana"), (3, "Kim"))]
    job = converse(home, turns, members=named, stored_content=False)
    key = storage_keys.result_transcript("acme", job)
    call = documents.read(home.blobs, key, Transcript)
    sources = {role.label: role.source for role in call.speakers}
    labels = {"Colleague": "Agent"}
    documents.write(
        home.blobs,
        key,
        call.model_copy(
            update={
                "speakers": tuple(
                    role.model_copy(update={"label": labels.get(role.label, role.label)})
                    for role in call.speakers
                ),
                "segments": tuple(
                    segment.model_copy(
                        update={
                            "source": sources[segment.speaker],
                            "speaker": labels.get(segment.speaker, segment.speaker),
                        }
                    )
                    for segment in call.segments
                ),
            }
        ),
    )
    assert names(home, job) == ["Dana", "Speaker 2", "Kim"]
    assert speakers(home, job)[-2:] == ["Kim", "Kim"]
    assert "Kim" not in speakers(home, job)[:-2]
    view = viewed(home, job)
    found = {item["text"]: item for item in wire(action_items(view))["actionItems"]}
    assert found["I will send the invoice."]["from"]["name"] == "Kim"
    assert found["I will send you a new router by Friday."]["assignee"]["name"] == "Dana"
    assert [member["name"] for member in wire(analytics(view))["members"]] == names(home, job)


def test_who_is_named_and_never_speaks_is_a_member_too(home: Home) -> None:
    silent = Member(source="voice 2", name="Silent")
    turns = [("Agent", "Hello there."), ("Customer", "")]
    assert names(home, converse(home, turns, members=[silent])) == ["Speaker 1", "Silent"]


def test_a_new_name_shows_everywhere_at_once(home: Home) -> None:
    job = converse(home)
    agent = member_id(job, "voice 1")
    change_member(home, "acme", conversation_id(job), agent, NewNames("Ada", "ada@example.com"))
    assert names(home, job) == ["Ada", "Speaker 2"]
    assert set(speakers(home, job)) == {"Ada", "Speaker 2"}
    (item,) = wire(action_items(viewed(home, job)))["actionItems"]
    expected = {"id": agent, "name": "Ada", "email": "ada@example.com"}
    assert item["assignee"] == expected
    assert item["from"] == {**expected, "userId": "ada@example.com"}


def test_an_address_that_is_left_out_stays_and_an_empty_one_goes(home: Home) -> None:
    job = converse(home, members=[Member(source="voice 1", name="A", email="a@example.com")])
    name, agent = conversation_id(job), member_id(job, "voice 1")
    change_member(home, "acme", name, agent, NewNames("B"))
    (first, _) = wire(members(viewed(home, job)))["members"]
    assert first == {"id": agent, "name": "B", "email": "a@example.com"}
    change_member(home, "acme", name, agent, NewNames("B", ""))
    (first, _) = wire(members(viewed(home, job)))["members"]
    assert first == {"id": agent, "name": "B"}


def test_names_rest_in_the_vault_alone_and_go_with_the_job(home: Home) -> None:
    job = converse(home)
    name = conversation_id(job)
    change_member(home, "acme", name, member_id(job, "voice 1"), NewNames("Ada"))
    add_speaker_events(home, "acme", name, [event("u", 0, began=True, name="Ursula")])
    at_rest = b"".join(home.blobs.get(key) for key in home.blobs.keys(""))
    assert b"Ada" not in at_rest
    assert b"Ursula" not in at_rest
    erase_job(home, tenant="acme", job_id=job)
    assert list(home.vault.keys(storage_keys.vault_prefix("acme", job))) == []


def test_of_an_unknown_member_nothing_is_changed(home: Home) -> None:
    job = converse(home)
    with pytest.raises(NotFound, match="no member"):
        change_member(home, "acme", conversation_id(job), "no-such-member", NewNames("Ada"))


def test_members_of_several_calls_are_one_where_their_addresses_are_equal(home: Home) -> None:
    ada = Member(source="voice 1", name="Ada", email="ada@example.com")
    first = converse(home, members=[ada])
    again = Member(source="voice 2", email="ADA@example.com")
    converse(home, part_of=first, members=[again])
    assert names(home, first) == ["Ada", "Speaker 2", "Speaker 3"]
    count = len(speakers(home, first)) // 2
    assert speakers(home, first)[count:][:3] == ["Speaker 3", "Speaker 3", "Ada"]


def test_who_is_one_in_several_calls_is_renamed_in_all(home: Home) -> None:
    ada = Member(source="voice 1", name="Ada", email="ada@example.com")
    first = converse(home, members=[ada])
    second = converse(home, part_of=first, members=[ada])
    other = member_id(second, "voice 1")
    change_member(home, "acme", conversation_id(first), other, NewNames("Bea", "bea@example.com"))
    assert names(home, first) == ["Bea", "Speaker 2", "Speaker 3"]


def test_speaker_events_name_messages_by_time(home: Home) -> None:
    job = converse(home, separated=False)
    derek = {"name": "Derek", "email": "derek@example.com"}
    events = [event("u1", 0.2, began=True, **derek), event("u1", 1.9, began=False, **derek)]
    add_speaker_events(home, "acme", conversation_id(job), events)
    assert speakers(home, job) == ["Derek"] + [""] * 7
    assert wire(members(viewed(home, job)))["members"] == [{"id": "u1", **derek}]


def test_who_never_stopped_speaks_until_another_begins(home: Home) -> None:
    job = converse(home, separated=False)
    events = [event("a", 0, began=True, name="A"), event("b", 4.0, began=True, name="B")]
    add_speaker_events(home, "acme", conversation_id(job), events)
    assert speakers(home, job) == ["A", "A", *["B"] * 6]


def test_a_user_of_speaker_events_is_the_member_with_the_same_address(home: Home) -> None:
    job = converse(home, members=[Member(source="voice 2", name="Cy", email="cy@example.com")])
    name = conversation_id(job)
    mine = {"email": "Cy@example.com"}
    events = [event("u", 0, began=True, **mine), event("u", 99, began=False, **mine)]
    add_speaker_events(home, "acme", name, events)
    assert names(home, job) == ["Speaker 1", "Cy"]
    assert set(speakers(home, job)) == {"Cy"}
    change_member(home, "acme", name, member_id(job, "voice 2"), NewNames("Di", "di@example.com"))
    assert names(home, job) == ["Speaker 1", "Di"]
    assert set(speakers(home, job)) == {"Di"}


def test_a_user_of_speaker_events_can_be_renamed(home: Home) -> None:
    job = converse(home, separated=False)
    name = conversation_id(job)
    add_speaker_events(home, "acme", name, [event("u", 0, began=True, name="Ursula")])
    change_member(home, "acme", name, "u", NewNames("Ulla"))
    assert set(speakers(home, job)) == {"Ulla"}


def test_an_insight_is_by_who_said_its_message(home: Home) -> None:
    (item,) = wire(action_items(viewed(home, converse(home, CALL, separated=False))))["actionItems"]
    assert item["from"] == {}
    assert item["assignee"] == {}
