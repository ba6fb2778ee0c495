"""One execution environment of a Lambda function: AWS's own runtime client for Python in a process,
and the Runtime API that it asks.
https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import json
import os
import queue
import shutil
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

INIT_SECONDS = 120.0
READY, ANSWERED, FAILED, BROKEN = "ready", "answered", "failed", "broken"


@dataclass(frozen=True)
class Function:
    """``revision`` is another one for other code or settings. ``code`` is the unpacked asset."""

    arn: str
    revision: str
    handler: str
    code: Path
    settings: Mapping[str, str]
    memory: int
    timeout: float
    log: Path

    @property
    def name(self) -> str:
        return self.arn.split(":")[6]

    @property
    def region(self) -> str:
        return self.arn.split(":")[3]


@dataclass(frozen=True)
class Outcome:
    """``body`` is JSON: what the handler returned, or ``{"errorType", "errorMessage", …}``."""

    body: bytes
    failed: bool = False


@dataclass(frozen=True)
class _Event:
    body: bytes
    deadline: float
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True)
class _Report:
    kind: str
    body: bytes = b""


class ExecutionEnvironment:
    """Takes one event at a time. Once ``ended`` it takes none any more."""

    def __init__(self, function: Function, scratch: Path) -> None:
        self.function = function
        self.ended = False
        self._scratch = scratch
        self._events: queue.Queue[_Event | None] = queue.Queue()
        self._reports: queue.Queue[_Report] = queue.Queue()
        self._server = _RuntimeApi(self._events, self._reports, function)
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        scratch.mkdir(parents=True)
        with function.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "awslambdaric", function.handler],
                cwd=function.code,
                env=_settings(function, self._server.server_port, scratch),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def invoke(self, body: bytes) -> Outcome:
        """Its time begins once the function asks for an event."""
        report = self._next_report(INIT_SECONDS)
        if report.kind == READY:
            self._events.put(_Event(body, time.time() + self.function.timeout))
            report = self._next_report(self.function.timeout)
        if report.kind == BROKEN:
            self.end()
        return Outcome(report.body, report.kind != ANSWERED)

    def end(self) -> None:
        if self.ended:
            return
        self.ended = True
        self._events.put(None)
        self._process.kill()
        self._process.wait(10)
        self._server.shutdown()
        self._server.server_close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _next_report(self, seconds: float) -> _Report:
        """A broken one if the process has ended, or says nothing for so long."""
        until = time.monotonic() + seconds
        while True:
            try:
                return self._reports.get(timeout=0.25)
            except queue.Empty:
                if self._process.poll() is not None and self._reports.empty():
                    status = f"Runtime exited with error: exit status {self._process.returncode}"
                    return _Report(BROKEN, body=_error("Runtime.ExitError", status))
                if time.monotonic() > until:
                    late = f"Task timed out after {seconds:.2f} seconds"
                    return _Report(BROKEN, body=_error("Sandbox.Timedout", late))


class _RuntimeApi(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(
        self,
        events: "queue.Queue[_Event | None]",
        reports: "queue.Queue[_Report]",
        function: Function,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.events, self.reports, self.function = events, reports, function


class _Requests(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _RuntimeApi

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        """``/2018-06-01/runtime/invocation/next``"""
        self.server.reports.put(_Report(READY))
        event = self.server.events.get()
        if event is None:
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Lambda-Runtime-Aws-Request-Id", event.id)
        self.send_header("Lambda-Runtime-Deadline-Ms", str(int(event.deadline * 1000)))
        self.send_header("Lambda-Runtime-Invoked-Function-Arn", self.server.function.arn)
        self.send_header("Content-Type", "application/json")
        self._end(event.body)

    def do_POST(self) -> None:
        """``…/invocation/{id}/response``, ``…/invocation/{id}/error``, ``…/init/error``"""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        *_, owner, what = self.path.split("/")
        kind = BROKEN if owner == "init" else FAILED if what == "error" else ANSWERED
        self.server.reports.put(_Report(kind, body))
        self.send_response(202)
        self._end(b"")

    def _end(self, body: bytes) -> None:
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _error(kind: str, message: str) -> bytes:
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()


def _settings(function: Function, port: int, scratch: Path) -> dict[str, str]:
    kept = ("PATH", "OMP_NUM_THREADS", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    return {
        **{name: os.environ[name] for name in kept},
        **function.settings,
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "TZ": ":UTC",
        "PYTHONPATH": str(function.code),
        "LAMBDA_TASK_ROOT": str(function.code),
        "_HANDLER": function.handler,
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}",
        "AWS_LAMBDA_FUNCTION_NAME": function.name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory),
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.name}",
        "AWS_LAMBDA_LOG_STREAM_NAME": scratch.name,
        "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
        "AWS_REGION": function.region,
        "AWS_DEFAULT_REGION": function.region,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
