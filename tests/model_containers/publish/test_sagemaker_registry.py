"""The real registry against a simulated AWS; it needs the packages of the extra `publish`."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model_containers.publish.publication import object_uri
from model_containers.publish.sagemaker_registry import SageMakerRegistry
from model_containers.publish.steps import publish
from novapulse.domain.errors import InvalidRequest
from tests.model_containers.publish.folders import make_artifact
from tests.model_containers.publish.test_publication import ROLE, TARGET

pytest.importorskip("sagemaker.core", reason="the extra `publish` is not installed")
moto = pytest.importorskip("moto", reason="moto is not installed")

REGION = "eu-west-1"


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    import boto3

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with moto.mock_aws():
        yield boto3.Session(region_name=REGION)


def _make_bucket(session: Any) -> Any:
    s3 = session.client("s3")
    s3.create_bucket(Bucket="models", CreateBucketConfiguration={"LocationConstraint": REGION})
    return s3


def test_an_artifact_is_stored_registered_and_made_a_model(session: Any, tmp_path: Path) -> None:
    s3, sagemaker = _make_bucket(session), session.client("sagemaker")
    artifact, target = make_artifact(tmp_path), replace(TARGET, model="transcriber-1", role=ROLE)
    publish(artifact, target, SageMakerRegistry(REGION), lambda _: None)
    uri = object_uri(artifact, target)
    stored = s3.get_object(Bucket="models", Key=uri.removeprefix("s3://models/"))
    packages = sagemaker.list_model_packages(ModelPackageGroupName="transcriber")
    summary = packages["ModelPackageSummaryList"][0]
    package = sagemaker.describe_model_package(ModelPackageName=summary["ModelPackageArn"])

    assert stored["Body"].read() == artifact.path.read_bytes()
    assert summary["ModelApprovalStatus"] == "PendingManualApproval"
    container = package["InferenceSpecification"]["Containers"][0]
    assert (container["Image"], container["ModelDataUrl"]) == (target.image, uri)
    model = sagemaker.describe_model(ModelName="transcriber-1")
    assert model["PrimaryContainer"]["ModelDataUrl"] == uri


def test_a_second_run_finds_the_artifact_and_the_group(session: Any, tmp_path: Path) -> None:
    _make_bucket(session)
    artifact, said = make_artifact(tmp_path), list[str]()
    for _ in range(2):
        publish(artifact, replace(TARGET, approved=True), SageMakerRegistry(REGION), said.append)

    assert sum(line.startswith("already there") for line in said) == 1


def test_a_bucket_that_is_not_there_is_named(session: Any, tmp_path: Path) -> None:
    registry, artifact = SageMakerRegistry(REGION), make_artifact(tmp_path)
    with pytest.raises(InvalidRequest, match=r"upload to s3://none/a: the bucket does not exist"):
        registry.upload(artifact, "s3://none/a", kms_key=None)
