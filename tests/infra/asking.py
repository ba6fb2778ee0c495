"""What functions ask of AWS, as IAM sees it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.infra.iam import Asked

TABLE, BUCKET, DROPS, VAULT_KEY = "aws_table", "aws_bucket", "aws_drop_bucket", "aws_vault_key"
VIA_S3 = {"kms:ViaService": "s3.Region.amazonaws.com"}
ITEM = {
    "get_item": "GetItem",
    "put_item": "PutItem",
    "update_item": "UpdateItem",
    "delete_item": "DeleteItem",
    "batch_get_item": "BatchGetItem",
    "batch_write_item": "BatchWriteItem",
    "query": "Query",
}
WRITES = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


@dataclass
class Asking:
    """``arns``: of each setting's resource, as the template has it; ``names``: the buckets' and
    the names of others in the settings of the house."""

    arns: Mapping[str, str]
    data_key: str
    drop_bucket: str
    machine: str
    function: str = ""
    asked: list[tuple[str, Asked]] = field(default_factory=list)

    @contextmanager
    def of(self, function: str) -> Iterator[None]:
        before, self.function = self.function, function
        yield
        self.function = before

    def note(self, service: str, operation: str, given: tuple[Any, ...], named: Any) -> None:
        if self.function:
            requests = getattr(self, f"_{service}")(operation, given, named)
            self.asked += [(self.function, each) for each in requests]

    def _dynamodb(self, operation: str, _: Any, named: Any) -> Iterator[Asked]:
        arn = self.arns[TABLE]
        if operation == "transact_write_items":
            for item in named["TransactItems"]:
                ((kind, write),) = item.items()
                yield Asked(f"dynamodb:{WRITES[kind]}", arn, _leading(_keys_of(write)))
            return
        index = f"/index/{named['IndexName']}" if "IndexName" in named else ""
        yield Asked(f"dynamodb:{ITEM[operation]}", arn + index, _leading(_keys_of(named)))

    def _s3(self, operation: str, given: Any, named: Any) -> Iterator[Asked]:
        if operation == "generate_presigned_url":
            yield from self._s3(given[0], (), named["Params"])
        elif operation == "upload_fileobj":
            yield from self._object("s3:PutObject", *given[1:3])
            yield from self._object("s3:AbortMultipartUpload", *given[1:3])
        elif operation == "download_fileobj":
            yield from self._object("s3:GetObject", *given[0:2])
        elif operation == "delete_objects":
            for each in named["Delete"]["Objects"]:
                yield from self._object("s3:DeleteObject", named["Bucket"], each["Key"])
        elif operation == "list_objects_v2":
            yield Asked("s3:ListBucket", self._bucket(named["Bucket"]))
        else:
            yield from self._one_object(operation, named)

    def _one_object(self, operation: str, named: Any) -> Iterator[Asked]:
        if "CopySource" in named:
            source = named["CopySource"]
            yield from self._object("s3:GetObject", source["Bucket"], source["Key"])
        action = {
            "get_object": "s3:GetObject",
            "head_object": "s3:GetObject",
            "abort_multipart_upload": "s3:AbortMultipartUpload",
        }.get(operation, "s3:PutObject")
        yield from self._object(action, named["Bucket"], named["Key"])

    def _object(self, action: str, bucket: str, key: str) -> Iterator[Asked]:
        """With what encryption takes, and the right to be told that nothing is there."""
        arn = self._bucket(bucket)
        yield Asked(action, f"{arn}/{key}")
        if action == "s3:GetObject":
            yield Asked("s3:ListBucket", arn)
            yield Asked("kms:Decrypt", self.data_key, VIA_S3)
        if action == "s3:PutObject":
            yield Asked("kms:GenerateDataKey", self.data_key, VIA_S3)
            yield Asked("kms:Decrypt", self.data_key, VIA_S3)

    def _bucket(self, name: str) -> str:
        return self.arns[DROPS if name == self.drop_bucket else BUCKET]

    def _kms(self, operation: str, _: Any, named: Any) -> Iterator[Asked]:
        action = {"generate_data_key": "kms:GenerateDataKey", "decrypt": "kms:Decrypt"}[operation]
        context = {"kms:EncryptionContext:object": named["EncryptionContext"]["object"]}
        yield Asked(action, self.arns[VAULT_KEY], context)

    def _step_functions(self, operation: str, _: Any, named: Any) -> Iterator[Asked]:
        action = "".join(word.capitalize() for word in operation.split("_"))
        of_execution = "executionArn" in named
        arn = self.machine
        if of_execution:
            name = named["executionArn"].rpartition(":")[2]
            arn = f"{arn.replace(':stateMachine:', ':execution:')}:{name}"
        yield Asked(f"states:{action}", arn)

    def _sagemaker_runtime(self, _: str, __: Any, named: Any) -> Iterator[Asked]:
        yield Asked("sagemaker:InvokeEndpointAsync", _endpoint(named["EndpointName"]))

    def _sagemaker(self, _: str, __: Any, named: Any) -> Iterator[Asked]:
        yield Asked("sagemaker:DescribeEndpoint", _endpoint(named["EndpointName"]))

    def _sqs(self, _: str, __: Any, ___: Any) -> Iterator[Asked]:
        yield Asked("sqs:SendMessage", self.arns["aws_delivery_queue"])

    def _scheduler(self, operation: str, _: Any, named: Any) -> Iterator[Asked]:
        action = {"create_schedule": "CreateSchedule", "update_schedule": "UpdateSchedule"}
        name = f"{named['GroupName']}/{named['Name']}"
        yield Asked(
            f"scheduler:{action[operation]}",
            f"arn:Partition:scheduler:Region:AccountId:schedule/{name}",
        )
        passed = {"iam:PassedToService": "scheduler.amazonaws.com"}
        yield Asked("iam:PassRole", self.arns["aws_schedule_role"], passed)

    def _events(self, _: str, __: Any, ___: Any) -> Iterator[Asked]:
        yield Asked("events:PutEvents", self.arns["aws_event_bus"])


def _leading(keys: list[str]) -> dict[str, list[str]]:
    assert keys
    return {"dynamodb:LeadingKeys": keys}


def _keys_of(request: Any) -> list[str]:
    """The partitions of a request for items, in a table or an index."""
    if "KeyConditionExpression" in request:
        return [request["ExpressionAttributeValues"][":partition"]["S"]]
    if "RequestItems" not in request:
        return [(request.get("Key") or request["Item"])["PK"]["S"]]
    (wanted,) = request["RequestItems"].values()
    if "Keys" in wanted:
        return [key["PK"]["S"] for key in wanted["Keys"]]
    return [key for each in wanted for (write,) in [each.values()] for key in _keys_of(write)]


def _endpoint(name: str) -> str:
    return f"arn:Partition:sagemaker:Region:AccountId:endpoint/{name}"


class Overheard:
    """A client whose requests are noted."""

    def __init__(self, service: str, client: Any, note: Callable[..., None]) -> None:
        self._service, self._client, self._note = service, client, note

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)
        if not callable(method):
            return method

        def call(*given: Any, **named: Any) -> Any:
            self._note(self._service, name, given, named)
            return method(*given, **named)

        return call
