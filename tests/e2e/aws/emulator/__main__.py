"""``python -m … FOLDER``: the emulator's process, on a port of its own.

``FUNCTIONS_SETTINGS`` in its environment: what every function's has beside its own, as JSON.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tests.e2e.aws.child import tell_address
from tests.e2e.aws.emulator.lambda_plane import LambdaPlane
from tests.e2e.aws.emulator.state_machines import StateMachines
from tests.e2e.aws.leash import on_a_leash

MINISTACK = "1.5.33"
SETTINGS = "FUNCTIONS_SETTINGS"


def main() -> int:
    folder = Path(sys.argv[1])
    found = version("ministack")
    assert found == MINISTACK, f"what is mended here is ministack {MINISTACK}, not {found}"
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    os.environ |= _settings(port, folder)  # before ministack is imported
    given = json.loads(os.environ.pop(SETTINGS, "{}"))
    plane = LambdaPlane(folder, {"AWS_ENDPOINT_URL": address, **given})
    plane.patch()
    StateMachines(import_module("ministack.services.stepfunctions")).patch()
    on_a_leash(plane.pool.close)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the tests, which then let go
    tell_address(folder, port)
    asyncio.run(_serve(listener))
    return 0


def _settings(port: int, folder: Path) -> dict[str, str]:
    """Nothing listens but on the loopback, nothing is kept outside of the folder, and no limit of
    ministack's own on functions counts: ``Pool`` has one."""
    return {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "S3_DATA_DIR": str(folder / "s3"),
        "STATE_DIR": str(folder / "state"),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LAMBDA_ACCOUNT_CONCURRENCY": "0",
        "LOG_LEVEL": "WARNING",
    }


async def _serve(listener: socket.socket) -> None:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    config = Config()
    config.bind = [f"fd://{listener.detach()}"]
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"
    await serve(import_module("ministack.app").app, config, shutdown_trigger=asyncio.Event().wait)


if __name__ == "__main__":
    sys.exit(main())
