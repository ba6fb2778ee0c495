"""What a program with the published Symbl SDK sees of a server: ``python sdk_driver.py BASE_URL
APP_ID APP_SECRET RECORDING URL TEXT``, with nothing but the SDK installed. Prints, as JSON, what
went wrong by the name of the check: null for nothing."""

import json
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import symbl_rest

BASE_URL, APP_ID, APP_SECRET, RECORDING, URL, TEXT = sys.argv[1:]
configuration = symbl_rest.Configuration()
configuration.host = BASE_URL
# Before the SDK is imported: it makes its clients then, each with a copy of the default.
symbl_rest.Configuration.set_default(configuration)

import symbl  # noqa: E402
from symbl.Conversations import Conversation  # noqa: E402

logging.getLogger().setLevel(logging.WARNING)
logging.getLogger("symbl").setLevel(logging.WARNING)
Conversation._Conversation__INTERVAL_TIME_IN_SECONDS = 0.3

APP = {"app_id": APP_ID, "app_secret": APP_SECRET}
RECEIVED_WITHIN = 120.0
ASKED = {
    "name": "A call about a bill",
    "detectPhrases": True,
    "detectEntities": True,
    "confidenceThreshold": 0.6,
    "enableAllTrackers": True,
    "enableSpeakerDiarization": True,
    "diarizationSpeakerCount": 2,
    "customVocabulary": ["Pacific", "refund"],
    "trackers": [{"name": "Billing", "vocabulary": ["bill", "charged twice"]}],
    "entities": [{"customType": "matter", "text": "bill"}],
    "languageCode": "en-US",
    "mode": "phone",
}
CHECKS: dict[str, Callable[[], None]] = {}
made: dict[str, Any] = {}


def check(function: Callable[[], None]) -> Callable[[], None]:
    CHECKS[function.__name__] = function
    return function


def read(answer: Any) -> Any:
    """The SDK answers every failure of a read with a dict that has a message and nothing else."""
    assert answer is not None
    assert not (isinstance(answer, dict) and set(answer) == {"message"}), answer
    return answer


def raw(method: str, path: str, body: Any = None) -> Any:
    """What the SDK has no method for, by the client that it has below."""
    return symbl_rest.ApiClient().call_api(
        f"/v1/conversations/{path}",
        method,
        {},
        [],
        {"Accept": "application/json", "Content-Type": "application/json"},
        body=body,
        response_type="object",
        auth_settings=["bearerAuth"],
        _return_http_data_only=True,
    )


def messages(conversation: Any, **parameters: Any) -> Any:
    return read(conversation.get_messages(parameters=parameters)).messages


@check
def a_token_has_the_three_parts_of_a_jwt() -> None:
    assert symbl.AuthenticationToken.get_access_token(APP).count(".") == 2


@check
def a_recording_with_every_parameter_is_processed() -> None:
    spoken = symbl.Audio.process_file(
        file_path=RECORDING, credentials=APP, content_type="audio/wav", parameters=ASKED
    )
    assert spoken.get_job_status() == "completed"
    assert len(spoken.get_conversation_id()) == 16
    assert spoken.get_conversation_id().isdigit()
    assert len(spoken.get_job_id()) == 36
    made["spoken"] = spoken


@check
def a_text_is_processed() -> None:
    sent = json.loads(Path(TEXT).read_text(encoding="utf-8"))
    written = symbl.Text.process(payload=sent, credentials=APP)
    assert written.get_job_status() == "completed"
    made["written"], made["sent"] = written, sent["messages"]


@check
def a_text_is_a_message_each_turn() -> None:
    found = messages(made["written"])
    assert [m._from.email for m in found] == [m["from"]["userId"] for m in made["sent"]]
    assert [m._from.name for m in found] == [m["from"]["name"] for m in made["sent"]]
    said = [each["payload"]["content"] for each in made["sent"]]
    kept = [message.text for message in found if message.text in said]
    assert len(kept) >= 5, [message.text for message in found]


@check
def a_conversation_has_its_name_and_times() -> None:
    found = read(made["spoken"].get_conversation())
    assert (found.name, found.type) == ("A call about a bill", "meeting")
    assert found.id == made["spoken"].get_conversation_id()
    assert found.start_time < found.end_time < found.start_time + timedelta(seconds=60)


