"""What Docker's HEALTHCHECK asks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from model_containers.serving.health import is_ready


@contextmanager
def _server(status: int) -> Iterator[int]:
    class Ping(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/ping" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Ping)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_server_that_is_ready_is_healthy() -> None:
    with _server(200) as port:
        assert is_ready(port)


def test_a_server_that_still_loads_is_not() -> None:
    with _server(503) as port:
        assert not is_ready(port)


def test_where_nobody_listens_nothing_is_healthy() -> None:
    with _server(200) as port:
        pass

    assert not is_ready(port)
