import json
from typing import Any

import pysubs2
import pytest
from fastapi.testclient import TestClient

from novapulse.domain import storage_keys
from novapulse.domain.assessment import Assessment
from novapulse.domain.job import JobError
from novapulse.domain.media import Notice
from novapulse.services.home import Home
from novapulse.stages import documents
from tests.api.answers import error
from tests.api.conftest import key_for
from tests.api.test_ingest import send
from tests.services.house import publish, publish_assessment, publish_content

ROUTES = ["/v1/jobs/{}", "/v1/transcriptions/{}", "/v1/insights/{}"]
RESULTS = ROUTES[1:]


@pytest.fixture
def queued(client: TestClient) -> str:
    return str(send(client, metadata='{"agent_id": "AGT-42"}').json()["job_id"])


@pytest.fixture
def done(queued: str, home: Home) -> str:
    return publish(home, home.jobs.get("acme", queued)).id


def transcript(client: TestClient, job_id: str, **query: Any) -> Any:
    return client.get(f"/v1/transcriptions/{job_id}", params=query)


def insights(client: TestClient, job_id: str, **query: Any) -> Any:
    return client.get(f"/v1/insights/{job_id}", params=query)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "job_id", ["job_0123456789ab", "job_0123456789AB", "job_1", "x", "job_0123456789ab0", "%00"]
)
def test_an_unknown_job_is_not_found(client: TestClient, route: str, job_id: str) -> None:
    assert error(client.get(route.format(job_id))) == (404, "job_not_found")


@pytest.mark.parametrize("route", ROUTES)
def test_another_tenants_job_looks_like_an_unknown_one(
    client: TestClient, home: Home, done: str, route: str
) -> None:
    answer = client.get(route.format(done), headers=key_for(home, "rival"))
    unknown = client.get(route.format("job_0123456789ab"))
    assert error(answer) == (404, "job_not_found")
    assert answer.text == unknown.text


@pytest.mark.parametrize("route", RESULTS)
def test_results_of_a_job_that_is_still_processing(
    client: TestClient, queued: str, route: str
) -> None:
    answer = client.get(route.format(queued))
    assert error(answer) == (404, "job_not_ready")
    assert answer.json()["error"]["message"] == (
        "The job is still processing. Retry after the estimated completion time."
    )


@pytest.mark.parametrize("route", RESULTS)
def test_results_of_a_failed_job_carry_the_reason(
    client: TestClient, home: Home, queued: str, route: str
) -> None:
    failure = JobError(code="language_not_supported", message="sphinx knows en-US only")
    home.jobs.fail("acme", queued, home.clock.now(), failure)
    answer = client.get(route.format(queued))
    assert error(answer) == (409, "job_failed")
    assert "sphinx knows en-US only" in answer.json()["error"]["message"]
    job = client.get(f"/v1/jobs/{queued}").json()
    assert job["status"] == "failed"
    assert job["error"] == failure.model_dump()


def test_a_queued_job_has_exactly_the_published_shape(client: TestClient, queued: str) -> None:
    assert client.get(f"/v1/jobs/{queued}").json() == {
        "job_id": queued,
        "status": "queued",
        "pipeline": "full-analysis",
        "created_at": "2026-03-01T12:00:00Z",
        "estimated_completion": "2026-03-01T12:03:19Z",
        "completed_at": None,
        "metadata": {"agent_id": "AGT-42"},
        "file": {"name": "call.wav", "size_bytes": 104, "duration_seconds": 389},
    }


def test_a_completed_job_tells_when_and_what_was_odd(client: TestClient, done: str) -> None:
    job = client.get(f"/v1/jobs/{done}").json()
    assert job["status"] == "completed"
    assert job["completed_at"] == "2026-03-01T12:01:00Z"
    assert job["warnings"] == [{"code": "roles_uncertain", "message": "who is who is not sure"}]


