"""Roles allow what their functions ask for, by name, and nothing that nobody asks for."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from infra.duties import API
from infra.stage_duties import STAGES
from infra.trigger_duties import TRIGGERED
from novapulse.adapters.aws.pipeline.launcher import answer_key
from novapulse.adapters.aws.pipeline.task_tokens import TaskTokens
from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.pipeline import end_failed
from novapulse.domain.job import Dialect, JobError, JobOptions
from novapulse.domain.keys import SCOPES
from novapulse.handlers import callback
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submit import Submission, submit
from novapulse.services.keys import create_key
from novapulse.services.tenants import make_tenant
from novapulse.stages.reference import JobReference
from tests.adapters.aws.cloud import Cloud
from tests.adapters.aws.pipeline.heard import transcribe_answer
from tests.api.staged import WAV, announce, complete
from tests.handlers.house import queued
from tests.handlers.test_intake import drop
from tests.handlers.test_launched import prepared
from tests.handlers.test_pipeline import RUN, Machine, written_job
from tests.handlers.test_samples import sample
from tests.infra.assembly import Assembly
from tests.infra.iam import Asked, allowed, flat, listed
from tests.infra.overheard import OverheardHouse, overheard_house, statements_of
from tests.services.house import believing_probe, publish
from tests.stages.test_fetch import URL, FakeFetcher

HOOK = JobOptions(webhook_url="https://example.com/hook", dialect=Dialect.SYMBL)
"""Of such a job everything is told."""
NOBODY = ""
"""What the test itself puts there."""
DAY = 24 * 3600.0
NAMELESS = {
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "ecr:GetAuthorizationToken",
    "cloudwatch:PutMetricData",
    "dynamodb:ListStreams",
    *(f"logs:{each}LogDelivery" for each in ("Create", "Get", "Update", "Delete")),
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
}
"""Actions on what has no name to be granted by."""


@pytest.fixture
def overheard(aws: Cloud, tmp_path: Path, dev: Assembly) -> OverheardHouse:
    return overheard_house(aws, tmp_path, dev)


@pytest.fixture
def plan(overheard: OverheardHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions of the state machine and the callback are overheard."""
    for name, run in list(RUN.items()):
        module = f"launch_{name}" if name in ("transcribe", "diarize") else name
        monkeypatch.setitem(RUN, name, overheard.as_function(module, run))
    monkeypatch.setattr(callback, "run", overheard.as_function("callback", callback.run))


@pytest.mark.usefixtures("plan")
def test_a_call_comes_through_with_the_rights_of_each_stage(
    overheard: OverheardHouse, samples: Path
) -> None:
    job = overheard.house.recorded_job(samples / "billing_call_stereo.ogg", **dict(HOOK))
    assert Machine(overheard.house).run(job) == "done"
    assert overheard.refused() == set()
    stages = {duty.name for duty in STAGES} - {"fetch", "fail", "erase"}
    assert {name for name, _ in overheard.asking.asked} == stages | {"callback"}


@pytest.mark.usefixtures("plan")
def test_a_call_as_text_comes_through_with_the_same_rights(overheard: OverheardHouse) -> None:
    with overheard.asking.of("api"):
        job = written_job(overheard.house)
    assert Machine(overheard.house).run(job) == "done"
    assert overheard.refused() == set()
    assert "kms:GenerateDataKey" in overheard.asked_by("api")
    assert "prepare" not in {name for name, _ in overheard.asking.asked}


@pytest.mark.usefixtures("plan")
def test_a_job_fails_with_the_rights_of_the_failure_path(
    overheard: OverheardHouse, samples: Path
) -> None:
    job = overheard.house.recorded_job(samples / "billing_call_stereo.ogg", **dict(HOOK))
    assert Machine(overheard.house, {"transcribe": 500}).run(job) == "failed"
    overheard.run("erase", {"reference": JobReference.of(job).model_dump(mode="json")})
    assert overheard.refused() == set()


