"""The registry of Amazon SageMaker, through its Python SDK (``sagemaker-core``) and boto3."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from model_containers.publish.archive import Artifact
from model_containers.publish.cloud_errors import explained
from model_containers.publish.publication import Target, request_token
from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.object_uri import bucket_and_key

_AUDIO = ["application/json", "audio/*", "application/octet-stream"]
_JSON = ["application/json"]
INSTANCES = ("ml.g4dn.xlarge", "ml.g5.xlarge", "ml.g6.xlarge", "ml.g6e.xlarge")
"""One GPU each, and memory enough for large-v3 at float16."""


class SageMakerRegistry:
    """``region``: that of the endpoints; None for the one of the AWS configuration.

    Raises EngineUnavailable if the SDK is not installed.
    """

    def __init__(self, region: str | None = None) -> None:
        try:
            from boto3.session import Session
            from sagemaker.core.resources import ModelPackageGroup
            from sagemaker.core.utils.utils import SageMakerClient
        except ImportError as error:
            raise EngineUnavailable(
                "sdk_missing",
                f"Publishing needs the SageMaker SDK ({error.name} is missing): "
                "pip install --require-hashes -r model_containers/publish/requirements.txt",
            ) from error
        self._groups: Any = ModelPackageGroup
        with _explaining("open a session"):
            self._session = Session(region_name=region)
            self._s3: Any = self._session.client("s3")
            self._client = SageMakerClient(self._session, self._region).get_client("sagemaker")

    def holds(self, uri: str, artifact: Artifact) -> bool:
        from botocore.exceptions import ClientError

        bucket, key = bucket_and_key(uri)
        with _explaining(f"look at {uri}"):
            try:
                found = self._s3.head_object(Bucket=bucket, Key=key)
            except ClientError as error:
                if error.response["Error"]["Code"] in {"404", "NoSuchKey", "NotFound"}:
                    return False
                raise
        return bool(found.get("Metadata", {}).get("sha256") == artifact.sha256)

    def upload(self, artifact: Artifact, uri: str, *, kms_key: str | None) -> None:
        bucket, key = bucket_and_key(uri)
        options: dict[str, Any] = {
            "Metadata": {"sha256": artifact.sha256},
            "ChecksumAlgorithm": "SHA256",
        }
        if kms_key:
            options |= {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": kms_key}
        with _explaining(f"upload to {uri}"):
            self._s3.upload_file(str(artifact.path), bucket, key, ExtraArgs=options)

    def ensure_group(self, target: Target) -> None:
        from botocore.exceptions import ClientError

        with _explaining(f"look for the model package group {target.group}"):
            try:
                self._groups.get(target.group, session=self._session, region=self._region)
                return
            except ClientError as error:
                if "does not exist" not in str(error):
                    raise
        with _explaining(f"create the model package group {target.group}"):
            self._groups.create(
                model_package_group_name=target.group,
                model_package_group_description="A model container of NovaPulse",
                session=self._session,
                region=self._region,
            )

    def register(self, artifact: Artifact, uri: str, target: Target) -> str:
        container = artifact.manifest.container
        # Through the SDK's client: its ModelPackage.create (2.27) wants a ModelPackageName back,
        # which AWS does not give for a package in a group.
        with _explaining(f"register in the model package group {target.group}"):
            answer = self._client.create_model_package(
                ModelPackageGroupName=target.group,
                ModelPackageDescription=f"{container}: {artifact.manifest.model}",
                InferenceSpecification={
                    "Containers": [{"Image": target.image, "ModelDataUrl": uri}],
                    "SupportedContentTypes": _JSON if container == "sentiment" else _AUDIO,
                    "SupportedResponseMIMETypes": _JSON,
                    "SupportedRealtimeInferenceInstanceTypes": list(INSTANCES),
                },
                ModelApprovalStatus="Approved" if target.approved else "PendingManualApproval",
                CustomerMetadataProperties={"sha256": artifact.sha256},
                ClientToken=request_token(artifact, target),
            )
        return str(answer["ModelPackageArn"])

    def create_model(self, uri: str, target: Target) -> str:
        with _explaining(f"create the model {target.model}"):
            answer = self._client.create_model(
                ModelName=target.model,
                PrimaryContainer={"Image": target.image, "ModelDataUrl": uri},
                ExecutionRoleArn=target.role,
            )
        return str(answer["ModelArn"])

    @property
    def _region(self) -> str:
        return str(self._session.region_name)


@contextmanager
def _explaining(action: str) -> Iterator[None]:
    """Refusals of AWS become NovaPulseError that say what to do."""
    from boto3.exceptions import S3UploadFailedError
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except S3UploadFailedError as error:
        # It repeats in its text what the error behind it says in fields.
        behind = error.__context__ if isinstance(error.__context__, ClientError) else error
        raise explained(behind, action) from error
    except (BotoCoreError, ClientError) as error:
        raise explained(error, action) from error