def test_a_transcript_has_exactly_the_published_shape(client: TestClient, done: str) -> None:
    answer = transcript(client, done)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json() == {
        "job_id": done,
        "status": "completed",
        "language": "en-US",
        "duration_seconds": 389,
        "speakers_detected": 2,
        "transcription_accuracy": 0.77,
        "segments": [
            {
                "id": 1,
                "speaker": "Agent",
                "start": 0.0,
                "end": 2.5,
                "text": "Thank you, I am [NAME]",
                "confidence": 0.99,
            },
            {
                "id": 2,
                "speaker": "Customer",
                "start": 65.4,
                "end": 70.25,
                "text": "I was charged twice.",
                "confidence": 0.5,
                "flags": ["low_confidence"],
            },
        ],
        "summary": "Customer was charged twice.",
        "pii_redacted": True,
        "created_at": "2026-03-01T12:00:00Z",
        "completed_at": "2026-03-01T12:01:00Z",
        "speakers": [
            {"label": "Agent", "source": "channel 1", "confidence": 0.9, "reason": "greets"},
            {
                "label": "Customer",
                "source": "channel 2",
                "confidence": 0.9,
                "reason": "the other",
            },
        ],
        "engine": {
            "name": "sphinx",
            "model": "en-us",
            "version": "5",
            "draft": True,
            "note": "a draft",
        },
        "warnings": [{"code": "roles_uncertain", "message": "who is who is not sure"}],
    }


def test_words_come_when_asked_for(client: TestClient, done: str) -> None:
    [first, second] = transcript(client, done, word_timestamps="true").json()["segments"]
    assert first["words"][1] == {"word": "you,", "start": 0.5, "end": 0.9, "confidence": 0.99}
    assert second["words"] == []


def test_labels_can_be_left_out(client: TestClient, done: str) -> None:
    body = transcript(client, done, speaker_labels="false").json()
    assert "speakers" not in body
    assert all("speaker" not in segment for segment in body["segments"])
    assert "<v" not in transcript(client, done, speaker_labels="false", format="vtt").text


def test_the_pipeline_transcription_has_a_transcript_without_summary_and_no_insights(
    client: TestClient, home: Home
) -> None:
    job_id = send(client, pipeline="transcription").json()["job_id"]
    assert error(insights(client, job_id)) == (403, "pipeline_mismatch")
    publish(home, home.jobs.get("acme", job_id))
    assert "summary" not in transcript(client, job_id).json()
    for kind in ("sentiment", "behavioral", "summary", "all"):
        answer = insights(client, job_id, type=kind)
        assert error(answer) == (403, "pipeline_mismatch")
    assert insights(client, job_id, type="sentiment").json()["error"]["message"] == (
        "Sentiment analysis requires pipeline=full-analysis. "
        "This job was processed with pipeline=transcription."
    )


def test_the_original_text_is_for_pii_read_alone(client: TestClient, home: Home, done: str) -> None:
    original = transcript(client, done, redact_pii="false").json()
    assert original["pii_redacted"] is False
    assert original["segments"][0]["text"] == "Thank you, I am Sarah"
    others = key_for(home, scopes=("transcription:read", "insights:read", "admin"))
    for format_ in ("json", "srt", "vtt", "txt"):
        refused = client.get(
            f"/v1/transcriptions/{done}",
            params={"redact_pii": "false", "format": format_},
            headers=others,
        )
        assert error(refused) == (403, "insufficient_permissions")
        kept = client.get(f"/v1/transcriptions/{done}", params={"format": format_}, headers=others)
        assert "Sarah" not in kept.text


@pytest.mark.parametrize(
    ("format_", "kind"),
    [("srt", "application/x-subrip"), ("vtt", "text/vtt"), ("txt", "text/plain")],
)
def test_files_are_served_with_their_media_types(
    client: TestClient, done: str, format_: str, kind: str
) -> None:
    answer = transcript(client, done, format=format_)
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{done}.{format_}"'
    assert "I was charged twice." in answer.text


@pytest.mark.parametrize("format_", ["srt", "vtt"])
def test_subtitles_are_read_back_by_another_reader(
    client: TestClient, done: str, format_: str
) -> None:
    subtitles = pysubs2.SSAFile.from_string(transcript(client, done, format=format_).text)
    assert [(line.start, line.end) for line in subtitles] == [(0, 2400), (65400, 70250)]


