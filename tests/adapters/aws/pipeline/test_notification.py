import json

import pytest

from novapulse.adapters.aws.pipeline.notification import read_notification
from novapulse.domain.errors import InvalidRequest
from tests.adapters.aws.pipeline.services import notification

TOLD = dict(notification(tenant="acme", job_id="job_1", inference_id="transcribe-ab"))


def test_with_the_envelope_of_sns_and_without() -> None:
    enveloped = json.dumps({"Type": "Notification", "Message": json.dumps(TOLD)})
    assert read_notification(enveloped) == read_notification(json.dumps(TOLD))


def test_a_completed_request_is_told_from_a_failed_one() -> None:
    completed = read_notification(json.dumps(TOLD))
    assert (completed.tenant, completed.job_id) == ("acme", "job_1")
    assert completed.completed and completed.status is None
    failed = notification(tenant="acme", job_id="job_1", inference_id="transcribe-ab", status=422)
    assert read_notification(json.dumps(failed)).status == 422


@pytest.mark.parametrize(
    "body",
    [
        "no JSON",
        "[]",
        "{}",
        json.dumps(TOLD | {"inferenceId": "another"}),
        json.dumps(TOLD | {"requestParameters": {"inputLocation": "s3://calls/elsewhere"}}),
        json.dumps({"Message": "[1]"}),
    ],
)
def test_what_is_no_notification_of_ours_is_refused_without_its_text(body: str) -> None:
    with pytest.raises(InvalidRequest, match="no notification") as refused:
        read_notification(body)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None
