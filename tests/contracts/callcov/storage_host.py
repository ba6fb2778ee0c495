"""A host that recordings are fetched from, with everything that such a host may do wrong."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

DRIPS = 20


class StorageHost(http.server.ThreadingHTTPServer):
    """``recording`` is what it has, under any path; the path's first part says how it answers.
    ``paths`` are those that were asked for."""

    daemon_threads = True

    def __init__(self, recording: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.recording = recording
        self.paths: list[str] = []
        self.hanging = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: StorageHost

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        how = self.path.split("/")[1]
        answers = {
            "html": lambda: self._answer("text/html"),
            "nameless": lambda: self._answer(None),
            "octets": lambda: self._answer("application/octet-stream"),
            "liar": lambda: self._answer("audio/wav", b"<html>no sound</html>" * 50),
            "gone": lambda: self.send_error(404),
            "large": lambda: self._answer("audio/wav", length=501 * 1024 * 1024),
            "within": lambda: self._redirect("http://10.0.0.1/call.wav"),
            "round": lambda: self._redirect(self.path),
            "drip": self._drip,
            "hang": self._hang,
        }
        answers.get(how, lambda: self._answer("audio/wav"))()

    def _answer(
        self, kind: str | None, body: bytes | None = None, *, length: int | None = None
    ) -> None:
        body = self.server.recording if body is None else body
        self.send_response(200)
        if kind is not None:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, location: str) -> None:
        self.send_response(302)
        self.send_header("Location", location)
        self.end_headers()

    def _drip(self) -> None:
        """Everything arrives, in pieces."""
        self.send_response(200)
        self.send_header("Content-Type", "Audio/X-WAV; rate=16000")
        self.end_headers()
        size = len(self.server.recording) // DRIPS + 1
        for start in range(0, len(self.server.recording), size):
            self.wfile.write(self.server.recording[start : start + size])
            self.wfile.flush()
            self.server.hanging.wait(0.02)

    def _hang(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "audio/wav")
        self.end_headers()
        self.wfile.flush()
        self.server.hanging.wait()

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        with suppress(OSError):  # whoever asked has left
            super().handle()


@contextmanager
def storage_host(recording: bytes) -> Iterator[StorageHost]:
    with StorageHost(recording) as host:
        threading.Thread(target=host.serve_forever, args=(0.01,), daemon=True).start()
        yield host
        host.hanging.set()
        host.shutdown()
