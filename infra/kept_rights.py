"""Rights on what the product keeps: table, buckets, keys."""

from dataclasses import dataclass

from aws_cdk import Stack

from infra.duty import May, Rights
from infra.keys import Keys
from infra.rights import TENANTS, Right
from infra.storage import DROP, Storage
from infra.table import INDEXES, Table

ITEMS = ("GetItem", "BatchGetItem", "Query", "ConditionCheckItem")
ITEM_CHANGES = ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
"""A transaction needs the rights of what it is made of.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html"""

CREDENTIALS = ("KEY#*", "KEY_ID#*", "KEYS", "USES#*")
"""Partitions of API keys, in the table and in its index."""


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
