"""Names and places of a published model."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model_containers.publish.publication import Target, object_uri, request_token
from novapulse.domain.errors import InvalidRequest
from tests.model_containers.publish.folders import make_artifact

IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/novapulse-transcriber"
ROLE = "arn:aws:iam::123456789012:role/novapulse-models"
TARGET = Target(store="s3://models/nova", image=f"{IMAGE}:1.0", group="transcriber")


def test_the_hash_is_part_of_the_place(tmp_path: Path) -> None:
    artifact = make_artifact(tmp_path)

    assert object_uri(artifact, TARGET) == (
        f"s3://models/nova/transcriber/large-v3-turbo/{artifact.sha256[:16]}/model.tar.gz"
    )


def test_a_bucket_alone_is_a_place(tmp_path: Path) -> None:
    uri = object_uri(make_artifact(tmp_path), replace(TARGET, store="s3://models"))

    assert uri.startswith("s3://models/transcriber/large-v3-turbo/")


def test_the_same_publication_has_the_same_token(tmp_path: Path) -> None:
    artifact = make_artifact(tmp_path)
    tokens = {request_token(artifact, replace(TARGET)) for _ in range(2)}

    assert len(tokens) == 1
    assert len(tokens.pop()) == 36


def test_another_image_has_another_token(tmp_path: Path) -> None:
    artifact = make_artifact(tmp_path)
    other = replace(TARGET, image=f"{IMAGE}@sha256:{'0' * 64}")

    assert request_token(artifact, other) != request_token(artifact, TARGET)


@pytest.mark.parametrize(
    ("field", "value", "advice"),
    [
        ("store", "models/nova", "s3://bucket/prefix"),
        ("store", "s3://", "s3://bucket/prefix"),
        ("image", "novapulse-transcriber:1.0", "an image in ECR"),
        ("image", IMAGE, "with a tag"),
        ("image", f"{IMAGE}:latest", "Name a version or a digest"),
        ("group", "my group", "letters, digits and hyphens"),
        ("model", "a_b", "letters, digits and hyphens"),
    ],
)
def test_a_value_of_another_form_is_refused_with_advice(
    field: str, value: str, advice: str
) -> None:
    wrong: dict[str, Any] = {field: value}
    with pytest.raises(InvalidRequest) as refused:
        replace(TARGET, **wrong)
    assert value in refused.value.message
    assert advice in refused.value.message


def test_a_model_needs_the_role_that_it_runs_with() -> None:
    with pytest.raises(InvalidRequest, match="ARN of the role"):
        replace(TARGET, model="transcriber-1")

    assert replace(TARGET, model="transcriber-1", role=ROLE).role == ROLE
