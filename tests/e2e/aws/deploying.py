"""A cloud assembly of the CDK, deployed as ``cdk deploy`` does it."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from tests.e2e.aws.cloud import Cloud, Stack
from tests.e2e.aws.template import PSEUDO, without_missing
from tests.infra.assembly import Assembly

BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
"""By which a template knows whether an account was prepared."""
VERSION = "30"


def bootstrap(cloud: Cloud) -> None:
    """As ``cdk bootstrap`` prepares an account; what assets lie in is made with them."""
    cloud.client("ssm").put_parameter(Name=BOOTSTRAP, Value=VERSION, Type="String")


def deploy(assembly: Assembly, name: str, cloud: Cloud) -> Stack:
    """As a stack of that name, without what the emulator has not got."""
    for file in _assets(assembly.path):
        _publish(file, assembly.path.parent, cloud)
    return cloud.deploy(name, without_missing(assembly.template))


def _assets(template: Path) -> list[dict[str, Any]]:
    """But the template itself."""
    manifest = template.with_name(template.name.replace(".template.json", ".assets.json"))
    files = json.loads(manifest.read_text())["files"].values()
    return [file for file in files if file["source"]["path"] != template.name]


def _publish(file: dict[str, Any], folder: Path, cloud: Cloud) -> None:
    source = folder / file["source"]["path"]
    packed = file["source"]["packaging"] == "zip"
    content = _zip(source) if packed else source.read_bytes()
    for destination in file["destinations"].values():
        bucket, key = (_substituted(destination[each]) for each in ("bucketName", "objectKey"))
        cloud.put(bucket, key, content)


def _zip(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return packed.getvalue()


def _substituted(text: str) -> str:
    for name, value in PSEUDO.items():
        text = text.replace(f"${{{name}}}", value)
    return text
