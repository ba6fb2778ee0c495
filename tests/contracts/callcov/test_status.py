"""Where an analysis stands, and what it holds, in the words of each family."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.job import JobError
from novapulse.services.home import Home
from tests.contracts.callcov.analysed import FAILURE, LINES, assessment, complete, fail
from tests.contracts.callcov.caller import (
    ANALYSIS,
    ANALYZE,
    ANL,
    INSTANT,
    UNKNOWN,
    UUID,
    WHO,
    accepted,
    both_families,
    error,
    upload,
)
from tests.services.house import NOON, RememberingRunner

OURS_TOO = {"analysis_id", "id", "status", "created_at", "completed_at", "audio", "transcript"}
FAILURES = {
    "audio_url_unreachable": "audio_url_unreachable",
    "audio_url_failed": "audio_url_unreachable",
    "file_too_large": "file_too_large",
    "unsupported_media_type": "invalid_file_format",
    "audio_undecodable": "invalid_file_format",
}
PARTS = ("compliance", "quality", "coaching")


def by_either(client: TestClient, analysis_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    answers = [client.get(f"{path}/{analysis_id}") for path in (ANALYZE, ANALYSIS)]
    assert [answer.status_code for answer in answers] == [200, 200]
    first, second = (answer.json() for answer in answers)
    return first, second


@pytest.fixture
def analysis_id(client: TestClient) -> str:
    return accepted(upload(client, call_direction="inbound", metadata='{"a": 1}'))


def test_what_waits_and_what_runs_is_processing(
    client: TestClient, home: Home, runner: RememberingRunner, analysis_id: str
) -> None:
    [job] = runner.started
    for _ in ("queued", "processing"):
        calls, analysis = by_either(client, analysis_id)
        assert calls["status"] == analysis["status"] == "processing"
        assert calls["analysis_id"] == analysis_id
        assert not calls.get("analysis")
        assert not calls.get("error")
        assert analysis["transcript"] is analysis["results"] is None
        home.jobs.start(job.tenant, job.id, home.clock.now())


def test_a_completed_call_has_what_the_page_prints(
    client: TestClient, home: Home, runner: RememberingRunner, analysis_id: str
) -> None:
    complete(home, runner.started[0])
    calls, analysis = by_either(client, analysis_id)
    assert calls["status"] == analysis["status"] == "completed"
    assert calls["analysis"]["sentiment"] == "neutral"
    assert calls["analysis"]["summary"] == "Customer was charged twice."
    assert calls["error"] is None
    assert calls.keys() >= OURS_TOO
    assert calls["completed_at"] == "2026-03-01T12:01:00Z"


def test_both_families_tell_the_same(
    client: TestClient, home: Home, runner: RememberingRunner, analysis_id: str
) -> None:
    complete(home, runner.started[0])
    calls, analysis = by_either(client, analysis_id)
    assert calls["results"] == analysis["results"]
    assert set(analysis["results"]) >= {*PARTS, "summary"}
    assert {part: calls["analysis"][part] for part in PARTS} == {
        part: analysis["results"][part] for part in PARTS
    }
    assert analysis["results"]["summary"] == calls["analysis"]["summary"]
    overall = analysis["results"]["quality"]["sentiment_analysis"]["overall"]
    assert overall == calls["analysis"]["sentiment"]
    assert calls["transcript"] == analysis["transcript"]
    assert calls["id"] == analysis["id"]
    assert UUID.fullmatch(analysis["id"])


def test_the_other_family_has_the_fields_of_its_pages(
    client: TestClient, home: Home, runner: RememberingRunner, analysis_id: str
) -> None:
    complete(home, runner.started[0])
    analysis = client.get(f"{ANALYSIS}/{analysis_id}").json()
    assert analysis["object"] == "analysis"
    assert analysis["created"] == int(NOON.timestamp())
    assert analysis["livemode"] in (True, False)
    assert analysis["call"].items() >= WHO.items()
    assert isinstance(analysis["call"]["duration_ms"], int)
    assert analysis["call"]["duration_ms"] == 1000 * analysis["call"]["duration_seconds"]
    assert set(analysis["audio"]) >= {"url", "size_bytes", "format", "duration_seconds"}
    assert analysis["audio"]["format"] == "wav"
    told = analysis["metadata"]
    assert set(told) >= {"webhook_url", "completed_at", "processing_time_ms", "error_message"}
    assert told["processing_time_ms"] == 60_000
    assert told["error_message"] is None


def test_the_transcript_names_who_speaks_on_each_line(
    client: TestClient, home: Home, runner: RememberingRunner, analysis_id: str
) -> None:
    complete(home, runner.started[0])
    transcript = client.get(f"{ANALYSIS}/{analysis_id}").json()["transcript"]
    lines = transcript["text"].split("\n")
    assert len(lines) == len(LINES)
    assert all(re.match(r"(Agent|Customer): ", line) for line in lines)
    assert transcript["language"].startswith("en")
    first = transcript["segments"][0]
    assert set(first) >= {"speaker", "text", "start", "end", "confidence"}
    assert (first["speaker"], first["start"], first["end"]) == ("Agent", 0.4, 6.0)
    assert 0 <= first["confidence"] <= 1


def test_compliance_has_the_fields_of_its_page_with_evidence(
    client: TestClient, home: Home, runner: RememberingRunner, analysis_id: str
) -> None:
    complete(home, runner.started[0])
    compliance = client.get(f"{ANALYSIS}/{analysis_id}").json()["results"]["compliance"]
    identity = compliance["identity_verification"]
    assert (identity["verified"], identity["flagged"]) == (True, False)
    assert 0 <= identity["timestamp"] <= 6
    disclosures = compliance["mandatory_disclosures"]
    assert disclosures["read"] is False
    assert disclosures["matched_disclosures"] == []
    assert len(disclosures["missing_disclosures"]) == 1
    purpose = compliance["purpose_declaration"]
    assert purpose.items() >= {"disclosed": True, "interaction_number": 1, "flagged": False}.items()
    prohibited = compliance["prohibited_phrases"]
    assert prohibited["detected"] is prohibited["flagged"] is True
    assert prohibited["phrases"][0]["speaker"] == "Agent"
    assert 21 <= prohibited["phrases"][0]["timestamp"] <= 27
    spoken = compliance["sensitive_data"]
    assert spoken["detected"] is True
    assert "card" in spoken["items"][0]["type"].lower()
    assert "guarantee" in str(prohibited)
    assert "my name is [NAME]" in str(identity)


def test_quality_and_coaching_have_their_parts(
    client: TestClient, home: Home, runner: RememberingRunner, analysis_id: str
) -> None:
    complete(home, runner.started[0])
    results = client.get(f"{ANALYSIS}/{analysis_id}").json()["results"]
    assert results["quality"].keys() >= {
        "greeting",
        "sentiment_analysis",
        "empathy",
        "interruptions",
        "call_structure",
        "talk_ratio",
        "dead_air",
    }
    assert results["quality"]["dead_air"]["longest_seconds"] == 8.0
    coaching = results["coaching"]
    assert coaching.keys() >= {"recommendations", "strengths", "customer_effort_score"}
    assert 0 <= coaching["customer_effort_score"] <= 5
    assert {r["priority"] for r in coaching["recommendations"]} <= {"high", "medium", "low"}
    known = assessment().coaching
    assert known is not None
    assert [r["area"] for r in coaching["recommendations"]] == [
        r.area for r in known.recommendations
    ]


def test_a_failed_call_says_why_in_both_families(
    client: TestClient, home: Home, runner: RememberingRunner, analysis_id: str
) -> None:
    fail(home, runner.started[0])
    calls, analysis = by_either(client, analysis_id)
    assert calls["status"] == analysis["status"] == "failed"
    assert isinstance(calls["error"], str)
    assert FAILURE.message in calls["error"]
    assert re.fullmatch(r"[a-z_]+", calls["error_code"])
    assert analysis["metadata"]["error_message"] == calls["error"]
    assert analysis["results"] is None


def test_a_failure_has_a_code_that_the_pages_know(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    for ours, theirs in FAILURES.items():
        analysis_id = accepted(upload(client))
        error = JobError(code=ours, message="It did not work; try again.")
        fail(home, runner.started[-1], error)
        assert client.get(f"{ANALYZE}/{analysis_id}").json()["error_code"] == theirs


def test_without_an_assessment_there_is_a_sentiment_and_a_summary_all_the_same(
    client: TestClient, home: Home, runner: RememberingRunner, analysis_id: str
) -> None:
    """An assessment may be left out: it is an optional stage."""
    job = complete(home, runner.started[0])
    home.blobs.delete(f"results/{job.tenant}/{job.id}/assessment.json")
    calls, analysis = by_either(client, analysis_id)
    assert calls["analysis"]["sentiment"] in ("positive", "neutral", "negative", "mixed")
    assert calls["analysis"]["summary"]
    assert analysis["results"]["compliance"] is None


@both_families
def test_one_analysis_has_two_ids_and_each_family_takes_both(client: TestClient, path: str) -> None:
    answer = upload(client, path=path).json()
    calls, analysis = by_either(client, answer.get("analysis_id") or answer["id"])
    assert ANL.fullmatch(calls["analysis_id"])
    assert UUID.fullmatch(analysis["id"])
    for named in (calls["analysis_id"], analysis["id"]):
        assert by_either(client, named) == (calls, analysis)


@both_families
def test_what_is_no_id_is_not_there(
    client: TestClient, path: str, runner: RememberingRunner, analysis_id: str
) -> None:
    shown = client.get(f"{ANALYSIS}/{analysis_id}").json()["id"]
    odd = [
        runner.started[0].id,
        "anl_0000000000",
        "anl_zzzzzzzzzz",
        analysis_id.upper(),
        analysis_id[:-1],
        f"{analysis_id}0",
        f"{shown}0",
        shown[:-1] + ("0" if shown[-1] != "0" else "1"),
        "00000000-0000-0000-0000-000000000000",
        "%00",
        "..%2f..%2fetc%2fpasswd",
        "x" * 3000,
    ]
    for name in odd:
        assert error(client.get(f"{path}/{name}")) == UNKNOWN, name


def test_ids_do_not_tell_how_many_there_are(client: TestClient) -> None:
    ids = [accepted(upload(client)) for _ in range(5)]
    assert len(set(ids)) == 5
    assert ids != sorted(ids)[::-1] or len({one[4:7] for one in ids}) > 1


@both_families
def test_times_are_whole_seconds_of_utc(client: TestClient, path: str) -> None:
    answer = upload(client, path=path).json()
    calls = client.get(f"{ANALYZE}/{answer.get('analysis_id') or answer['id']}").json()
    assert INSTANT.fullmatch(calls["created_at"])
    assert INSTANT.fullmatch(calls["estimated_completion"])