@pytest.mark.parametrize(
    ("path", "query", "named"),
    [
        ("transcriptions", {"format": "pdf"}, "'srt'"),
        ("transcriptions", {"word_timestamps": "perhaps"}, "word_timestamps"),
        ("transcriptions", {"redact_pii": ""}, "redact_pii"),
        ("insights", {"type": "mood"}, "'sentiment'"),
        ("insights", {"granularity": "hour"}, "'minute'"),
        ("insights", {"speaker": "Boss"}, "speaker"),
    ],
)
def test_a_bad_parameter_is_named_with_what_is_accepted(
    client: TestClient, done: str, path: str, query: dict[str, str], named: str
) -> None:
    answer = client.get(f"/v1/{path}/{done}", params=query)
    assert error(answer) == (400, "invalid_parameter")
    assert named in answer.json()["error"]["message"]
    assert next(iter(query)) in answer.json()["error"]["message"]


SENTIMENT: dict[str, Any] = {
    "overall_label": "neutral",
    "overall_score": -0.2,
    "trend": "stable",
    "segments": [
        {
            "segment_id": 1,
            "speaker": "Agent",
            "start": 0.0,
            "end": 4.0,
            "label": "neutral",
            "score": 0.1,
        },
        {
            "segment_id": 2,
            "speaker": "Customer",
            "start": 65.4,
            "end": 69.4,
            "label": "negative",
            "score": -0.71,
        },
    ],
}
BEHAVIORAL = {
    "silence_ratio": 0.06,
    "interruption_count": 1,
    "agent_talk_ratio": 0.55,
    "customer_talk_ratio": 0.39,
    "average_response_time_seconds": 1.1,
}
EVIDENCE = [{"text": "Customer was charged twice.", "segment_ids": [2]}]


def test_all_insights_come_at_once(client: TestClient, done: str) -> None:
    assert insights(client, done).json() == {
        "job_id": done,
        "pipeline": "full-analysis",
        "sentiment": SENTIMENT,
        "behavioral": BEHAVIORAL,
        "summary": "Customer was charged twice.",
        "recommendations": ["Calm and professional."],
        "evidence": {
            "summary": EVIDENCE,
            "recommendations": [{"text": "Calm and professional.", "segment_ids": [1, 2]}],
        },
    }


def test_each_type_has_its_parts_only(client: TestClient, done: str) -> None:
    assert insights(client, done, type="sentiment").json() == {
        "job_id": done,
        "sentiment": SENTIMENT,
    }
    assert insights(client, done, type="behavioral").json() == {
        "job_id": done,
        "behavioral": BEHAVIORAL,
        "recommendations": ["Calm and professional."],
    }
    assert insights(client, done, type="summary").json() == {
        "job_id": done,
        "summary": "Customer was charged twice.",
        "evidence": {"summary": EVIDENCE},
    }


def test_one_speakers_overall_score_is_of_that_speaker_alone(client: TestClient, done: str) -> None:
    sentiment = insights(client, done, speaker="Customer").json()["sentiment"]
    assert sentiment["overall_score"] == -0.71
    assert sentiment["overall_label"] == "negative"
    assert sentiment["segments"] == SENTIMENT["segments"][1:]


def test_minutes_and_the_call_are_coarser_views(client: TestClient, done: str) -> None:
    minutes = insights(client, done, type="sentiment", granularity="minute").json()["sentiment"]
    assert minutes["minutes"] == [
        {"minute": 0, "start": 0.0, "end": 60.0, "label": "neutral", "score": 0.1},
        {"minute": 1, "start": 60.0, "end": 120.0, "label": "negative", "score": -0.71},
    ]
    call = insights(client, done, type="sentiment", granularity="call").json()["sentiment"]
    assert call == {"overall_label": "neutral", "overall_score": -0.2, "trend": "stable"}


