"""API Gateway on loopback, before the API of the AWS home."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

from novapulse.services.home import Home
from tests.api.gateway import HOST, Environments, Gateway


@contextmanager
def serving_by_gateway(home: Home) -> Iterator[int]:
    """The port."""
    environments = Environments(home)
    gateway = Gateway(environments)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            request = httpx.Request(
                self.command,
                f"https://{HOST}{self.path}",
                headers=self.headers.items(),
                content=self.rfile.read(length),
            )
            answer = gateway.handle_request(request)
            self.send_response(answer.status_code)
            for name, value in answer.headers.multi_items():
                if name not in ("content-length", "content-encoding", "connection"):
                    self.send_header(name, value)
            self.send_header("content-length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def __getattr__(self, name: str) -> object:
            if name.startswith("do_"):
                return self.handle_any
            raise AttributeError(name)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
    environments.close()
