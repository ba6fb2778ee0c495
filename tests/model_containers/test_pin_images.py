"""The tool that renews the digests of the base images."""

import shutil
from datetime import date
from pathlib import Path

import httpx
import pytest

from tests.model_containers.dockerfiles import CONTAINERS, dockerfile
from tools.pin_images import PINNED, main, renew

NEW = "sha256:" + "ab" * 32


def _hub(digest: str = NEW) -> httpx.Client:
    """Docker Hub, as far as the tool asks it."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "auth.docker.io":
            assert request.url.params["scope"] == "repository:library/python:pull"
            return httpx.Response(200, json={"token": "let-me-in"})
        assert request.method == "HEAD"
        assert request.headers["authorization"] == "Bearer let-me-in"
        assert "image.index" in request.headers["accept"]
        assert request.url.path == "/v2/library/python/manifests/3.13-slim-trixie"
        return httpx.Response(200, headers={"docker-content-digest": digest})

    return httpx.Client(transport=httpx.MockTransport(answer))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for container in CONTAINERS:
        (tmp_path / container).mkdir()
        shutil.copy(dockerfile(container), tmp_path / container)
    return tmp_path


def test_every_dockerfile_gets_the_digest_of_the_registry(folder: Path) -> None:
    assert main(["--folder", str(folder)], client=_hub()) == 0
    for container in CONTAINERS:
        text = (folder / container / "Dockerfile").read_text()
        assert [pin[2] for pin in PINNED.findall(text)] == [NEW]
        assert "asked of Docker Hub" in text
        assert "ManuSpectrum" not in text


def test_a_check_writes_nothing_and_fails_where_a_newer_one_is_to_be_had(folder: Path) -> None:
    before = (folder / "diarizer" / "Dockerfile").read_text()

    assert main(["--check", "--folder", str(folder)], client=_hub()) == 1
    assert (folder / "diarizer" / "Dockerfile").read_text() == before


def test_a_check_of_the_newest_ends_well(folder: Path) -> None:
    [(_, _, digest)] = PINNED.findall((folder / "diarizer" / "Dockerfile").read_text())

    assert main(["--check", "--folder", str(folder)], client=_hub(digest)) == 0


def test_what_did_not_change_keeps_its_source() -> None:
    text = dockerfile("transcriber").read_text()
    [(image, tag, digest)] = PINNED.findall(text)

    assert renew(text, {(image, tag): digest}, date(2026, 11, 21)) == text


def test_only_the_comment_and_the_digest_change() -> None:
    text = dockerfile("transcriber").read_text()
    [(image, tag, digest)] = PINNED.findall(text)
    renewed = renew(text, {(image, tag): NEW}, date(2026, 12, 1))

    assert "read on 2026-12-01" in renewed
    assert renewed.split(NEW)[1] == text.split(digest)[1]
    assert renewed.startswith(text.split("\n#\n")[0])