def test_a_refused_switch_is_told_what_it_may_be(client: TestClient) -> None:
    answer = client.get("/v1/transcriptions/job_0123456789ab?word_timestamps=maybe")
    assert answer.json()["error"]["message"] == (
        "word_timestamps: 'maybe' is not accepted; accepted: true or false"
    )


KINDS = ("compliance", "quality", "coaching")


@pytest.fixture
def assessed(done: str, home: Home) -> str:
    publish_assessment(home, home.jobs.get("acme", done))
    return done


@pytest.mark.parametrize("kind", KINDS)
def test_each_part_of_an_assessment_comes_alone_with_its_policy(
    client: TestClient, home: Home, assessed: str, kind: str
) -> None:
    body = insights(client, assessed, type=kind).json()
    assert set(body) == {"job_id", "assessment", kind}
    assert (body["assessment"]["status"], body["assessment"]["policy"]) == ("assessed", "default")
    kept = json.loads(home.blobs.get(storage_keys.result_assessment("acme", assessed)))
    assert body[kind] == kept[kind]


def test_all_is_what_it_was_before_there_were_assessments(
    client: TestClient, assessed: str
) -> None:
    assert not {"assessment", *KINDS} & set(insights(client, assessed).json())


def test_a_call_that_was_not_assessed_says_why(client: TestClient, home: Home, done: str) -> None:
    notice = Notice(code="language_not_assessed", message="Not assessed: it is in German.")
    refused = Assessment(
        status="not_assessed", policy="default", language="de-DE", notices=(notice,)
    )
    documents.write(home.blobs, storage_keys.result_assessment("acme", done), refused)
    assert insights(client, done, type="quality").json() == {
        "job_id": done,
        "assessment": {
            "status": "not_assessed",
            "policy": "default",
            "notices": [notice.model_dump()],
        },
        "quality": None,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_call_of_a_release_without_assessments_has_none(
    client: TestClient, done: str, kind: str
) -> None:
    assert error(insights(client, done, type=kind)) == (404, "assessment_not_available")


def test_an_assessment_needs_the_whole_pipeline(client: TestClient) -> None:
    job_id = send(client, pipeline="transcription").json()["job_id"]
    assert error(insights(client, job_id, type="compliance")) == (403, "pipeline_mismatch")


def test_an_assessment_of_a_job_without_results_is_not_there_yet(
    client: TestClient, queued: str
) -> None:
    assert error(insights(client, queued, type="coaching")) == (404, "job_not_ready")


def test_an_assessment_is_the_tenants_own(client: TestClient, home: Home, assessed: str) -> None:
    answer = client.get(f"/v1/insights/{assessed}?type=compliance", headers=key_for(home, "rival"))
    assert error(answer) == (404, "job_not_found")


def test_an_assessment_goes_with_its_job(client: TestClient, home: Home, assessed: str) -> None:
    assert client.delete(f"/v1/jobs/{assessed}").json()["deleted"]["insights"] == 2
    assert list(home.blobs.keys("results/")) == []


PARTS = ("messages", "topics", "questions", "action_items", "follow_ups", "entities", "trackers")


@pytest.fixture
def with_content(done: str, home: Home) -> str:
    publish_content(home, home.jobs.get("acme", done))
    return done


@pytest.mark.parametrize("kind", PARTS)
def test_each_part_of_the_content_comes_alone(
    client: TestClient, home: Home, with_content: str, kind: str
) -> None:
    body = insights(client, with_content, type=kind).json()
    assert set(body) == {"job_id", "notices", kind}
    kept = json.loads(home.blobs.get(storage_keys.result_content("acme", with_content)))
    assert body[kind] == kept[kind]


def test_content_is_every_part_of_it_but_the_messages(
    client: TestClient, with_content: str
) -> None:
    body = insights(client, with_content, type="content").json()
    assert set(body) == {"job_id", "notices", *PARTS} - {"messages"}


def test_a_call_without_content_says_so(client: TestClient, done: str) -> None:
    answer = insights(client, done, type="topics")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "content_not_available"
