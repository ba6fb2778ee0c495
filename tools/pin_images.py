"""Pin the base images to what the registry has now: ``python -m tools.pin_images [--check]``.

Asks Docker Hub for the digest behind the tag of every ``FROM image:tag@sha256:...`` in
model_containers and infra and writes it, with the date, into the Dockerfiles. ``--check`` writes
nothing and ends with status 1 where a newer image is to be had.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "model_containers", ROOT / "infra")
REGISTRY = "https://registry-1.docker.io"
TOKENS = "https://auth.docker.io/token"
INDEX_TYPES = (
    "application/vnd.oci.image.index.v1+json, "
    "application/vnd.docker.distribution.manifest.list.v2+json"
)
"""One digest for all platforms (OCI distribution specification 1.1, pulling manifests)."""
PINNED = re.compile(r"^FROM ((?:[\w./-]+/)?[\w.-]+):([\w.-]+)@(sha256:[0-9a-f]{64})", re.MULTILINE)
PROVENANCE = re.compile(r"# The base is .*?(?=\nFROM )", re.DOTALL)


def main(arguments: Sequence[str], *, client: httpx.Client | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folder", type=Path, action="append", help="in place of both")
    given = parser.parse_args(arguments)
    digests: dict[tuple[str, str], str] = {}
    stale = 0
    with client or httpx.Client(timeout=30.0) as hub:
        for path in _dockerfiles(given.folder or FOLDERS):
            text = path.read_text()
            for image, tag, old in PINNED.findall(text):
                key = (image, tag)
                digests[key] = digests.get(key) or newest_digest(hub, image, tag)
                state = "newest" if digests[key] == old else f"-> {digests[key]}"
                sys.stdout.write(f"{path.parent.name}: {image}:{tag} {state}\n")
            renewed = renew(text, digests, datetime.now(UTC).date())
            stale += renewed != text
            if not given.check:
                path.write_text(renewed)
    return int(given.check and stale > 0)


def _dockerfiles(folders: Sequence[Path]) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob("*/Dockerfile"))]


def newest_digest(hub: httpx.Client, image: str, tag: str) -> str:
    """Raises httpx.HTTPError if the registry does not tell."""
    repository = image if "/" in image else f"library/{image}"
    scope = {"service": "registry.docker.io", "scope": f"repository:{repository}:pull"}
    token = hub.get(TOKENS, params=scope).raise_for_status().json()["token"]
    reply = hub.head(
        f"{REGISTRY}/v2/{repository}/manifests/{tag}",
        headers={"Authorization": f"Bearer {token}", "Accept": INDEX_TYPES},
    ).raise_for_status()
    return str(reply.headers["docker-content-digest"])


def renew(text: str, digests: dict[tuple[str, str], str], today: date) -> str:
    """``text`` with the new digests; where one changed, the comment says where it comes from."""

    def pin(match: re.Match[str]) -> str:
        image, tag, old = match.groups()
        return f"FROM {image}:{tag}@{digests.get((image, tag), old)}"

    renewed = PINNED.sub(pin, text)
    if renewed == text:
        return text
    return PROVENANCE.sub(
        "# The base is pinned by the digest of its index of platforms, asked of Docker Hub, the\n"
        f"# registry that https://github.com/docker-library/python builds for; read on {today}.",
        renewed,
        count=1,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
