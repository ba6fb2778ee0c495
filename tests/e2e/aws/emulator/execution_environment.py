"""One execution environment of a Lambda function: AWS's own runtime client for Python in a process,
and the Runtime API that it asks."""

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.aws.emulator.runtime_api import (
    ANSWERED,
    BROKEN,
    READY,
    Event,
    Report,
    RuntimeApi,
)

INIT_SECONDS = 120.0


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


class ExecutionEnvironment:
    """Takes one event at a time. Once ``ended`` it takes none any more."""

    def __init__(self, function: Function, scratch: Path) -> None:
        self.function = function
        self.ended = False
        self._scratch = scratch
        self._events: queue.Queue[Event | None] = queue.Queue()
        self._reports: queue.Queue[Report] = queue.Queue()
        self._server = RuntimeApi(self._events, self._reports, function.arn)
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
            self._events.put(Event(body, time.time() + self.function.timeout))
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

    def _next_report(self, seconds: float) -> Report:
        """A broken one if the process has ended, or says nothing for so long."""
        until = time.monotonic() + seconds
        while True:
            try:
                return self._reports.get(timeout=0.25)
            except queue.Empty:
                if self._process.poll() is not None and self._reports.empty():
                    status = f"Runtime exited with error: exit status {self._process.returncode}"
                    return Report(BROKEN, body=_error("Runtime.ExitError", status))
                if time.monotonic() > until:
                    late = f"Task timed out after {seconds:.2f} seconds"
                    return Report(BROKEN, body=_error("Sandbox.Timedout", late))


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
