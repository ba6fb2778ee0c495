"""Where a container listens when it is a process of this machine."""

import socket
from pathlib import Path
from typing import TypeVar

from model_containers.serving.settings import ServingSettings
from tests.e2e.aws.child import tell_address
from tests.e2e.aws.leash import on_a_leash

S = TypeVar("S", bound=ServingSettings)


def on_a_free_port(settings: S, folder: Path) -> S:
    """``settings`` with a port that nobody has just now, of which the parent is told."""
    on_a_leash()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    tell_address(folder, port)
    return settings.model_copy(update={"host": "127.0.0.1", "port": port, "device": "cpu"})
