"""The rights of ``infra.duties`` as statements: named actions on named things."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam

from infra.duties import May, Rights
from infra.environments import Environment
from infra.keys import Keys
from infra.nag import accept_wildcard
from infra.storage import DROP, Storage
from infra.table import INDEXES, Table

ITEMS = ("GetItem", "BatchGetItem", "Query", "ConditionCheckItem")
ITEM_CHANGES = ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
"""A transaction needs the rights of what it is made of.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html"""

CREDENTIALS = ("KEY#*", "KEY_ID#*", "KEYS", "USES#*")
"""Partitions of API keys, in the table and in its index."""
TENANTS = "Objects of all tenants below a prefix: tenants and jobs come and go."


@dataclass(frozen=True)
class Right:
    """``because`` is why a resource has a ``*``: needed where one has."""

    actions: Sequence[str]
    resources: Sequence[str]
    conditions: Mapping[str, Any] | None = None
    because: str = ""

    @property
    def statement(self) -> iam.PolicyStatement:
        return iam.PolicyStatement(
            actions=list(self.actions), resources=list(self.resources), conditions=self.conditions
        )


def give(role: iam.Role, rights: Iterable[Right]) -> None:
    """These and no others. A ``*`` without a reason fails the synthesis, by cdk-nag."""
    for right in rights:
        role.add_to_policy(right.statement)
        for resource in right.resources:
            if "*" in resource and right.because:
                accept_wildcard(role, right.because, resource)


@dataclass(frozen=True)
class Kept:
    """What the product keeps."""

    table: Table
    storage: Storage
    keys: Keys


def kept_rights(rights: Rights, kept: Kept) -> list[Right]:
    """On table, data bucket and keys."""
    return [
        *_table(rights, kept.table),
        *_objects(rights, kept.storage),
        *_data_key(rights, kept),
        *_vault_key(rights, kept.keys),
    ]


def _table(rights: Rights, table: Table) -> list[Right]:
    """Whoever writes an API key may do everything: functions that do not look after them have no
    right on them.
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"""
    if not rights.table:
        return []
    others = {"ForAllValues:StringNotLike": {"dynamodb:LeadingKeys": list(CREDENTIALS)}}
    condition = None if rights.credentials else others
    arn = table.table.table_arn
    indexes = [f"{arn}/index/{index}" for index in INDEXES]
    return [
        Right([f"dynamodb:{each}" for each in (*ITEMS, *ITEM_CHANGES)], [arn], condition),
        Right(["dynamodb:Query"], indexes, condition),
    ]


def _objects(rights: Rights, storage: Storage) -> list[Right]:
    """Listing has no condition on prefixes: a request for an object that is not there carries no
    prefix, and without the right to list S3 would answer that it is forbidden, not missing.
    https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html"""
    bucket = storage.data
    wanted = (
        (("s3:GetObject",), rights.reads),
        (("s3:PutObject", "s3:AbortMultipartUpload"), rights.writes),
        (("s3:DeleteObject",), rights.deletes),
    )
    found = [
        Right(
            actions,
            [bucket.arn_for_objects(f"{prefix}*") for prefix in prefixes],
            because=TENANTS,
        )
        for actions, prefixes in wanted
        if prefixes
    ]
    return [*found, Right(["s3:ListBucket"], [bucket.bucket_arn])] if found else []


def _data_key(rights: Rights, kept: Kept) -> list[Right]:
    """S3 alone may use it for them. Parts of a multipart upload need Decrypt, too:
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html"""
    drops = {May.TAKE_DROPPED, May.REFUSE_DROPPED} & rights.may
    writes = bool(rights.writes) or May.REFUSE_DROPPED in drops
    if not (rights.reads or writes or drops):
        return []
    actions = ["kms:Decrypt", *(["kms:GenerateDataKey"] if writes else [])]
    key = kept.keys.data
    service = f"s3.{Stack.of(key).region}.amazonaws.com"
    return [Right(actions, [key.key_arn], {"StringEquals": {"kms:ViaService": service}})]


def _vault_key(rights: Rights, keys: Keys) -> list[Right]:
    """For the vault objects of any job, by the last part of their names."""
    wanted = (("kms:Decrypt", rights.opens), ("kms:GenerateDataKey", rights.seals))
    return [
        Right(
            [action],
            [keys.vault.key_arn],
            {"StringLike": {"kms:EncryptionContext:object": [f"*/*/{name}" for name in names]}},
        )
        for action, names in wanted
        if names
    ]


def dropped_rights(rights: Rights, storage: Storage) -> list[Right]:
    """On the drop bucket."""
    found = []
    if May.TAKE_DROPPED in rights.may:
        recordings = storage.drop.arn_for_objects(f"{DROP}*")
        found.append(Right(["s3:GetObject"], [recordings], because=TENANTS))
        found.append(Right(["s3:ListBucket"], [storage.drop.bucket_arn]))
    if May.REFUSE_DROPPED in rights.may:
        refused = storage.drop.arn_for_objects(f"{DROP}*/failed/*")
        found.append(Right(["s3:PutObject"], [refused], because=TENANTS))
    return found


def job_rights(rights: Rights, machine_arn: str, executions_arn: str) -> list[Right]:
    """On the state machine and what it runs."""
    wanted = {
        May.START_JOBS: Right(["states:StartExecution"], [machine_arn]),
        May.END_TASKS: Right(
            ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"],
            [machine_arn],
        ),
    }
    found = [each for may, each in wanted.items() if may in rights.may]
    if May.WATCH_JOBS in rights.may:
        found.append(Right(["states:ListExecutions"], [machine_arn]))
        found.append(
            Right(
                ["states:DescribeExecution", "states:StopExecution"],
                [executions_arn],
                because="Executions of this state machine, which are named by their jobs.",
            )
        )
    return found


def endpoint_rights(rights: Rights, stack: Stack, transcriber: str, diarizer: str) -> list[Right]:
    """``transcriber``, ``diarizer``: the endpoints' names."""
    ask = "sagemaker:InvokeEndpointAsync"
    wanted = {
        May.ASK_TRANSCRIBER: (ask, [transcriber]),
        May.ASK_DIARIZER: (ask, [diarizer]),
        May.WATCH_ENDPOINTS: ("sagemaker:DescribeEndpoint", [transcriber, diarizer]),
    }
    return [
        Right([action], [endpoint_arn(stack, name) for name in names])
        for may, (action, names) in wanted.items()
        if may in rights.may
    ]


def bedrock_rights(rights: Rights, environment: Environment) -> list[Right]:
    """A model that an environment does not name nobody may ask."""
    models = {
        May.ASK_SUMMARY_MODEL: environment.summary_model,
        May.ASK_EMBEDDING_MODEL: environment.embedding_model,
    }
    return [
        Right(["bedrock:InvokeModel"], model.arns)
        for may, model in models.items()
        if model is not None and may in rights.may
    ]


def endpoint_arn(stack: Stack, name: str) -> str:
    return stack.format_arn(service="sagemaker", resource="endpoint", resource_name=name)


def machine_arn(stack: Stack, name: str) -> str:
    """Known before the state machine is there: functions that it calls start executions of it."""
    return stack.format_arn(
        service="states",
        resource="stateMachine",
        resource_name=name,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )


def executions_arn(stack: Stack, name: str) -> str:
    return stack.format_arn(
        service="states",
        resource="execution",
        resource_name=f"{name}:*",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
