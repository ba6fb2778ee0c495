"""The steps of publishing, told as they happen, or only told."""

from collections.abc import Callable

from model_containers.publish.archive import Artifact
from model_containers.publish.publication import Target, object_uri
from model_containers.publish.registry import Registry

Report = Callable[[str], None]


def publish(artifact: Artifact, target: Target, registry: Registry, report: Report) -> None:
    """Uploads unless it lies there, registers, and creates the model if one is named. Each step
    may be repeated after a failure of a later one. Raises NovaPulseError."""
    uri = object_uri(artifact, target)
    if registry.holds(uri, artifact):
        report(f"already there: {uri}")
    else:
        report(f"uploading {artifact.size / 1e6:.1f} MB to {uri}")
        registry.upload(artifact, uri, kms_key=target.kms_key)
    registry.ensure_group(target)
    report(f"model package: {registry.register(artifact, uri, target)}")
    if target.model is not None:
        report(f"model: {registry.create_model(uri, target)}")


def tell(artifact: Artifact, target: Target, report: Report) -> None:
    """What ``publish`` would do. Nothing is asked of the cloud."""
    manifest = artifact.manifest
    status = "Approved" if target.approved else "PendingManualApproval"
    report(f"artifact: {artifact.path} ({artifact.size / 1e6:.1f} MB, sha256 {artifact.sha256})")
    for file in manifest.files:
        report(f"  {file.sha256[:16]}  {file.size:>12}  {file.path}")
    report(f"would upload to {object_uri(artifact, target)}")
    report(f"would register it in the model package group {target.group} as {status}")
    report(f"  with the image {target.image}")
    if target.model is not None:
        report(f"would create the model {target.model} that runs as {target.role}")
