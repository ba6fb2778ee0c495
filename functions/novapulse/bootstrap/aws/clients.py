"""The clients of AWS that the adapters are given. Region and credentials are found by boto3."""

from functools import cached_property

from novapulse.adapters.aws.clients import Client

ATTEMPTS = 4
CONNECT_SECONDS = 5


class Clients:
    """Each is made when it is first used: that takes tens of milliseconds, and a function needs few
    of them."""

    @cached_property
    def dynamodb(self) -> Client:
        return _client("dynamodb")

    @cached_property
    def s3(self) -> Client:
        """Its presigned URLs are of Signature Version 4, which boto3 does not use for all."""
        return _client("s3", signature_version="s3v4")

    @cached_property
    def kms(self) -> Client:
        return _client("kms")

    @cached_property
    def step_functions(self) -> Client:
        return _client("stepfunctions")

    @cached_property
    def sagemaker(self) -> Client:
        return _client("sagemaker")

    @cached_property
    def sagemaker_runtime(self) -> Client:
        return _client("sagemaker-runtime")

    @cached_property
    def sqs(self) -> Client:
        return _client("sqs")

    @cached_property
    def scheduler(self) -> Client:
        return _client("scheduler")

    @cached_property
    def events(self) -> Client:
        return _client("events")


def _client(service: str, **config: str) -> Client:
    import boto3
    from botocore.config import Config

    retries = {"mode": "standard", "max_attempts": ATTEMPTS}
    return boto3.client(
        service, config=Config(retries=retries, connect_timeout=CONNECT_SECONDS, **config)
    )
