"""Many at once: one wins, limits are exact, and what is in the way for a moment is waited for."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from novapulse.adapters.aws.dynamodb import transactions
from novapulse.adapters.aws.dynamodb.job_store import DynamoJobStore
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.domain.admission import AdmissionRules, IdempotencyKey, Verdict
from novapulse.domain.errors import Conflict, StorageUnavailable
from novapulse.domain.job import JobError, JobStatus, Progress
from tests.adapters.aws.cloud import Cloud, OneAtATime
from tests.adapters.aws.conftest import Dynamo
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, add_job, make_job, make_key, make_upload

OPEN = (JobStatus.QUEUED, JobStatus.PROCESSING)
REPEATS = AdmissionRules(duplicates_since=NOON - timedelta(seconds=60))


@pytest.mark.slow
def test_two_hundred_submissions_of_one_call_are_one_job(home: Storage) -> None:
    jobs = [make_job(number) for number in range(200)]
    with ThreadPoolExecutor(20) as pool:
        admissions = list(pool.map(lambda job: home.jobs.admit(job, REPEATS), jobs))
    stored = [a.job.id for a in admissions if a.verdict is Verdict.STORED]
    assert len(stored) == 1
    assert {a.job.id for a in admissions} == set(stored)
    assert len(home.jobs.unfinished()) == 1
    assert home.events.last_number("acme") == 1


def test_one_idempotency_key_at_once_is_one_job(home: Storage) -> None:
    key = IdempotencyKey("key", "f", NOON - timedelta(days=1))
    rules = AdmissionRules(idempotency=key)
    jobs = [make_job(number, audio_sha256=f"{number}") for number in range(30)]
    with ThreadPoolExecutor(10) as pool:
        verdicts = [a.verdict for a in pool.map(lambda job: home.jobs.admit(job, rules), jobs)]
    assert verdicts.count(Verdict.STORED) == 1
    assert verdicts.count(Verdict.REMEMBERED) == 29


@pytest.mark.slow
def test_the_limit_of_open_jobs_is_exact_while_jobs_end(home: Storage) -> None:
    two = AdmissionRules(max_open=2)
    seen: list[int] = []

    def submit_and_end(number: int) -> None:
        job = make_job(number, audio_sha256=f"{number}")
        if home.jobs.admit(job, two).verdict is Verdict.STORED:
            seen.append(home.jobs.count("acme", OPEN))
            home.jobs.fail("acme", job.id, NOON, JobError(code="c", message="m"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(submit_and_end, range(24)))
    assert max(seen) <= 2
    assert home.jobs.count("acme", OPEN) == 0
    assert home.jobs.first_to_end("acme") is None


def test_an_erasure_while_the_job_goes_on_leaves_nothing(
    home: Storage, dynamo: Dynamo, aws: Cloud
) -> None:
    """What another process tells between its reading and its deleting is deleted too."""
    elsewhere = DynamoJobStore(Table(OneAtATime(aws.client("dynamodb")), dynamo.name), event_days=7)
    job = make_job()
    add_job(home.jobs, job)
    where = ("acme", job.id)
    elsewhere.start(*where, NOON)
    changes: list[Callable[[], object]] = [
        lambda: elsewhere.progress(*where, Progress(step="prepare", percent=5), NOON),
        lambda: elsewhere.fetched(*where, job.file, "cd"),
        lambda: elsewhere.complete(*where, NOON, ()),
    ]

    def meanwhile(name: str, request: dict[str, Any]) -> None:
        if name == "transact_write_items" and changes:
            changes.pop(0)()

    dynamo.client.before = meanwhile
    assert home.jobs.erase("acme", job.id)
    assert changes == []
    left = {item["PK"]["S"] for item in dynamo.items()}
    assert left == {"TENANT#acme", "EVENTS#acme", "EVENT_LOGS"}
    assert home.events.after("acme", 0, limit=9) == ()
    assert home.jobs.count("acme", OPEN) == 0


def _cancelled(*codes: str) -> ClientError:
    answer = {
        "Error": {"Code": "TransactionCanceledException", "Message": ""},
        "CancellationReasons": [{"Code": code} for code in codes],
    }
    return ClientError(answer, "TransactWriteItems")


def _refused(code: str, status: int = 400) -> ClientError:
    answer = {
        "Error": {"Code": code, "Message": ""},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(answer, "PutItem")


class FailingFor:
    """The first ``times`` requests of one name."""

    def __init__(self, name: str, error: Exception, times: int) -> None:
        self._name, self._error, self.left = name, error, times

    def __call__(self, name: str, request: dict[str, Any]) -> None:
        if name == self._name and self.left:
            self.left -= 1
            raise self._error


def test_another_transaction_in_the_way_is_waited_for(home: Storage, dynamo: Dynamo) -> None:
    conflict = _cancelled("None", "TransactionConflict")
    dynamo.client.before = FailingFor("transact_write_items", conflict, 3)
    assert home.jobs.admit(make_job(), REPEATS).verdict is Verdict.STORED
    dynamo.client.before = FailingFor("update_item", _refused("TransactionConflictException"), 3)
    assert home.jobs.start("acme", make_job().id, NOON)
    assert home.jobs.get("acme", make_job().id).status is JobStatus.PROCESSING


def test_who_never_gets_through_is_told_to_come_again(
    home: Storage, dynamo: Dynamo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "LONGEST_WAIT_SECONDS", 0.0)
    conflict = _cancelled("TransactionConflict")
    dynamo.client.before = FailingFor("transact_write_items", conflict, 10_000)
    with pytest.raises(StorageUnavailable):
        home.jobs.admit(make_job(), REPEATS)
    assert dynamo.client.requests.count("transact_write_items") == transactions.ATTEMPTS


TROUBLE = [
    _refused("ProvisionedThroughputExceededException"),
    _refused("ThrottlingException"),
    _refused("RequestLimitExceeded"),
    _refused("InternalServerError", 500),
    _refused("AnythingElse", 503),
    EndpointConnectionError(endpoint_url="https://dynamodb"),
]


@pytest.mark.parametrize("error", TROUBLE, ids=repr)
def test_trouble_of_awss_own_is_storage_that_is_unavailable(
    home: Storage, dynamo: Dynamo, error: Exception
) -> None:
    def fail(name: str, request: dict[str, Any]) -> None:
        raise error

    dynamo.client.before = fail
    for action in (
        lambda: home.jobs.get("acme", "job_1"),
        home.jobs.unfinished,
        lambda: home.jobs.start("acme", "job_1", NOON),
        lambda: home.jobs.admit(make_job(), REPEATS),
        lambda: home.keys.add(make_key(), "hash"),
        lambda: home.uploads.add(make_upload()),
        lambda: home.keys.by_secret("hash"),
    ):
        with pytest.raises(StorageUnavailable) as caught:
            action()
        assert caught.value.code == "service_unavailable"


def test_a_throttled_transaction_is_storage_that_is_unavailable(
    home: Storage, dynamo: Dynamo
) -> None:
    throttled = _cancelled("None", "ThrottlingError")
    dynamo.client.before = FailingFor("transact_write_items", throttled, 1)
    with pytest.raises(StorageUnavailable):
        home.jobs.admit(make_job(), REPEATS)


def test_a_mistake_of_ours_is_not_hidden(home: Storage, dynamo: Dynamo) -> None:
    dynamo.client.before = FailingFor("get_item", _refused("AccessDeniedException"), 1)
    with pytest.raises(ClientError):
        home.jobs.get("acme", "job_1")


def test_a_key_or_an_upload_that_is_there_is_not_waited_for(home: Storage, dynamo: Dynamo) -> None:
    home.keys.add(make_key(1), "hash")
    home.uploads.add(make_upload(1))
    dynamo.client.requests.clear()
    actions: list[Callable[[], object]] = [
        lambda: home.keys.add(make_key(1), "another"),
        lambda: home.keys.add(make_key(2), "hash"),
        lambda: home.uploads.add(make_upload(1)),
    ]
    for action in actions:
        with pytest.raises(Conflict):
            action()
    assert dynamo.client.requests.count("transact_write_items") == 3
    assert home.keys.by_secret("hash") == make_key(1)


def test_two_that_begin_from_one_snapshot_wait_differently(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else they would stand in each other's way again and again."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)

    def contended() -> None:
        raise transactions.Contended

    for _ in range(2):
        random.seed(7)
        with pytest.raises(StorageUnavailable):
            transactions.settled(contended)
    half = len(waits) // 2
    assert half == transactions.ATTEMPTS
    assert waits[:half] != waits[half:]
