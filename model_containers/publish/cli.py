"""The command line: download, pack, verify, register."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from model_containers.publish.archive import open_artifact, pack
from model_containers.publish.download import download
from model_containers.publish.manifest import Container
from model_containers.publish.publication import Target
from model_containers.publish.registry import Registry
from model_containers.publish.steps import publish, tell
from novapulse.domain.errors import InvalidRequest, NovaPulseError

Connect = Callable[[str | None], Registry]


def main(arguments: Sequence[str], *, connect: Connect | None = None) -> int:
    """The exit status: 0, 1 where something was refused, 2 for a wrong command line.
    ``connect``: from a region to another registry than SageMaker's."""
    given = _parser().parse_args(arguments)
    try:
        given.run(given, connect or _sagemaker)
    except NovaPulseError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    return 0


def _sagemaker(region: str | None) -> Registry:
    from model_containers.publish.sagemaker_registry import SageMakerRegistry

    return SageMakerRegistry(region)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m model_containers.publish", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _download_options(verbs.add_parser("download", help="a model of the hub at one commit"))
    _pack_options(verbs.add_parser("pack", help="a folder of weights into model.tar.gz"))
    verify = verbs.add_parser("verify", help="hold model.tar.gz against its own hashes")
    verify.add_argument("archive", type=Path)
    verify.set_defaults(run=_verify)
    _register_options(verbs.add_parser("register", help="upload model.tar.gz and register it"))
    return parser


def _download_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", help="owner/name on the hub")
    parser.add_argument("--revision", required=True, help="the commit, 40 hexadecimal digits")
    parser.add_argument("--into", required=True, type=Path, help="the folder to fill")
    _trust_option(parser)
    parser.set_defaults(run=_download)


def _pack_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="the weights as the engine reads them")
    parser.add_argument("--container", required=True, choices=get_args(Container))
    parser.add_argument("--model", required=True, help="its name, as in large-v3-turbo")
    parser.add_argument("--source", default="", help="where the weights come from, for people")
    parser.add_argument("--out", type=Path, default=Path("model.tar.gz"))
    _trust_option(parser)
    parser.set_defaults(run=_pack)


def _trust_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--trust",
        action="append",
        default=[],
        metavar="MODULE.NAME",
        help="a pickled global to accept; only after reading what it does",
    )


def _register_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("archive", type=Path)
    parser.add_argument("--to", required=True, metavar="S3", help="s3://bucket/prefix")
    parser.add_argument("--image", required=True, help="the image in ECR, by digest or version")
    parser.add_argument("--group", required=True, help="the model package group")
    parser.add_argument("--model", help="create a SageMaker model of this name, too")
    parser.add_argument("--role", help="the role that the model runs with; needed with --model")
    parser.add_argument("--approve", action="store_true", help="the package may be deployed")
    parser.add_argument("--kms-key", help="encrypt the artifact with this key")
    parser.add_argument("--region", help="that of the endpoints")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done")
    parser.set_defaults(run=_register)


def _download(given: argparse.Namespace, _: Connect) -> None:
    folder = download(given.model, given.revision, given.into, also_trusted=frozenset(given.trust))
    _say(f"{given.model} is in {folder}")


def _pack(given: argparse.Namespace, _: Connect) -> None:
    try:
        artifact = pack(
            given.folder,
            given.out,
            container=given.container,
            model=given.model,
            source=given.source,
            also_trusted=frozenset(given.trust),
        )
    except ValidationError as error:
        raise InvalidRequest(
            "bad_model", f"model: '{given.model}' is not accepted. Give letters, digits, . and -."
        ) from error
    _say(f"{artifact.path}: {artifact.size / 1e6:.1f} MB, sha256 {artifact.sha256}")


def _verify(given: argparse.Namespace, _: Connect) -> None:
    artifact = open_artifact(given.archive)
    manifest = artifact.manifest
    _say(f"{given.archive}: {manifest.container}, {manifest.model}, {len(manifest.files)} files")


def _register(given: argparse.Namespace, connect: Connect) -> None:
    target = Target(
        store=given.to,
        image=given.image,
        group=given.group,
        model=given.model,
        role=given.role,
        approved=given.approve,
        kms_key=given.kms_key,
    )
    artifact = open_artifact(given.archive)
    if given.dry_run:
        tell(artifact, target, _say)
    else:
        publish(artifact, target, connect(given.region), _say)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
