"""What is kept: encrypted, over TLS alone, and for no longer than was said."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.environments import PROD
from tests.infra.assembly import Assembly, logical_id
from tests.infra.iam import flat, listed

BUCKET, QUEUE, TOPIC = "AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::SNS::Topic"
POLICIES = {
    BUCKET: ("AWS::S3::BucketPolicy", "Bucket"),
    QUEUE: ("AWS::SQS::QueuePolicy", "Queues"),
    TOPIC: ("AWS::SNS::TopicPolicy", "Topics"),
}


def bucket(stack: Assembly, name: str) -> dict[str, Any]:
    (found,) = (p for id, p in stack.resources(BUCKET).items() if id.startswith(f"Storage{name}"))
    return found


def rules(stack: Assembly, name: str) -> dict[str, dict[str, Any]]:
    """Of a bucket's lifecycle, by prefix."""
    found = bucket(stack, name)["LifecycleConfiguration"]["Rules"]
    return {each.get("Prefix", ""): each for each in found}


@pytest.mark.parametrize("type", POLICIES)
def test_nothing_is_reached_without_tls(dev: Assembly, type: str) -> None:
    policy, owner = POLICIES[type]
    safe = {
        logical_id(each)
        for found in dev.resources(policy).values()
        if any(map(_denies_plain_http, found["PolicyDocument"]["Statement"]))
        for each in listed(found[owner])
    }
    assert safe == dev.resources(type).keys()


def test_no_bucket_is_public_and_each_is_encrypted(dev: Assembly) -> None:
    for id, each in dev.resources(BUCKET).items():
        assert set(each["PublicAccessBlockConfiguration"].values()) == {True}, id
        assert each["BucketEncryption"], id


def test_calls_are_encrypted_by_a_key_of_ours(dev: Assembly) -> None:
    for name in ("Data", "Drop"):
        (rule,) = bucket(dev, name)["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        default = rule["ServerSideEncryptionByDefault"]
        assert default["SSEAlgorithm"] == "aws:kms"
        assert logical_id(default["KMSMasterKeyID"]).startswith("KeysData")


def test_keys_are_rotated(dev: Assembly) -> None:
    for id, key in dev.resources("AWS::KMS::Key").items():
        assert key["EnableKeyRotation"] is True, id


def test_who_alarms_may_use_the_key_for_the_topic_of_alarms_alone(dev: Assembly) -> None:
    """Without the key an alarm would ring for nobody, and say so nowhere but in its history."""
    (data,) = (
        key for id, key in dev.resources("AWS::KMS::Key").items() if id.startswith("KeysData")
    )
    (statement,) = (
        each for each in data["KeyPolicy"]["Statement"] if "Service" in each["Principal"]
    )
    assert set(statement["Principal"]["Service"]) == {
        "budgets.amazonaws.com",
        "cloudwatch.amazonaws.com",
    }
    assert set(statement["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey"}
    (topic,) = statement["Condition"]["StringEquals"].values()
    alarmed = {
        logical_id(action)
        for alarm in dev.resources("AWS::CloudWatch::Alarm").values()
        for action in alarm["AlarmActions"]
    } & dev.resources(TOPIC).keys()
    (name,) = (dev.resources(TOPIC)[id]["TopicName"] for id in alarmed)
    assert flat(topic) == f"arn:Partition:sns:Region:AccountId:{name}"


def test_what_was_erased_is_kept_in_no_older_version(dev: Assembly) -> None:
    for name in ("Data", "Drop"):
        assert "VersioningConfiguration" not in bucket(dev, name)


def test_what_nobody_takes_any_more_goes(dev: Assembly) -> None:
    days = {prefix: rule.get("ExpirationInDays") for prefix, rule in rules(dev, "Data").items()}
    kept = {"staged/": 2, "work/": 14, "vault/_answers/": 1, "inference/": 12}
    assert days == {"": None, **kept}
    assert rules(dev, "Drop")["drop/"]["ExpirationInDays"] == 90


def test_unfinished_uploads_hold_no_bytes(dev: Assembly) -> None:
    for name in ("Data", "Drop", "AccessLogs"):
        found = bucket(dev, name)["LifecycleConfiguration"]["Rules"]
        aborts = [each.get("AbortIncompleteMultipartUpload") for each in found]
        assert {"DaysAfterInitiation": 1} in aborts


def test_a_drop_is_told_to_eventbridge(dev: Assembly) -> None:
    told = bucket(dev, "Drop")["NotificationConfiguration"]
    assert told == {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}


def test_pages_that_may_upload_are_those_of_the_environment(dev: Assembly, rich: Assembly) -> None:
    assert "CorsConfiguration" not in bucket(dev, "Data")
    (rule,) = bucket(rich, "Data")["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedOrigins"] == ["https://app.example.com"]
    assert rule["AllowedMethods"] == ["PUT"]


def test_the_table_is_as_the_adapters_want_it(dev: Assembly) -> None:
    (table,) = dev.resources("AWS::DynamoDB::Table").values()
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert _keys(table) == ["PK", "SK"]
    indexes = {each["IndexName"]: each for each in table["GlobalSecondaryIndexes"]}
    assert {name: _keys(each) for name, each in indexes.items()} == {
        name: [f"{name}PK", f"{name}SK"] for name in ("GSI1", "GSI2")
    }
    assert {each["Projection"]["ProjectionType"] for each in indexes.values()} == {"ALL"}


def test_queues_are_encrypted(dev: Assembly) -> None:
    for id, queue in dev.resources(QUEUE).items():
        assert queue["SqsManagedSseEnabled"] is True, id


def test_where_data_are_kept_a_deleted_stack_leaves_them(rich: Assembly) -> None:
    assert PROD.keeps_data
    for type in ("AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::KMS::Key"):
        for resource in rich.template["Resources"].values():
            if resource["Type"] == type:
                assert resource["DeletionPolicy"] == "Retain"


def test_nothing_stays_whose_name_the_next_stack_wants(rich: Assembly) -> None:
    """A first deployment that fails is rolled back, and what is retained would end the second."""
    kept = {
        each["Type"]
        for each in rich.template["Resources"].values()
        if each.get("DeletionPolicy") == "Retain"
    }
    assert kept == {BUCKET, "AWS::DynamoDB::Table", "AWS::KMS::Key"}
    for type, name in ((BUCKET, "BucketName"), ("AWS::DynamoDB::Table", "TableName")):
        assert not any(name in each for each in rich.resources(type).values())


def test_no_secret_stands_in_the_template(dev: Assembly, rich: Assembly) -> None:
    for stack in (dev, rich):
        for function in stack.resources("AWS::Lambda::Function").values():
            for name in function["Environment"]["Variables"]:
                assert not name.endswith(("SECRET", "PASSWORD", "TOKEN", "API_KEY")), name
        assert not any("password" in text.lower() for text in _texts(stack.template["Resources"]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from (name, *_texts(each))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _keys(described: dict[str, Any]) -> list[str]:
    return [each["AttributeName"] for each in described["KeySchema"]]


def _denies_plain_http(statement: dict[str, Any]) -> bool:
    condition = statement.get("Condition", {}).get("Bool", {})
    return bool(statement["Effect"] == "Deny" and condition.get("aws:SecureTransport") == "false")
