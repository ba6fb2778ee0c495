"""Where an artifact goes and under which names SageMaker knows it."""

import hashlib
import re
from dataclasses import dataclass

from model_containers.publish.archive import Artifact
from novapulse.domain.errors import InvalidRequest

_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^\x00-\x1f\x7f]*)?")
_IMAGE = re.compile(
    r"\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/[a-z0-9][a-z0-9._/-]*"
    r"(:[\w.-]+|@sha256:[0-9a-f]{64})"
)
_NAME = re.compile(r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")
_ROLE = re.compile(r"arn:aws[a-z-]*:iam::\d{12}:role/\S+")


@dataclass(frozen=True)
class Target:
    """``store``: bucket and prefix. ``image``: the container's image in ECR. ``group``: the model
    package group; made if it is missing. ``model`` and ``role``: create a SageMaker model of that
    name, too, that runs with that role. ``approved``: the package may be deployed at once.

    Raises InvalidRequest, naming the field.
    """

    store: str
    image: str
    group: str
    model: str | None = None
    role: str | None = None
    approved: bool = False
    kms_key: str | None = None

    def __post_init__(self) -> None:
        _require("to", self.store, _BUCKET, "s3://bucket/prefix")
        _require(
            "image", self.image, _IMAGE, "an image in ECR with a tag or, better, @sha256:digest"
        )
        if self.image.endswith(":latest"):
            raise InvalidRequest(
                "bad_image", f"image: '{self.image}' moves. Name a version or a digest."
            )
        _require("group", self.group, _NAME, "letters, digits and hyphens, at most 63")
        if self.model is not None:
            _require("model", self.model, _NAME, "letters, digits and hyphens, at most 63")
            _require("role", self.role or "", _ROLE, "the ARN of the role that the model runs with")


def object_uri(artifact: Artifact, target: Target) -> str:
    """The hash is part of the key: what once lay there never changes."""
    manifest = artifact.manifest
    folder = f"{manifest.container}/{manifest.model}/{artifact.sha256[:16]}"
    return f"{target.store.rstrip('/')}/{folder}/model.tar.gz"


def request_token(artifact: Artifact, target: Target) -> str:
    """The same for the same artifact, image and group: a second run registers nothing twice."""
    text = "\n".join((artifact.sha256, target.image, target.group, str(target.approved)))
    return hashlib.sha256(text.encode()).hexdigest()[:36]


def _require(field: str, value: str, form: re.Pattern[str], accepted: str) -> None:
    if not form.fullmatch(value):
        raise InvalidRequest(
            f"bad_{field}", f"{field}: '{value}' is not accepted. Give {accepted}."
        )
