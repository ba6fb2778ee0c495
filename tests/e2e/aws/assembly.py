"""A cloud assembly of the CDK, deployed as ``cdk deploy`` does it."""

import io
import json
import zipfile
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.e2e.aws.cloud import Cloud, Stack
from tests.e2e.aws.template import PSEUDO, without_missing

BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
"""By which a template knows whether an account was prepared (``cdk bootstrap``)."""
VERSION = "30"


class Assembly:
    """``path`` is that of the stack's template."""

    def __init__(self, path: Path, name: str) -> None:
        self._folder = path.parent
        self._path = path
        self._name = name

    @cached_property
    def template(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._path.read_text())
        return found

    def deploy(self, cloud: Cloud) -> Stack:
        cloud.client("ssm").put_parameter(Name=BOOTSTRAP, Value=VERSION, Type="String")
        for file in self._assets():
            self._publish(file, cloud)
        return cloud.deploy(self._name, without_missing(self.template))

    def _assets(self) -> list[dict[str, Any]]:
        """But the template itself."""
        name = self._path.name.replace(".template.json", ".assets.json")
        files = json.loads((self._folder / name).read_text())["files"].values()
        return [file for file in files if file["source"]["path"] != self._path.name]

    def _publish(self, file: dict[str, Any], cloud: Cloud) -> None:
        source = self._folder / file["source"]["path"]
        packed = file["source"]["packaging"] == "zip"
        content = _zip(source) if packed else source.read_bytes()
        for destination in file["destinations"].values():
            place = (destination["bucketName"], destination["objectKey"])
            cloud.put(*map(_substituted, place), content)


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
