"""Publishing step by step."""

from dataclasses import replace
from pathlib import Path

import pytest

from model_containers.publish.publication import object_uri
from model_containers.publish.steps import publish, tell
from novapulse.domain.errors import InvalidRequest
from tests.model_containers.publish.folders import make_artifact
from tests.model_containers.publish.registries import MemoryRegistry
from tests.model_containers.publish.test_publication import ROLE, TARGET


def test_an_artifact_is_uploaded_and_registered(tmp_path: Path) -> None:
    artifact, registry, said = make_artifact(tmp_path), MemoryRegistry(), list[str]()
    publish(artifact, replace(TARGET, kms_key="alias/models"), registry, said.append)
    uri = object_uri(artifact, TARGET)

    assert registry.objects == {uri: artifact.sha256}
    assert list(registry.packages.values()) == [uri]
    assert registry.groups == {"transcriber"}
    assert registry.kms_keys == ["alias/models"]
    assert not registry.models
    assert said[-1] == "model package: arn:aws:sagemaker:::model-package/transcriber/1"


def test_a_model_is_created_where_one_is_named(tmp_path: Path) -> None:
    artifact, registry = make_artifact(tmp_path), MemoryRegistry()
    target = replace(TARGET, model="transcriber-1", role=ROLE)
    publish(artifact, target, registry, lambda _: None)

    assert registry.models == {"transcriber-1": object_uri(artifact, target)}


def test_a_second_run_after_a_failure_uploads_nothing_again(tmp_path: Path) -> None:
    artifact, registry = make_artifact(tmp_path), MemoryRegistry(refuses="register")
    said: list[str] = []
    with pytest.raises(InvalidRequest, match="Cannot register"):
        publish(artifact, TARGET, registry, said.append)
    registry.refuses = "upload"
    publish(artifact, TARGET, registry, said.append)

    assert len(registry.packages) == 1
    assert any(line.startswith("already there: ") for line in said)


def test_telling_names_all_and_does_nothing(tmp_path: Path) -> None:
    artifact, said = make_artifact(tmp_path), list[str]()
    target = replace(TARGET, model="transcriber-1", role=ROLE, approved=True)
    tell(artifact, target, said.append)
    text = "\n".join(said)

    for word in (artifact.sha256, object_uri(artifact, target), target.image, ROLE, "Approved"):
        assert word in text
