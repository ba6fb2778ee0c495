"""A recording that is put below the drop prefix, with what is asked beside it."""

import json

import pytest

from tests.e2e.aws.caller import fetched, webhook_of
from tests.e2e.aws.cloud import until
from tests.e2e.aws.home import AwsHome
from tests.e2e.local_server import Receiver

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

TENANT = "northwind"
TAKEN_SECONDS = 120.0


def test_it_becomes_a_job_whose_results_lie_in_the_bucket(
    home: AwsHome, receiver: Receiver, stereo_clip: bytes
) -> None:
    sidecar = {"metadata": {"case": "4711"}, "webhook_url": receiver.url}
    home.drop(TENANT, "monday.json", json.dumps(sidecar).encode())
    home.drop(TENANT, "monday.wav", stereo_clip)
    with home.caller(home.make_key(TENANT)) as caller:
        (job,) = until(
            lambda: [each["job_id"] for each in fetched(caller, "/v1/jobs")["jobs"]],
            TAKEN_SECONDS,
            "the dropped recording to be a job",
            report=lambda: home.report(""),
        )
        end = home.wait_until_ended(caller, job)
        assert end["status"] == "completed", f"{end}\n{home.report(job)}"
        transcript = fetched(caller, f"/v1/transcriptions/{job}")
    assert end["metadata"] == {"case": "4711"}
    assert json.loads(webhook_of(receiver, home, job)[1])["event"] == "job.completed"
    document = json.loads(home.result(TENANT, job, f"{job}.json"))
    assert document["job"]["job_id"] == job
    assert document["transcript"]["segments"] == transcript["segments"]
    assert {each["speaker"] for each in transcript["segments"]} == {"Agent", "Customer"}
    assert document["insights"]["behavioral"]
    assert home.result(TENANT, job, f"{job}.srt").startswith(b"1\n00:00:0")


def test_what_is_no_recording_is_refused_beside_it(home: AwsHome) -> None:
    home.drop(TENANT, "notes.wav", b"no sound at all")
    key = f"drop/{TENANT}/failed/notes.wav.error.json"
    (found,) = until(lambda: home.objects(key), TAKEN_SECONDS, key, report=lambda: home.report(""))
    refused = json.loads(home.content(found))
    assert refused["error"]["code"] == "unsupported_media_type"
