"""A registry in memory."""

from model_containers.publish.archive import Artifact
from model_containers.publish.publication import Target, request_token
from novapulse.domain.errors import InvalidRequest


class MemoryRegistry:
    """``refuses``: the name of a method that fails, as with a cloud that denies it."""

    def __init__(self, *, refuses: str = "") -> None:
        self.refuses = refuses
        self.objects: dict[str, str] = {}
        self.groups: set[str] = set()
        self.packages: dict[str, str] = {}
        self.models: dict[str, str] = {}
        self.kms_keys: list[str | None] = []

    def holds(self, uri: str, artifact: Artifact) -> bool:
        return self.objects.get(uri) == artifact.sha256

    def upload(self, artifact: Artifact, uri: str, *, kms_key: str | None) -> None:
        self._allow("upload")
        self.kms_keys.append(kms_key)
        self.objects[uri] = artifact.sha256

    def ensure_group(self, target: Target) -> None:
        self.groups.add(target.group)

    def register(self, artifact: Artifact, uri: str, target: Target) -> str:
        self._allow("register")
        self.packages[request_token(artifact, target)] = uri
        return f"arn:aws:sagemaker:::model-package/{target.group}/{len(self.packages)}"

    def create_model(self, uri: str, target: Target) -> str:
        self.models[str(target.model)] = uri
        return f"arn:aws:sagemaker:::model/{target.model}"

    def _allow(self, method: str) -> None:
        if method == self.refuses:
            raise InvalidRequest("refused", f"Cannot {method}: denied.")
