"""The Runtime API, by which AWS's runtime client in a function gets events and tells of their ends.
https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import queue
import socket
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

READY, ANSWERED, FAILED, BROKEN = "ready", "answered", "failed", "broken"


@dataclass(frozen=True)
class Event:
    """``deadline`` in seconds since 1970."""

    body: bytes
    deadline: float
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True)
class Report:
    """``READY`` for the next event; ``ANSWERED`` or ``FAILED`` with the JSON of the last one's end;
    ``BROKEN``: there is no telling any more."""

    kind: str
    body: bytes = b""


class RuntimeApi(ThreadingHTTPServer):
    """Of one execution environment, on a port of its own. None in place of an event ends it."""

    daemon_threads = True

    def __init__(
        self,
        events: "queue.Queue[Event | None]",
        reports: "queue.Queue[Report]",
        function_arn: str,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.events, self.reports, self.function_arn = events, reports, function_arn


class _Requests(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: RuntimeApi

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        """``/2018-06-01/runtime/invocation/next``"""
        self.server.reports.put(Report(READY))
        event = self.server.events.get()
        if event is None:
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Lambda-Runtime-Aws-Request-Id", event.id)
        self.send_header("Lambda-Runtime-Deadline-Ms", str(int(event.deadline * 1000)))
        self.send_header("Lambda-Runtime-Invoked-Function-Arn", self.server.function_arn)
        self.send_header("Content-Type", "application/json")
        self._end(event.body)

    def do_POST(self) -> None:
        """``…/invocation/{id}/response``, ``…/invocation/{id}/error``, ``…/init/error``"""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        *_, owner, what = self.path.split("/")
        kind = BROKEN if owner == "init" else FAILED if what == "error" else ANSWERED
        self.server.reports.put(Report(kind, body))
        self.send_response(202)
        self._end(b"")

    def _end(self, body: bytes) -> None:
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
