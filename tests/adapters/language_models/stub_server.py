"""An HTTP server on this machine that answers as badly as it is told to."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    body: Any


class Exchange(BaseHTTPRequestHandler):
    """One request, and the connection by which it is answered, or not."""

    server: "_Server"
    asked: Request
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        stub = self.server.stub
        self.asked = Request(self.path, dict(self.headers.items()), body)
        step = min(stub.take(self.asked), len(stub.script)) - 1
        self.close_connection = True
        with suppress(OSError):
            stub.script[step](self)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def reply(self, status: int, body: bytes, *, length: int | None = None, **more: str) -> None:
        """``length`` is what the header says, the body's own if None."""
        self.send_response(status)
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        headers = {"content-type": "application/json"} | headers
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)


Behaviour = Callable[[Exchange], None]


@dataclass
class Stub:
    """The n-th request is answered by the n-th of ``script``, those after the last by the last."""

    url: str
    stopping: threading.Event
    script: list[Behaviour] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, request: Request) -> int:
        """Its number, from 1."""
        with self.lock:
            self.requests.append(request)
            return len(self.requests)

    def does(self, *script: Behaviour) -> None:
        self.script = list(script)
        self.requests = []


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    stub: Stub


@contextmanager
def stub_server() -> Iterator[Stub]:
    server = _Server(("127.0.0.1", 0), Exchange)
    server.stub = Stub(f"http://127.0.0.1:{server.server_port}", threading.Event())
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.stub
    finally:
        server.stub.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def hangs(exchange: Exchange) -> None:
    exchange.server.stub.stopping.wait(10)


def drips(exchange: Exchange) -> None:
    """A byte now and then: no single read takes long, and it never ends."""
    exchange.reply(200, b"{", length=1_000_000)
    while not exchange.server.stub.stopping.wait(0.02):
        exchange.wfile.write(b" ")
        exchange.wfile.flush()


def cuts_off(exchange: Exchange) -> None:
    """In the middle of an answer, without a farewell."""
    exchange.reply(200, b'{"choices": [', length=1000)
    exchange.wfile.flush()
    _reset(exchange)


def hangs_up(exchange: Exchange) -> None:
    _reset(exchange)


def redirects(exchange: Exchange) -> None:
    exchange.reply(302, b"", location="/elsewhere")


def not_json(exchange: Exchange) -> None:
    exchange.reply(200, b"<html>it works</html>")


def says(status: int, document: Any, **headers: str) -> Behaviour:
    return lambda exchange: exchange.reply(
        status, json.dumps(document).encode(), length=None, **headers
    )


def _reset(exchange: Exchange) -> None:
    linger = struct.pack("ii", 1, 0)
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    exchange.connection.close()
