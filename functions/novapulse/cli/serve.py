"""``novapulse serve``: uvicorn over the API of a running local home."""

import os
import socket
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path

from rich.console import Console

from novapulse.api.every_dialect import every_dialect
from novapulse.api.native.results.document import stored_result
from novapulse.bootstrap.drop_folder import drop_root, watching
from novapulse.bootstrap.local_home import LocalHome
from novapulse.cli.json_output import json_text
from novapulse.cli.settings import load_settings
from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.keys import SCOPES
from novapulse.services.home import Home
from novapulse.services.keys import create_key

SAMPLE_CALL = Path(__file__).parents[1] / "samples" / "billing_call_mono.ogg"


def run_server(
    *,
    port: int | None,
    host: str | None,
    data_dir: Path | None,
    drop_dir: Path | None,
    show_key: bool,
) -> None:
    settings = load_settings(port=port, host=host, data_dir=data_dir, drop_dir=drop_dir)
    console = Console(highlight=False, soft_wrap=True)
    root, listener = drop_root(settings), _listen(settings)
    local = LocalHome(settings, report=partial(_report, console))
    with local as home, _watching(root, home, console):
        address = f"http://{_shown(settings.host)}:{listener.getsockname()[1]}"
        _announce(console, home, address, root)
        if show_key:
            _print_curl_lines(console, home, address)
        _run(home, listener)
        console.print("Stopped. Unfinished jobs go on at the next start.")


def _run(home: Home, listener: socket.socket) -> None:
    """Until Ctrl-C, or SIGTERM."""
    import uvicorn

    from novapulse.api.graceful_server import GracefulServer

    dialects = every_dialect(home)
    config = uvicorn.Config(
        dialects.app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=5,
        server_header=False,
    )
    with suppress(KeyboardInterrupt):
        GracefulServer(config, stopping=dialects.stop).run(sockets=[listener])


def _report(console: Console, message: str) -> None:
    console.print(message, style="yellow", markup=False)


def _watching(root: Path | None, home: Home, console: Console) -> AbstractContextManager[None]:
    if root is None:
        return nullcontext()
    return watching(
        root,
        home,
        document=lambda job: json_text(stored_result(home, job).document()),
        report=partial(_report, console),
    )


def _listen(settings: Settings) -> socket.socket:
    """Bound before anything is started: a port in use must not cost a started home."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise InvalidRequest(
            "address_unavailable",
            f"{settings.host}:{settings.port}: cannot listen there ({error.strerror}); "
            "name another with --port, or --port 0 for any free one",
        ) from None
    return listener


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _announce(console: Console, home: Home, address: str, drop: Path | None) -> None:
    console.print(f"[bold]NovaPulse[/] at {address}  (to read and try: {address}/docs)")
    console.print(f"  engine   {home.engine}, {home.settings.workers} workers")
    console.print(f"  data     {home.settings.data_dir.resolve()}")
    if drop is not None:
        console.print(f"  drop     {drop}{os.sep}TENANT{os.sep}call.wav", markup=False)
    if home.loopback_allowed:
        console.print(
            "  webhook_url and audio_url may name this machine: the server is bound to loopback"
        )
    console.print("  Ctrl-C stops it; jobs that run go on at the next start.\n")


def _print_curl_lines(console: Console, home: Home, address: str) -> None:
    key = create_key(
        tenant="demo", scopes=SCOPES, tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    console.print(f"A ready API key (tenant demo, every scope):\n  {key.secret}\n")
    console.print("Try it:", markup=False)
    header = f"-H 'Authorization: Bearer {key.secret}'"
    for line in (
        f"curl -sS {header} -F file=@{SAMPLE_CALL} {address}/v1/audio/ingest",
        f"curl -sS {header} {address}/v1/jobs/JOB_ID",
        f"curl -sS {header} {address}/v1/insights/JOB_ID",
    ):
        console.print(f"  {line}", markup=False)
    console.print()