@check
def messages_follow_each_other() -> None:
    found = messages(made["spoken"])
    assert found
    assert [m.start_time for m in found] == sorted(m.start_time for m in found)
    assert {m.conversation_id for m in found} == {made["spoken"].get_conversation_id()}
    assert all(m._from.name.startswith("Speaker ") for m in found)
    assert all(m.text and m.end_time > m.start_time for m in found)
    assert all(not m.words and m.sentiment is None for m in found)


@check
def words_and_sentiment_come_on_request() -> None:
    for message in messages(made["spoken"], verbose=True, sentiment=True):
        assert [w.word for w in message.words] == message.text.split()
        assert all(isinstance(w.start_time, datetime) for w in message.words)
        score = message.sentiment.polarity.score
        band = "negative" if score < -0.3 else "positive" if score > 0.3 else "neutral"
        assert message.sentiment.suggested == band


@check
def topics_are_of_the_text() -> None:
    found = read(made["written"].get_topics(parameters={"sentiment": True, "parentRefs": True}))
    assert "lamp" in [topic.text for topic in found.topics]
    assert all(topic.type == "topic" and 0 <= topic.score <= 1 for topic in found.topics)
    assert all(-1 <= topic.sentiment.polarity.score <= 1 for topic in found.topics)
    ids = {message.id for message in messages(made["written"])}
    assert all(set(topic.message_ids) <= ids for topic in found.topics)


@check
def what_was_asked_is_a_question() -> None:
    found = read(made["written"].get_questions()).questions
    assert "Who pays for the parcel back?" in [question.text for question in found]
    assert {question.type for question in found} == {"question"}
    assert all(question._from.name in ("Mara", "Tom") for question in found)


@check
def a_promise_is_an_action_item_with_a_day() -> None:
    found = read(made["written"].get_action_items()).action_items
    (item,) = (each for each in found if "lamp" in each.text)
    assert item.text == "I will send you a new lamp by Friday."
    assert item.definitive
    assert (item.type, item.assignee.email) == ("action_item", "mara@hollowoak.example")
    assert item.due_by.weekday() == 4


@check
def a_call_to_come_is_a_follow_up() -> None:
    (item,) = read(made["written"].get_follow_ups()).follow_ups
    assert item.text == "I will call you back on Monday about the parcel."
    assert (item.type, item._from.name) == ("follow_up", "Mara")
    assert item.due_by.weekday() == 0


@check
def entities_refer_to_messages() -> None:
    answer = read(made["written"].get_entities())
    found = answer["entities"] if isinstance(answer, dict) else answer.entities
    kinds = {(each["type"], each["text"].lower()) for each in found}
    assert {("custom", "lamp"), ("date", "friday")} <= kinds, kinds
    assert all(each["message_refs"] for each in found)


@check
def a_tracker_names_what_matched() -> None:
    (tracker,) = read(made["written"].get_trackers())
    assert tracker.name == "Leaving"
    assert [match.value for match in tracker.matches] == ["close my account"]
    (reference,) = tracker.matches[0].message_refs
    assert "close my account" in reference.text


@check
def analytics_add_up() -> None:
    found = read(made["spoken"].get_analytics())
    percent = {metric.type: metric.percent for metric in found.metrics}
    assert abs(percent["total_silence"] + percent["total_talk_time"] - 100) < 0.01
    assert percent["total_overlap"] >= 0
    for member in found.members:
        assert member.pace.wpm > 0
        assert abs(member.talk_time.percentage + member.listen_time.percentage - 100) < 0.01


@check
def a_member_gets_a_name_that_messages_have_at_once() -> None:
    # By the client below: the SDK's own method mixes up its arguments, and sends nothing.
    spoken = made["spoken"]
    member = read(spoken.get_members()).members[0]
    named = {"id": member.id, "name": "Karen", "email": "karen@example.com"}
    done = symbl_rest.ConversationsApi().put_members_information_by_members_id(
        named, spoken.get_conversation_id(), member.id
    )
    assert "updated successfully" in done.message
    assert "Karen" in [m._from.name for m in messages(spoken) if m._from.id == member.id]


