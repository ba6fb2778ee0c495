"""A batch of reads is no snapshot: what is read of it may be of before and of after another write.
Then it is the conditions of the transaction that decide."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from novapulse.adapters.aws.dynamodb.job_store import DynamoJobStore
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.upload_store import DynamoUploadStore
from novapulse.domain.admission import AdmissionRules, IdempotencyKey, Verdict
from novapulse.domain.job import JobError, JobStatus
from tests.adapters.aws.conftest import Dynamo
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, add_job, make_job, make_upload

OPEN = (JobStatus.QUEUED, JobStatus.PROCESSING)
KEYED = AdmissionRules(idempotency=IdempotencyKey("key", "f", NOON - timedelta(days=1)))
RULES = {
    "the limit": (AdmissionRules(max_open=1), Verdict.TOO_MANY_OPEN),
    "a repeat": (AdmissionRules(duplicates_since=NOON - timedelta(hours=1)), Verdict.DUPLICATE),
    "a key": (KEYED, Verdict.REMEMBERED),
}


class Torn:
    """Somebody else writes between the reading of a batch and the reading of the last event."""

    def __init__(self, client: Any, between: Callable[[], object]) -> None:
        self._client = client
        self._between = [between]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def batch_get_item(self, RequestItems: dict[str, Any]) -> Any:
        before = self._client.batch_get_item(RequestItems=RequestItems)
        if not self._between:
            return before
        self._between.pop()()
        after = self._client.batch_get_item(RequestItems=RequestItems)
        ((table, old),) = before["Responses"].items()
        last = [item for item in after["Responses"][table] if item["SK"]["S"] == "LAST"]
        rest = [item for item in old if item["SK"]["S"] != "LAST"]
        return before | {"Responses": {table: rest + last}}


def torn(dynamo: Dynamo, between: Callable[[], object]) -> DynamoJobStore:
    return DynamoJobStore(Table(Torn(dynamo.client, between), dynamo.name), event_days=7)


@pytest.mark.parametrize(("rules", "verdict"), RULES.values(), ids=RULES)
def test_of_two_submissions_the_second_is_judged_by_the_first(
    home: Storage, dynamo: Dynamo, rules: AdmissionRules, verdict: Verdict
) -> None:
    jobs = torn(dynamo, lambda: home.jobs.admit(make_job(1), rules))
    admission = jobs.admit(make_job(2), rules)
    assert (admission.verdict, admission.job.id) == (verdict, make_job(1).id)
    assert home.jobs.count("acme", OPEN) == 1


def test_of_two_ends_the_second_finds_the_first(home: Storage, dynamo: Dynamo) -> None:
    job = make_job()
    add_job(home.jobs, job)
    home.jobs.start("acme", job.id, NOON)
    failure = JobError(code="c", message="m")
    jobs = torn(dynamo, lambda: home.jobs.fail("acme", job.id, NOON, failure))
    assert not jobs.complete("acme", job.id, NOON, ())
    assert home.jobs.get("acme", job.id).status is JobStatus.FAILED
    assert home.jobs.count("acme", OPEN) == 0


def test_of_two_announcements_the_second_counts_the_first(home: Storage, dynamo: Dynamo) -> None:
    elsewhere = DynamoUploadStore(Table(dynamo.client._client, dynamo.name))
    first = [make_upload(1)]

    def meanwhile(name: str, request: dict[str, Any]) -> None:
        if name == "transact_write_items" and first:
            elsewhere.add(first.pop(), open_at_most=1)

    dynamo.client.before = meanwhile
    assert home.uploads.add(make_upload(2), open_at_most=1) == make_upload(1).expires_at
