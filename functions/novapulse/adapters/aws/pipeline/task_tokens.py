"""The tokens of tasks that wait for a model endpoint, beside their job in the table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item, present, ttl, utc_text
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.query import Index, Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import ABSENT, PRESENT, Delete, Put, Update, When

WAITING = "TOKENS"
"""GSI2PK of every token."""
KEPT = timedelta(days=11)
"""Beyond the longest execution."""
LEASE = timedelta(minutes=15)
"""How long whoever ends a task has it to himself: no Lambda runs longer."""


@dataclass(frozen=True)
class Inference:
    """What was asked of an endpoint for one attempt at a stage. ``id`` is its InferenceId."""

    tenant: str
    job_id: str
    stage: str
    id: str


@dataclass(frozen=True)
class TaskToken:
    """``invoked`` once the endpoint has taken the request; ``failure`` is where SageMaker puts the
    response to one that fails."""

    inference: Inference
    token: str
    created_at: datetime
    invoked: bool = False
    failure: str | None = None


class TaskTokens:
    def __init__(self, table: Table) -> None:
        self._table = table

    def store(self, token: TaskToken) -> bool:
        """1 request. False if it is there already."""
        return self._table.holds(Put(_key(token.inference), _item(token), ABSENT))

    def invoked(self, token: TaskToken, failure: str | None) -> None:
        """1 request. Nothing, if the answer has come and gone meanwhile."""
        said = present({"invoked": True, "failure": failure})
        self._table.holds(Update(_key(token.inference), set=said, when=PRESENT))

    def find(self, tenant: str, job_id: str, inference_id: str) -> TaskToken | None:
        """1 request."""
        item = self._table.get(_key_of(tenant, job_id, inference_id))
        return None if item is None else _token(item)

    def claim(self, token: TaskToken, now: datetime) -> bool:
        """1 request. False if somebody else is ending the task, or has ended it."""
        free = When(
            "#token = :token AND (attribute_not_exists(#claimed_until) OR #claimed_until < :now)",
            token=token.token,
            now=utc_text(now),
        )
        until = {"claimed_until": utc_text(now + LEASE)}
        return self._table.holds(Update(_key(token.inference), set=until, when=free))

    def release(self, token: TaskToken) -> None:
        """1 request."""
        key = _key(token.inference)
        self._table.holds(Update(key, remove=("claimed_until",), when=PRESENT))

    def consume(self, token: TaskToken) -> bool:
        """1 request. False if it was gone."""
        same = When("#token = :token", token=token.token)
        return self._table.holds(Delete(_key(token.inference), same))

    def waiting(self) -> Iterator[TaskToken]:
        """Of all tenants, oldest first; from an index that follows the table within a moment."""
        return map(_token, self._table.query(Query(WAITING, index=Index.GSI2)))


def _key(inference: Inference) -> Key:
    return _key_of(inference.tenant, inference.job_id, inference.id)


def _key_of(tenant: str, job_id: str, inference_id: str) -> Key:
    return Key(keys.job(tenant, job_id).pk, keys.TOKEN_OF_JOB + inference_id)


def _item(token: TaskToken) -> Item:
    inference = token.inference
    return present(
        {
            "tenant": inference.tenant,
            "job_id": inference.job_id,
            "stage": inference.stage,
            "inference_id": inference.id,
            "token": token.token,
            "created_at": utc_text(token.created_at),
            "invoked": token.invoked,
            "failure": token.failure,
            "ttl": ttl(token.created_at, KEPT),
            "GSI2PK": WAITING,
            "GSI2SK": keys.moment(token.created_at, inference.id),
        }
    )


def _token(item: Item) -> TaskToken:
    return TaskToken(
        inference=Inference(item["tenant"], item["job_id"], item["stage"], item["inference_id"]),
        token=item["token"],
        created_at=datetime.fromisoformat(item["created_at"]),
        invoked=item["invoked"],
        failure=item.get("failure"),
    )