@check
def speaker_events_say_who_spoke() -> None:
    user = {"id": "3d7e", "name": "Ann", "email": "ann@example.com"}
    events = [
        {"type": kind, "user": user, "offset": {"seconds": seconds, "nanos": 0}}
        for kind, seconds in (("started_speaking", 0), ("stopped_speaking", 60))
    ]
    spoken = made["spoken"]
    done = symbl_rest.ConversationsApi().put_speakers_event_by_conversation_id(
        {"speakerEvents": events}, spoken.get_conversation_id()
    )
    assert "successfully" in done.message
    assert {m._from.name for m in messages(spoken)} == {"Ann"}


@check
def the_whole_is_one_text() -> None:
    # Symbl's page spells switches as texts here.
    asked = {"contentType": "text/markdown", "showSpeakerSeparation": "true"}
    written = made["written"]
    if hasattr(symbl_rest.ConversationsApi, "get_formatted_transcript_by_conversation_id"):
        found = read(written.get_formatted_transcript(parameters=asked)).transcript.to_dict()
    else:
        found = raw("POST", f"{written.get_conversation_id()}/transcript", asked)["transcript"]
    assert "Mara: Good afternoon" in found["payload"]


@check
def a_recording_without_content_type_is_processed_meanwhile() -> None:
    ended = threading.Event()
    other = symbl.Audio.process_file(file_path=RECORDING, credentials=APP, wait=False)
    other.on_complete(lambda _: ended.set()).on_error(lambda _: ended.set())
    assert ended.wait(RECEIVED_WITHIN)
    assert other.get_job_status() == "completed"
    assert all(not m._from.id for m in messages(other)), "speakers were not to be told apart"
    made["other"] = other


@check
def a_recording_is_fetched_from_its_url() -> None:
    fetched = symbl.Audio.process_url(
        payload={"url": URL, "name": "Fetched", "enableSpeakerDiarization": True},
        credentials=APP,
        parameters={"enableSpeakerDiarization": True, "diarizationSpeakerCount": 2},
    )
    assert fetched.get_job_status() == "completed"
    assert messages(fetched)


@check
def what_is_appended_comes_behind() -> None:
    spoken = made["spoken"]
    before = [message.id for message in messages(spoken)]
    appended = symbl.Audio.append_file(
        file_path=RECORDING,
        conversation_id=spoken.get_conversation_id(),
        credentials=APP,
        content_type="audio/wav",
    )
    assert appended.get_job_status() == "completed"
    assert appended.get_conversation_id() == spoken.get_conversation_id()
    after = [message.id for message in messages(spoken)]
    assert after[: len(before)] == before
    assert len(after) > len(before)


@check
def a_text_is_appended() -> None:
    written = made["written"]
    more = {"messages": [{"payload": {"content": "It is Mara again."}, "from": {"name": "Mara"}}]}
    appended = symbl.Text.append(
        payload=more, conversation_id=written.get_conversation_id(), credentials=APP
    )
    assert appended.get_job_status() == "completed"
    assert len(messages(written)) == len(made["sent"]) + 1


@check
def what_is_no_recording_is_refused_with_a_message() -> None:
    try:
        symbl.Audio.process_file(file_path=TEXT, credentials=APP)
    except symbl_rest.rest.ApiException as error:
        assert error.status == 400
        assert json.loads(error.body)["message"]
    else:
        raise AssertionError("it was taken")


@check
def wrong_credentials_are_refused() -> None:
    body = {"type": "application", "appId": APP_ID, "appSecret": "wrong"}
    try:
        symbl_rest.AuthenticationApi().generate_token(body)
    except symbl_rest.rest.ApiException as error:
        assert error.status == 401
    else:
        raise AssertionError("they were taken")


@check
def a_conversation_that_is_not_there_is_an_error() -> None:
    assert set(symbl.Conversations.get_messages("1")) == {"message"}


@check
def a_deleted_conversation_is_gone() -> None:
    other = made["other"]
    if hasattr(symbl_rest.ConversationsApi, "delete_conversation_by_conversation_id"):
        other.delete_conversation()
    else:
        done = raw("DELETE", other.get_conversation_id(), {})
        assert done == {"message": "successfully deleted the conversation"}
    assert set(other.get_messages()) == {"message"}


def outcome(function: Callable[[], None]) -> str | None:
    try:
        function()
    except Exception:
        return traceback.format_exc()
    return None


print(json.dumps({name: outcome(function) for name, function in CHECKS.items()}), flush=True)
# Not sys.exit: the SDK has threads that go on.
os._exit(0)