def test_a_recording_is_fetched_with_the_rights_of_fetch(
    overheard: OverheardHouse, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetcher = FakeFetcher((samples / "billing_call_stereo.ogg").read_bytes())
    monkeypatch.setattr("novapulse.handlers.fetch.fetcher", lambda _: fetcher)
    home = aws_home(overheard.house.ports)
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    job = submit(home, Submission("acme", None, AskedOptions(audio_url=URL)))
    overheard.run("fetch", {"reference": JobReference.of(job).model_dump(mode="json")})
    assert overheard.refused() == set()
    assert "s3:PutObject" in overheard.asked_by("fetch")


def test_a_dropped_recording_comes_and_is_answered(
    overheard: OverheardHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("novapulse.bootstrap.aws.home.probe", believing_probe)
    house, dropped = overheard.house, overheard.asking.drop_bucket
    for name, content in (("call.wav", b"RIFF" + bytes(100)), ("junk.wav", b"junk")):
        event = _dropped(overheard, name, content, dropped)
        overheard.run("intake", queued(event))
    (job,) = house.ports.jobs.unfinished()
    publish(aws_home(house.ports), job)
    overheard.run("drop_results", {"detail": {"job_id": job.id}})
    assert overheard.refused() == set()
    assert "s3:PutObject" in overheard.asked_by("drop_results")


def test_webhooks_are_delivered_and_planned_anew(overheard: OverheardHouse) -> None:
    house = overheard.house
    house.ports.posts.status = 500
    job = house.job(options=HOOK)
    end_failed(house.ports, JobReference.of(job).with_error(JobError(code="a", message="b")))
    while not house.ports.clients.scheduler.schedules:
        wait, body = house.queue.messages.pop(0)
        house.clock.advance(wait)
        overheard.run("deliver", queued(body))
    assert overheard.refused() == set()
    assert "iam:PassRole" in overheard.asked_by("deliver")


def test_events_are_published(overheard: OverheardHouse) -> None:
    overheard.run("publish_events", sample("publish_events"))
    assert overheard.refused() == set()
    assert overheard.asked_by("publish_events") == {"events:PutEvents"}


def test_what_was_lost_is_found(overheard: OverheardHouse) -> None:
    """An answer without its notification, a job that was never started, one that is overdue, a
    webhook that nobody carries, a dropped recording whose job has failed."""
    house = overheard.house
    _answered_without_word(overheard)
    overdue = house.job(2, options=HOOK)
    house.step_functions.start_execution(stateMachineArn="", name=overdue.id, input="{}")
    house.clock.advance(9 * DAY)
    house.job(3)
    house.clock.advance(300)
    overheard.run("reconcile", {})
    assert overheard.refused() == set()
    wanted = {"states:StartExecution", "states:StopExecution", "states:SendTaskSuccess"}
    wanted |= {"sqs:SendMessage", "kms:GenerateDataKey", "s3:DeleteObject"}
    assert wanted <= overheard.asked_by("reconcile")


def test_what_is_old_is_deleted(overheard: OverheardHouse) -> None:
    house = overheard.house
    whole = aws_home(house.ports)
    publish(whole, house.job())
    house.clock.advance(91 * DAY)
    overheard.run("retention", {})
    house.clock.advance(400 * DAY)
    overheard.run("retention", {})
    assert overheard.refused() == set()
    assert "s3:DeleteObject" in overheard.asked_by("retention")


def test_calls_are_indexed_later(overheard: OverheardHouse) -> None:
    publish(aws_home(overheard.house.ports), overheard.house.job())
    overheard.run("index_later", {})
    assert overheard.refused() == set()
    assert "s3:PutObject" in overheard.asked_by("index_later")


def test_a_caller_is_served_with_the_rights_of_the_api(
    overheard: OverheardHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("novapulse.bootstrap.aws.home.probe", believing_probe)
    client = _client(overheard)
    with overheard.asking.of("api"), client:
        _use_everything(overheard, client)
    assert overheard.refused() == set()
    assert {"states:StartExecution", "kms:Decrypt"} <= overheard.asked_by("api")


def test_what_is_not_redacted_yet_is_opened_by_whom_it_is_for(dev: Assembly) -> None:
    """The attributed call, for one, is opened by ``redact`` and nobody else."""
    raw = {"kms:EncryptionContext:object": "acme/job_1/attributed"}
    opens = Asked("kms:Decrypt", _vault_key(dev), raw)
    openers = {
        duty.name
        for duty in (*STAGES, *TRIGGERED, API)
        if allowed(statements_of(dev, duty.name), opens)
    }
    assert openers == {"redact"}


@pytest.mark.parametrize("partition", ["KEY#1f", "KEYS", "KEY_ID#key_1", "USES#key_1"])
def test_api_keys_are_out_of_reach_for_whom_they_are_nothing(dev: Assembly, partition: str) -> None:
    (table,) = dev.resources("AWS::DynamoDB::Table")
    for duty in (*STAGES, *TRIGGERED, API):
        statements = statements_of(dev, duty.name)
        for action, index in (("PutItem", ""), ("GetItem", ""), ("Query", "/index/GSI1")):
            keys = {"dynamodb:LeadingKeys": ["JOB#acme#job_1", partition]}
            asked = Asked(f"dynamodb:{action}", f"arn:{table}{index}", keys)
            assert allowed(statements, asked) == (duty.name in ("api", "retention")), duty.name


def test_who_drops_recordings_reaches_the_folder_of_the_tenant_that_a_tag_names(
    dev: Assembly,
) -> None:
    (policy,) = dev.resources("AWS::IAM::ManagedPolicy").values()
    own = "drop/${aws:PrincipalTag/tenant}/"
    for statement in policy["PolicyDocument"]["Statement"]:
        if "s3:ListBucket" in listed(statement["Action"]):
            assert statement["Condition"] == {"StringLike": {"s3:prefix": f"{own}*"}}
        elif any(action.startswith("s3:") for action in listed(statement["Action"])):
            assert f"/{own}" in flat(statement["Resource"])


def test_no_policy_allows_every_action_or_names_no_resource(dev: Assembly) -> None:
    for statement in _statements(dev):
        if statement["Effect"] == "Allow":
            assert not any("*" in action for action in listed(statement["Action"])), statement
        if "*" in listed(statement["Resource"]):
            assert set(listed(statement["Action"])) <= NAMELESS, statement


def test_objects_are_reached_below_their_prefixes_alone(dev: Assembly) -> None:
    for statement in _statements(dev):
        for resource in map(flat, listed(statement["Resource"])):
            if any(each.startswith("s3:") for each in listed(statement["Action"])):
                assert not resource.endswith(("/*", "*")) or resource.count("/") >= 2, statement


def test_the_vaults_key_is_of_no_use_without_the_name_of_an_object(dev: Assembly) -> None:
    policy = dev.template["Resources"][_vault_key(dev).removeprefix("arn:")]
    denied = [s for s in policy["Properties"]["KeyPolicy"]["Statement"] if s["Effect"] == "Deny"]
    assert denied[0]["Condition"] == {"Null": {"kms:EncryptionContext:object": "true"}}


def _use_everything(overheard: OverheardHouse, client: TestClient) -> None:
    """Both ways in, all that can be read of a call, and its erasure."""
    upload, house = announce(client), overheard.house
    house.put(f"staged/acme/{upload['upload_id']}/part-00001", WAV)
    assert complete(client, upload["upload_id"]).status_code == 200
    files = {"file": ("call.wav", WAV + b"another")}
    sent = client.post("/v1/audio/ingest", files=files)
    assert sent.status_code == 202, sent.text
    job_id = sent.json()["job_id"]
    staged = {"upload_id": upload["upload_id"], "metadata": {"agent": "b"}}
    answer = client.post("/v1/audio/ingest", json=staged)
    assert answer.status_code == 202, answer.text
    with overheard.asking.of(NOBODY):
        publish(aws_home(house.ports), house.ports.jobs.get("acme", job_id))
    for path in (
        f"/v1/jobs/{job_id}",
        f"/v1/transcriptions/{job_id}?redact_pii=false",
        f"/v1/insights/{job_id}",
        "/v1/search?q=invoice",
    ):
        found = client.get(path)
        assert found.status_code == 200, found.text
    assert client.delete(f"/v1/jobs/{job_id}").status_code in (200, 204)


def _client(overheard: OverheardHouse) -> TestClient:
    from novapulse.api.native.app import create_app

    ports = overheard.house.ports
    new = create_key(
        tenant="acme", scopes=SCOPES, tenants=ports.tenants, keys=ports.keys, clock=ports.clock
    )
    headers = {"authorization": f"Bearer {new.secret}"}
    return TestClient(create_app(aws_home(ports)), headers=headers)


def _answered_without_word(overheard: OverheardHouse) -> None:
    house = overheard.house
    job = prepared(house)
    house.step_functions.waiting.add("token")
    reference = JobReference.of(job).model_dump(mode="json")
    state = {"reference": reference, "timeouts": {}}
    overheard.run("launch_transcribe", {"state": state, "token": "token"})
    (waiting,) = TaskTokens(house.ports.table).waiting()
    document = transcribe_answer().model_dump_json().encode()
    house.put(f"vault/{answer_key(waiting.inference)}", document)


def _dropped(overheard: OverheardHouse, name: str, content: bytes, bucket: str) -> dict[str, Any]:
    event = drop(overheard.house, name, content)
    key = event["detail"]["object"]["key"]
    overheard.house.ports.clients.s3.put_object(Bucket=bucket, Key=key, Body=content)
    return event


def _vault_key(dev: Assembly) -> str:
    (key,) = (id for id in dev.resources("AWS::KMS::Key") if id.startswith("KeysVault"))
    return f"arn:{key}"


def _statements(dev: Assembly) -> list[dict[str, Any]]:
    return [
        statement
        for policy in dev.resources("AWS::IAM::Policy").values()
        for statement in policy["PolicyDocument"]["Statement"]
    ]
