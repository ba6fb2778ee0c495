"""What publishing asks of a cloud."""

from typing import Protocol

from model_containers.publish.archive import Artifact
from model_containers.publish.publication import Target


class Registry(Protocol):
    """Every method raises NovaPulseError with what to do where the cloud refuses."""

    def holds(self, uri: str, artifact: Artifact) -> bool:
        """True if the object at ``uri`` is this artifact already."""
        ...

    def upload(self, artifact: Artifact, uri: str, *, kms_key: str | None) -> None: ...

    def ensure_group(self, target: Target) -> None:
        """Make the model package group unless it exists."""
        ...

    def register(self, artifact: Artifact, uri: str, target: Target) -> str:
        """The ARN of the model package."""
        ...

    def create_model(self, uri: str, target: Target) -> str:
        """The ARN of the model ``target.model`` that runs ``target.image`` with this artifact."""
        ...
