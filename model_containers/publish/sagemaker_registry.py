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
            from sagemaker.core import resources, shapes
        except ImportError as error:
            raise EngineUnavailable(
                "sdk_missing",
                f"Publishing needs the SageMaker SDK ({error.name} is missing): "
                "pip install --require-hashes -r model_containers/publish/requirements.txt",
            ) from error
        self._resources, self._shapes = resources, shapes
        with _explaining("open a session"):
            self._session = Session(region_name=region)
            self._s3: Any = self._session.client("s3")

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

        groups = self._resources.ModelPackageGroup
        with _explaining(f"look for the model package group {target.group}"):
            try:
                groups.get(target.group, session=self._session, region=self._region)
                return
            except ClientError as error:
                if "does not exist" not in str(error):
                    raise
        with _explaining(f"create the model package group {target.group}"):
            groups.create(
                model_package_group_name=target.group,
                model_package_group_description="A model container of NovaPulse",
                session=self._session,
                region=self._region,
            )

    def register(self, artifact: Artifact, uri: str, target: Target) -> str:
        container = artifact.manifest.container
        types = _JSON if container == "sentiment" else _AUDIO
        specification = self._shapes.InferenceSpecification(
            containers=[
                self._shapes.ModelPackageContainerDefinition(image=target.image, model_data_url=uri)
            ],
            supported_content_types=types,
            supported_response_mime_types=_JSON,
            supported_realtime_inference_instance_types=list(INSTANCES),
        )
        with _explaining(f"register in the model package group {target.group}"):
            package = self._resources.ModelPackage.create(
                model_package_group_name=target.group,
                model_package_description=f"{container}: {artifact.manifest.model}",
                inference_specification=specification,
                model_approval_status=("Approved" if target.approved else "PendingManualApproval"),
                customer_metadata_properties={"sha256": artifact.sha256},
                client_token=request_token(artifact, target),
                session=self._session,
                region=self._region,
            )
        return str(package.model_package_arn)

    def create_model(self, uri: str, target: Target) -> str:
        with _explaining(f"create the model {target.model}"):
            model = self._resources.Model.create(
                model_name=target.model,
                primary_container=self._shapes.ContainerDefinition(
                    image=target.image, model_data_url=uri
                ),
                execution_role_arn=target.role,
                enable_network_isolation=False,
                session=self._session,
                region=self._region,
            )
        return str(model.model_arn)

    @property
    def _region(self) -> str:
        return str(self._session.region_name)


@contextmanager
def _explaining(action: str) -> Iterator[None]:
    """Refusals of AWS become NovaPulseError that say what to do."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise explained(error, action) from error
