"""An AWS in this process for one invocation: moto keeps table, bucket and key; all else that a
function asks is noted, and agreed to."""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch

from novapulse.bootstrap.aws.ports import Ports, ports
from novapulse.bootstrap.aws.settings import aws_settings

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "functions" / "novapulse" / "samples" / "billing_call_mono.ogg"
REGION = "eu-central-1"
TABLE, BUCKET = "novapulse", "novapulse-calls"
"""The bucket of the payloads in ``events/aws``."""
ARN = f"arn:aws:{{}}:{REGION}:123456789012:{{}}"
SETTINGS = {
    "HOST": "127.0.0.1",  # webhooks and recordings are on this machine
    "AWS_TABLE": TABLE,
    "AWS_BUCKET": BUCKET,
    "AWS_DROP_BUCKET": BUCKET,
    "AWS_STATE_MACHINE": ARN.format("states", "stateMachine:novapulse"),
    "AWS_TRANSCRIBER_ENDPOINT": "novapulse-transcriber",
    "AWS_DIARIZER_ENDPOINT": "novapulse-diarizer",
    "AWS_DELIVERY_QUEUE": f"https://sqs.{REGION}.amazonaws.com/123456789012/novapulse-deliveries",
    "AWS_DELIVERY_QUEUE_ARN": ARN.format("sqs", "novapulse-deliveries"),
    "AWS_SCHEDULE_GROUP": "novapulse",
    "AWS_SCHEDULE_ROLE": ARN.format("iam", "role/novapulse-schedules"),
    "AWS_EVENT_BUS": "novapulse",
    "AWS_STREAM_SECONDS": "0.5",
}
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "of-nobody",
    "AWS_SECRET_ACCESS_KEY": "of-nobody",
    "AWS_DEFAULT_REGION": REGION,
}
NOTED = ("step_functions", "sagemaker", "sagemaker_runtime", "sqs", "scheduler", "events")
ANSWERS: dict[str, Mapping[str, Any]] = {
    "list_executions": {"executions": []},
    "describe_endpoint": {"EndpointStatus": "InService"},
    "invoke_endpoint_async": {"OutputLocation": f"s3://{BUCKET}/vault/_answers/answer.json"},
}

Asked = list[tuple[str, dict[str, Any]]]


class Noting:
    """A client that does nothing. ``asked`` gets each request."""

    def __init__(self, service: str, asked: Asked) -> None:
        self._service = service
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        def call(**request: Any) -> Mapping[str, Any]:
            self._asked.append((f"{self._service}.{name}", request))
            if name == "put_events":
                return {"Entries": [{"EventId": str(n)} for n in range(len(request["Entries"]))]}
            return ANSWERS.get(name, {})

        return call


@contextmanager
def memory() -> Iterator[tuple[Ports, Asked, str]]:
    """The ports of a home with nothing in it, what it asks beside its stores, and the address of a
    server that has the sample call and takes webhooks. Raises ImportError without moto."""
    from moto import mock_aws

    asked: Asked = []
    environment = {f"NOVAPULSE_{name}": value for name, value in SETTINGS.items()} | CREDENTIALS
    with patch.dict(os.environ, environment), mock_aws(), _receiver(asked) as address:
        os.environ["NOVAPULSE_AWS_VAULT_KEY"] = _made()
        _forget()
        home = ports()
        home.clients.__dict__ |= {service: Noting(service, asked) for service in NOTED}
        try:
            yield home, asked, address
        finally:
            _forget()


def _forget() -> None:
    ports.cache_clear()
    aws_settings.cache_clear()


def _made() -> str:
    """Table, bucket and key; the key's id."""
    import boto3

    names = [f"{index}{part}" for index in ("", "GSI1", "GSI2") for part in ("PK", "SK")]
    boto3.client("dynamodb").create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": n, "AttributeType": "S"} for n in names],
        KeySchema=_schema(""),
        GlobalSecondaryIndexes=[
            {
                "IndexName": index,
                "KeySchema": _schema(index),
                "Projection": {"ProjectionType": "ALL"},
            }
            for index in ("GSI1", "GSI2")
        ],
    )
    where = {"LocationConstraint": REGION}
    boto3.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
    return str(boto3.client("kms").create_key()["KeyMetadata"]["KeyId"])


def _schema(index: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": f"{index}PK", "KeyType": "HASH"},
        {"AttributeName": f"{index}SK", "KeyType": "RANGE"},
    ]


@contextmanager
def _receiver(asked: Asked) -> Iterator[str]:
    class Receiver(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(SAMPLE.read_bytes())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            asked.append(("webhook", {"webhook-id": self.headers.get("webhook-id")}))
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.send_header("content-type", "audio/ogg")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
