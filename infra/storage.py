"""The buckets: what the product keeps, where recordings are dropped, and who read them."""

from typing import Any

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.environments import Environment
from infra.nag import accept

DROP = "drop/"
STAGED_DAYS = 2
"""An upload's URLs work for a day."""
WORK_DAYS = 14
"""Beyond the longest execution."""
ANSWER_DAYS = 1
"""What endpoints answered and nobody took."""
INFERENCE_DAYS = 12
"""SageMaker's own notes of requests: beyond the longest task."""
ACCESS_LOG_DAYS = 365


class Storage(Construct):
    def __init__(
        self, scope: Construct, id: str, environment: Environment, data_key: kms.IKey
    ) -> None:
        super().__init__(scope, id)
        self._removal = RemovalPolicy.RETAIN if environment.keeps_data else RemovalPolicy.DESTROY
        self.access_logs = self._access_logs()
        self.data = self._bucket(
            "Data",
            data_key,
            lifecycle_rules=[
                _unfinished_uploads(),
                _expires("staged", "staged/", STAGED_DAYS),
                _expires("work", "work/", WORK_DAYS),
                _expires("answers", "vault/_answers/", ANSWER_DAYS),
                _expires("inference", "inference/", INFERENCE_DAYS),
            ],
            cors=_uploads_from(environment.origins),
        )
        self.drop = self._bucket(
            "Drop",
            data_key,
            lifecycle_rules=[_unfinished_uploads(), _expires("drop", DROP, environment.drop_days)],
        )
        _tell_eventbridge(self.drop)

    def _bucket(self, id: str, key: kms.IKey, **more: Any) -> s3.Bucket:
        """Not versioned: what is erased must be gone."""
        return s3.Bucket(
            self,
            id,
            encryption=s3.BucketEncryption.KMS,
            encryption_key=key,
            bucket_key_enabled=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            removal_policy=self._removal,
            server_access_logs_bucket=self.access_logs,
            server_access_logs_prefix=f"{id.lower()}/",
            **more,
        )

    def _access_logs(self) -> s3.Bucket:
        """S3 writes such logs under its own keys only.
        https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"""
        bucket = s3.Bucket(
            self,
            "AccessLogs",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            removal_policy=self._removal,
            lifecycle_rules=[_unfinished_uploads(), _expires("logs", "", ACCESS_LOG_DAYS)],
        )
        accept(bucket, "Logs of the log bucket would log themselves.", "AwsSolutions-S1")
        return bucket


def _unfinished_uploads() -> s3.LifecycleRule:
    """They are no objects, and hold bytes."""
    return s3.LifecycleRule(
        id="unfinished", abort_incomplete_multipart_upload_after=Duration.days(1)
    )


def _expires(id: str, prefix: str, days: int) -> s3.LifecycleRule:
    return s3.LifecycleRule(id=id, prefix=prefix or None, expiration=Duration.days(days))


def _uploads_from(origins: tuple[str, ...]) -> list[s3.CorsRule] | None:
    """Pages put the parts of an upload to their signed URLs."""
    if not origins:
        return None
    return [
        s3.CorsRule(
            allowed_methods=[s3.HttpMethods.PUT],
            allowed_origins=list(origins),
            allowed_headers=["content-type"],
            exposed_headers=["ETag"],
            max_age=3600,
        )
    ]


def _tell_eventbridge(bucket: s3.Bucket) -> None:
    """By the property itself: the CDK's own switch deploys a function that may change every bucket.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-eventbridgeconfiguration.html"""
    resource = bucket.node.default_child
    assert isinstance(resource, s3.CfnBucket)
    resource.add_property_override(
        "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", True
    )
