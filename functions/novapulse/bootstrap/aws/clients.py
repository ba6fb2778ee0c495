"""The clients of AWS that the adapters are given. Region and credentials are found by boto3."""

from functools import cached_property

from novapulse.adapters.aws.clients import Client

RETRIES = 4
CONNECT_SECONDS = 5
S3_CONNECTIONS = 32
GENERATION_SECONDS = 25
EMBEDDING_SECONDS = 5
"""Between two bytes of Bedrock's answer."""


class Clients:
    """Each is made when it is first used: that takes tens of milliseconds, and a function needs few
    of them."""

    @cached_property
    def dynamodb(self) -> Client:
        return _client("dynamodb")

    @cached_property
    def s3(self) -> Client:
        """Its presigned URLs are of Signature Version 4, which boto3 does not use for all, and name
        the bucket's region: at S3's global name a new bucket answers with a redirect, which no
        signature and no page of another origin survives. As many connections as a search that
        starts anew reads side by side.
        https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html"""
        return _client(
            "s3",
            signature_version="s3v4",
            s3={"addressing_style": "virtual"},
            max_pool_connections=S3_CONNECTIONS,
        )

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
    def bedrock(self) -> Client:
        """For language models. Whoever uses it asks again itself, within a time of its own."""
        return _client("bedrock-runtime", retries=0, read_timeout=GENERATION_SECONDS)

    @cached_property
    def bedrock_embeddings(self) -> Client:
        """The same for embeddings, which take a tenth of a second."""
        return _client("bedrock-runtime", retries=0, read_timeout=EMBEDDING_SECONDS)

    @cached_property
    def events(self) -> Client:
        return _client("events")


def _client(
    service: str, *, retries: int = RETRIES, **config: str | int | dict[str, str]
) -> Client:
    import boto3
    from botocore.config import Config

    return boto3.client(
        service,
        config=Config(
            retries={"mode": "standard", "max_attempts": retries},
            connect_timeout=CONNECT_SECONDS,
            **config,
        ),
    )
