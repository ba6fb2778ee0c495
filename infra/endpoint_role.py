"""What an endpoint may do: read what it hears, write what it heard, tell that it is done."""

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.callbacks import Callbacks
from infra.duty import ANSWERS, AUDIO, INFERENCE, WORK
from infra.environments import ModelEndpoint
from infra.kept_rights import Kept
from infra.rights import TENANTS, Right, give


class EndpointRole(iam.Role):
    """https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"""

    def __init__(
        self,
        scope: Construct,
        id: str,
        model: ModelEndpoint,
        *,
        name: str,
        kept: Kept,
        callbacks: Callbacks,
    ) -> None:
        super().__init__(scope, id, assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com"))
        topics = [callbacks.succeeded.topic_arn, callbacks.failed.topic_arn]
        give(self, self._object_rights(model, kept))
        give(self, self._image_rights(model))
        give(self, self._log_rights(name))
        give(self, [Right(["sns:Publish"], topics)])

    def _object_rights(self, model: ModelEndpoint, kept: Kept) -> list[Right]:
        data, key = kept.storage.data, kept.keys.data
        readable = [data.arn_for_objects(f"{prefix}*") for prefix in (AUDIO, WORK)]
        if model.artifact is not None:
            partition = Stack.of(self).partition
            readable.append(f"arn:{partition}:s3:::{model.artifact.removeprefix('s3://')}")
        writable = [data.arn_for_objects(f"{prefix}*") for prefix in (ANSWERS, INFERENCE)]
        return [
            Right(["s3:GetObject"], readable, because=TENANTS),
            Right(["s3:PutObject", "s3:AbortMultipartUpload"], writable, because=TENANTS),
            Right(["s3:ListBucket"], [data.bucket_arn]),
            Right(["kms:Decrypt", "kms:GenerateDataKey"], [key.key_arn]),
        ]

    def _image_rights(self, model: ModelEndpoint) -> list[Right]:
        repository = Stack.of(self).format_arn(
            service="ecr", resource="repository", resource_name=model.repository
        )
        layers = [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
        ]
        return [
            Right(
                ["ecr:GetAuthorizationToken"],
                ["*"],
                because="The token is one for the whole registry.",
            ),
            Right(layers, [repository]),
        ]

    def _log_rights(self, name: str) -> list[Right]:
        group = Stack.of(self).format_arn(
            service="logs",
            resource="log-group",
            resource_name=f"/aws/sagemaker/Endpoints/{name}",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        write = [
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents",
        ]
        return [
            Right(write, [group, f"{group}:*"], because="The streams of the endpoint's own log."),
            Right(
                ["cloudwatch:PutMetricData"],
                ["*"],
                {"StringEquals": {"cloudwatch:namespace": "/aws/sagemaker/Endpoints"}},
                because="Metrics have no names to be granted by, but a namespace.",
            ),
        ]
