import pytest

from novapulse.domain.conversation import Member
from novapulse.domain.job import Medium
from novapulse.services.home import Home
from novapulse.services.symbl.ids import conversation_id, member_id
from novapulse.services.symbl.listing import conversation_shape
from novapulse.services.symbl.messages import messages
from tests.services.symbl.conversations import CALL, SCORES, converse, viewed, wire


def test_a_message_is_a_sentence_with_its_speaker_and_times(home: Home) -> None:
    job = converse(home)
    first, second, third = wire(messages(viewed(home, job)))["messages"][:3]
    assert first == {
        "id": first["id"],
        "text": "Thank you for calling.",
        "from": {"id": member_id(job, "voice 1"), "name": "Speaker 1"},
        "startTime": "2026-03-01T12:00:00.250Z",
        "endTime": "2026-03-01T12:00:01.850Z",
        "timeOffset": 0.0,
        "duration": 1.6,
        "conversationId": conversation_id(job),
        "phrases": [],
    }
    assert len(first["id"]) == 16
    assert second["text"] == "How can I help you?"
    assert third["from"]["name"] == "Speaker 2"
    assert third["timeOffset"] == 4.1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2020-07-21T16:02:19Z", "2020-07-21T16:02:19.000Z"),
        ("0001-01-01T00:00:00Z", "2026-03-01T12:00:00.250Z"),
        ("9999-12-31T23:59:59Z", "2026-03-01T12:00:00.250Z"),
    ],
)
def test_a_call_was_when_the_caller_says_in_a_year_of_calls(
    home: Home, said: str, shown: str
) -> None:
    job = converse(home, timestamp=said)
    view = viewed(home, job)
    assert wire(messages(view))["messages"][0]["startTime"] == shown
    assert wire(conversation_shape(view))["startTime"] == shown


def test_times_are_told_from_the_first_message(home: Home) -> None:
    late = [("Agent", ""), *CALL]
    found = wire(messages(viewed(home, converse(home, late))))["messages"]
    assert found[0]["timeOffset"] == 0.0
    assert found[0]["startTime"] == "2026-03-01T12:00:00.250Z"


@pytest.mark.parametrize(
    ("message", "expected"), [(0, "positive"), (2, "negative"), (4, "neutral"), (6, "neutral")]
)
def test_sentiment_is_that_of_the_segment_in_bands_of_three_tenths(
    home: Home, message: int, expected: str
) -> None:
    view = viewed(home, converse(home, scores=SCORES))
    found = wire(messages(view, sentiment=True))["messages"][message]["sentiment"]
    assert found["suggested"] == expected
    assert found["polarity"]["score"] in SCORES


def test_words_come_with_times_speaker_and_score(home: Home) -> None:
    found = wire(messages(viewed(home, converse(home)), verbose=True))["messages"]
    assert [word["word"] for word in found[2]["words"]] == ["My", "router", "is", "broken."]
    assert found[2]["words"][1] == {
        "word": "router",
        "startTime": "2026-03-01T12:00:04.750Z",
        "endTime": "2026-03-01T12:00:05.150Z",
        "speakerTag": 2,
        "score": 0.9,
        "timeOffset": 4.5,
        "duration": 0.4,
    }


def test_words_of_a_written_call_have_no_score(home: Home) -> None:
    job = converse(home, medium=Medium.TEXT)
    found = wire(messages(viewed(home, job), verbose=True))["messages"]
    assert all("score" not in word for message in found for word in message["words"])


def test_phrases_are_shown_to_who_asked_for_them(home: Home) -> None:
    asked = wire(messages(viewed(home, converse(home, phrases=True))))["messages"]
    assert {"type": "action_phrase", "text": "send you a new router"} in [
        phrase for message in asked for phrase in message["phrases"]
    ]
    plain = wire(messages(viewed(home, converse(home))))["messages"]
    assert all(message["phrases"] == [] for message in plain)


def test_nobody_is_named_where_speakers_were_not_told_apart(home: Home) -> None:
    members = [Member(source="voice 1", name="Robert")]
    view = viewed(home, converse(home, separated=False, members=members))
    found = wire(messages(view, verbose=True))["messages"]
    assert all(message["from"] == {} for message in found)
    assert all("speakerTag" not in word for message in found for word in message["words"])
    assert view.cast.people == ()
