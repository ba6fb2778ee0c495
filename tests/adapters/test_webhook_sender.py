import http.server
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from novapulse.adapters.clock import SystemClock
from novapulse.adapters.network.webhook_sender import HttpWebhookSender
from tests.adapters.recording_transport import Pieces, RecordingTransport


class Receiver(http.server.ThreadingHTTPServer):
    """Answers as its path asks and keeps what it got."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.got: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Handler(http.server.BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.got.append((self.path, headers, body))
        if self.path == "/drip":
            for _ in range(20):
                self.wfile.write(b"H")
                time.sleep(0.1)
            return
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("location", "/elsewhere")
        else:
            self.send_response(int(self.path[1:]))
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def write_certificate(path: Path, name: str) -> Path:
    """A self-signed certificate and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def make_sender(
    *addresses: str, loopback_allowed: bool = True, timeout_seconds: float = 5.0
) -> HttpWebhookSender:
    return HttpWebhookSender(
        clock=SystemClock(),
        timeout_seconds=timeout_seconds,
        loopback_allowed=loopback_allowed,
        resolve=lambda host, port: list(addresses) or [host],
    )


def test_the_body_and_the_headers_arrive(receiver: Receiver) -> None:
    url = f"http://127.0.0.1:{receiver.port}/200"
    attempt = make_sender().post(url, b'{"event":1}', {"webhook-id": "evt_1"})
    assert attempt.delivered
    assert attempt.seconds > 0
    [(path, headers, body)] = receiver.got
    assert (path, body) == ("/200", b'{"event":1}')
    assert headers["webhook-id"] == "evt_1"


def test_the_checked_address_is_contacted_under_the_name_of_the_url(receiver: Receiver) -> None:
    url = f"http://hooks.example:{receiver.port}/204"
    attempt = make_sender("127.0.0.1").post(url, b"{}", {})
    assert attempt.status == 204
    assert receiver.got[0][1]["host"] == f"hooks.example:{receiver.port}"


@pytest.mark.parametrize("status", [199 + 101, 400, 500])
def test_any_other_status_is_no_delivery(receiver: Receiver, status: int) -> None:
    attempt = make_sender().post(f"http://127.0.0.1:{receiver.port}/{status}", b"{}", {})
    assert attempt.status == status
    assert not attempt.delivered


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    attempt = make_sender().post(f"http://127.0.0.1:{receiver.port}/moved", b"{}", {})
    assert attempt.status == 302
    assert [path for path, _, _ in receiver.got] == ["/moved"]


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1"]
)
def test_a_name_that_leads_inside_is_refused(receiver: Receiver, address: str) -> None:
    sender = make_sender(address, loopback_allowed=False)
    attempt = sender.post(f"https://hooks.example:{receiver.port}/200", b"{}", {})
    assert attempt.status is None
    assert "not public" in attempt.error
    assert receiver.got == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(receiver: Receiver) -> None:
    sender = make_sender("93.184.216.34", "192.168.0.1", loopback_allowed=False)
    assert "not public" in sender.post("https://hooks.example/", b"{}", {}).error


def test_leave_for_loopback_is_no_leave_for_the_private_network() -> None:
    assert "not public" in make_sender("10.0.0.1").post("http://hooks.example/", b"{}", {}).error


@pytest.mark.parametrize("url", ["http://hooks.example/", "ftp://hooks.example/", "file:///etc"])
def test_a_public_server_speaks_https_only(url: str) -> None:
    attempt = make_sender("93.184.216.34", loopback_allowed=False).post(url, b"{}", {})
    assert "scheme" in attempt.error


def test_the_next_address_is_tried_when_one_takes_no_connection(receiver: Receiver) -> None:
    sender = make_sender("127.0.0.9", "127.0.0.1")
    with socket.socket() as taken:
        taken.bind(("127.0.0.9", receiver.port))  # bound, never listening: connections are refused
        attempt = sender.post(f"http://hooks.example:{receiver.port}/200", b"{}", {})
    assert attempt.delivered


def test_an_address_that_never_answers_leaves_time_for_the_next() -> None:
    waited: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        waited.append(request.extensions["timeout"]["connect"])
        if len(waited) == 1:
            raise httpx.ConnectTimeout("no answer")
        return httpx.Response(200, stream=Pieces())

    sender = HttpWebhookSender(
        clock=SystemClock(),
        timeout_seconds=5,
        loopback_allowed=False,
        resolve=lambda host, port: ["2606:4700::1111", "93.184.216.34"],
        transport=RecordingTransport(answer),
    )
    assert sender.post("https://hooks.example/", b"{}", {}).delivered
    assert waited == [2.5, 5]


def test_nobody_there_is_an_error_and_no_exception() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        attempt = make_sender().post(f"http://127.0.0.1:{taken.getsockname()[1]}/", b"{}", {})
    assert (attempt.status, attempt.error) == (None, "nothing listens there")


def test_a_name_that_does_not_resolve_is_an_error_and_no_exception() -> None:
    def fail(host: str, port: int) -> list[str]:
        raise socket.gaierror

    sender = HttpWebhookSender(
        clock=SystemClock(), timeout_seconds=5, loopback_allowed=False, resolve=fail
    )
    assert sender.post("https://nowhere.example/", b"{}", {}).error == (
        "its name leads to no address"
    )


def test_a_receiver_that_drips_is_cut_off_in_time(receiver: Receiver) -> None:
    sender = make_sender(timeout_seconds=0.3)
    began = time.monotonic()
    attempt = sender.post(f"http://127.0.0.1:{receiver.port}/drip", b"{}", {})
    assert time.monotonic() - began < 1.5
    assert attempt.status is None


@pytest.mark.parametrize(("name", "status"), [("hooks.example", 200), ("other.example", None)])
def test_the_certificate_must_bear_the_name_of_the_url(
    receiver: Receiver, tmp_path: Path, name: str, status: int | None
) -> None:
    certificate = write_certificate(tmp_path / "server.pem", name)
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate)
    receiver.socket = server_side.wrap_socket(receiver.socket, server_side=True)
    sender = HttpWebhookSender(
        clock=SystemClock(),
        timeout_seconds=5,
        loopback_allowed=True,
        resolve=lambda host, port: ["127.0.0.1"],
        tls=ssl.create_default_context(cafile=str(certificate)),
    )
    attempt = sender.post(f"https://hooks.example:{receiver.port}/200", b"{}", {})
    assert attempt.status == status


def test_proxies_of_the_environment_are_not_used(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert make_sender().post(f"http://127.0.0.1:{receiver.port}/200", b"{}", {}).delivered
