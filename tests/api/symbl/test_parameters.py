"""Every parameter has its effect, in query and body."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from novapulse.domain import storage_keys
from novapulse.domain.content_options import ContentOptions, CustomEntity
from novapulse.domain.conversation import ConversationOptions, Member
from novapulse.domain.job import JobOptions
from novapulse.domain.tracker import Tracker
from novapulse.services.home import Home
from tests.api.symbl.calls import (
    as_json,
    error,
    letter_by_letter,
    send,
    send_text,
    send_url,
    the_job,
)
from tests.services.house import RememberingRunner

EVERYTHING: dict[str, Any] = {
    "name": "Business Meeting",
    "webhookUrl": "https://example.com/hook",
    "customVocabulary": ["Platform", "Discussion"],
    "confidenceThreshold": 0.6,
    "detectPhrases": True,
    "detectEntities": True,
    "entities": [{"customType": "identify_colour", "text": "blue"}],
    "enableSeparateRecognitionPerChannel": True,
    "channelMetadata": [
        {"channel": 2, "speaker": {"name": "Arya", "email": "arya@example.com"}},
        {"channel": 1, "speaker": {"name": "Robert"}},
    ],
    "languageCode": "en-gb",
    "mode": "phone",
    "trackers": [{"name": "Churn", "vocabulary": ["cancel my contract"]}],
    "enableAllTrackers": True,
    "enableSummary": True,
    "enableSpeakerDiarization": True,
    "diarizationSpeakerCount": 2,
    "sentiment": "ignored",
    "parentRefs": "ignored",
}
MEMBERS = (
    Member(source="channel 1", name="Robert"),
    Member(source="channel 2", name="Arya", email="arya@example.com"),
)


def spelled(parameters: dict[str, Any]) -> str:
    """As the docs' samples: lists as JSON, flags in Python's capitals."""
    return urlencode(
        {
            name: json.dumps(value) if isinstance(value, list) else value
            for name, value in parameters.items()
        }
    )


def members(home: Home, runner: RememberingRunner) -> tuple[Member, ...]:
    job = the_job(runner)
    keys = (storage_keys.vault_member(job.tenant, job.id, f"channel {n}") for n in (1, 2))
    return tuple(Member.model_validate_json(home.vault.get(key)) for key in keys)


def check_everything(options: JobOptions) -> None:
    assert options.webhook_url == "https://example.com/hook"
    assert options.custom_vocabulary == ("Platform", "Discussion")
    assert (options.language, options.speakers_expected) == ("en-GB", 2)
    assert options.content == ContentOptions(
        custom_entities=(CustomEntity(custom_type="identify_colour", text="blue"),),
        trackers=(Tracker(name="Churn", vocabulary=("cancel my contract",)),),
        stored_trackers=True,
        confidence_threshold=0.6,
    )
    assert options.conversation == ConversationOptions(
        name="Business Meeting", separated=True, phrases=True, entities=True
    )


@pytest.mark.parametrize(
    "query",
    [
        spelled(EVERYTHING),
        "%7B" + json.dumps(EVERYTHING)[1:].replace(" ", "%20"),
        spelled({name: v for name, v in EVERYTHING.items() if not isinstance(v, list)})
        + "&"
        + "&".join(letter_by_letter(n, v) for n, v in EVERYTHING.items() if isinstance(v, list)),
    ],
)
def test_every_parameter_of_the_query_reaches_the_job(
    client: TestClient, home: Home, runner: RememberingRunner, query: str
) -> None:
    answer = send(client, query)
    assert answer.status_code == 201, answer.text
    check_everything(the_job(runner).options)
    assert members(home, runner) == MEMBERS


def test_every_parameter_of_the_body_reaches_the_job(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    answer = send_url(client, **EVERYTHING)
    assert answer.status_code == 201, answer.text
    check_everything(the_job(runner).options)
    assert members(home, runner) == MEMBERS


def test_without_parameters_nothing_is_asked_for(
    client: TestClient, runner: RememberingRunner
) -> None:
    send(client)
    options = the_job(runner).options
    assert options.content == ContentOptions(stored_trackers=False, confidence_threshold=0.5)
    assert options.conversation == ConversationOptions(separated=False)
    assert (options.webhook_url, options.language, options.metadata) == (None, "en-US", {})


def test_some_parameters_need_another(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    names = ("entities", "channelMetadata", "diarizationSpeakerCount")
    send(client, spelled({name: EVERYTHING[name] for name in names}))
    job = the_job(runner)
    assert job.options.content.custom_entities == ()
    assert job.options.speakers_expected is None
    assert list(home.vault.keys(storage_keys.vault_members(job.tenant, job.id))) == []


@pytest.mark.parametrize("empty", ["webhookUrl", "name", "confidenceThreshold", "mode", "trackers"])
def test_a_blank_value_is_not_sent(client: TestClient, empty: str) -> None:
    assert send(client, f"{empty}=").status_code == 201
    assert send_url(client, **{empty: ""}).status_code == 201


@pytest.mark.parametrize("value", ["nonsense", "[{", "7", "true", "{}", '[{"name": "x"}]', "[[]]"])
@pytest.mark.parametrize("name", ["trackers", "entities", "channelMetadata"])
def test_lists_that_cannot_be_read_are_left_out(
    client: TestClient, runner: RememberingRunner, name: str, value: str
) -> None:
    given = urlencode(
        {name: value, "detectEntities": "1", "enableSeparateRecognitionPerChannel": "true"}
    )
    assert send(client, given).status_code == 201
    content = the_job(runner).options.content
    assert (content.trackers, content.custom_entities) == ((), ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("confidenceThreshold", "0.49"),
        ("confidenceThreshold", "1.01"),
        ("confidenceThreshold", "nan"),
        ("confidenceThreshold", "high"),
        ("detectPhrases", "yes please"),
        ("mode", "studio"),
        ("languageCode", "xx-nowhere-at-all"),
        ("webhookUrl", "https://192.168.1.1/"),
        ("webhookUrl", "not a url"),
        ("name", "n" * 256),
        ("diarizationSpeakerCount", "0"),
        ("diarizationSpeakerCount", "1.5"),
        ("diarizationSpeakerCount", "11"),
    ],
)
def test_a_bad_value_is_named(
    client: TestClient, runner: RememberingRunner, name: str, value: str
) -> None:
    given = urlencode({name: value, "enableSpeakerDiarization": "true"})
    status, text = error(send(client, given))
    assert status == 400
    assert text.lstrip('"').startswith(name)
    body: dict[str, Any] = {"enableSpeakerDiarization": True, name: value}
    assert error(send_url(client, **body))[0] == 400
    assert runner.started == []


def test_the_range_of_the_threshold_is_told(client: TestClient) -> None:
    _, text = error(send(client, "confidenceThreshold=0.2"))
    assert "from 0.5 to 1.0" in text


def test_trackers_may_be_many_and_not_more(client: TestClient) -> None:
    many = [{"name": f"T{n}", "vocabulary": ["a"]} for n in range(501)]
    assert send_url(client, trackers=many[:500]).status_code == 201
    assert error(send_url(client, trackers=many))[0] == 400


def test_text_has_the_parameters_too(client: TestClient, runner: RememberingRunner) -> None:
    query = as_json("trackers", EVERYTHING["trackers"]) + "&webhookUrl=https://example.com/hook"
    answer = send_text(
        client,
        {"payload": {"content": "Hello."}},
        query=query,
        name="Chat",
        detectPhrases="true",
        confidenceThreshold=0.7,
    )
    assert answer.status_code == 201, answer.text
    options = the_job(runner).options
    assert options.content.confidence_threshold == 0.7
    assert [tracker.name for tracker in options.content.trackers] == ["Churn"]
    assert (options.conversation.name, options.conversation.phrases) == ("Chat", True)
    assert options.webhook_url == "https://example.com/hook"
