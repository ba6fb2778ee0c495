"""How much memory a server takes for an upload: as little for 500 MB as for one."""

import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psutil

from tests.bench.server import Server, running_server

UPLOAD_BYTES = 500_000_000
WARM_UP_BYTES = 1_000_000
GROWTH_TARGET_BYTES = 50_000_000
EVERY_SECONDS = 0.05

BOUNDARY = "novapulse-bench"
BLOCK = bytes(range(256)) * 1024
TOO_HIGH_RATE = 192_000
"""More than the API takes, which shows only once the recording is there and looked at: the bytes go
the whole way, and no worker has a job afterwards."""


@dataclass(frozen=True)
class UploadMemory:
    """Resident bytes of the server's process."""

    upload_bytes: int
    seconds: float
    before_bytes: int
    peak_bytes: int

    @property
    def growth_bytes(self) -> int:
        return self.peak_bytes - self.before_bytes


def measure_upload(upload_bytes: int = UPLOAD_BYTES) -> UploadMemory:
    """After a first small one, which loads what every upload needs."""
    with TemporaryDirectory(prefix="novapulse-bench-") as folder:
        data_dir = Path(folder) / "data"
        data_dir.mkdir()
        with running_server(data_dir, workers=1) as server:
            _upload(server, WARM_UP_BYTES)
            process = psutil.Process(server.pid)
            before = process.memory_info().rss
            with _Peak(process) as peak:
                started = time.perf_counter()
                _upload(server, upload_bytes)
                seconds = time.perf_counter() - started
    return UploadMemory(upload_bytes, seconds, before, peak.bytes)


def _upload(server: Server, audio_bytes: int) -> None:
    """Raises RuntimeError for an answer that is not the one after the whole way."""
    answer = server.client.post(
        "/v1/audio/ingest",
        content=_form(audio_bytes),
        headers={"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"},
        timeout=httpx.Timeout(300),
    )
    if answer.status_code != 400 or f"{TOO_HIGH_RATE} Hz" not in answer.text:
        raise RuntimeError(f"{answer.status_code} {answer.text}")


def _form(audio_bytes: int) -> Iterator[bytes]:
    yield (
        f"--{BOUNDARY}\r\n"
        'Content-Disposition: form-data; name="file"; filename="call.wav"\r\n'
        "Content-Type: audio/wav\r\n\r\n"
    ).encode()
    yield wav_header(audio_bytes, TOO_HIGH_RATE)
    for start in range(0, audio_bytes, len(BLOCK)):
        yield BLOCK[: audio_bytes - start]
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


def wav_header(audio_bytes: int, sample_rate: int) -> bytes:
    """Of 16-bit mono PCM."""
    form = struct.pack("<HHIIHH", 1, 1, sample_rate, 2 * sample_rate, 2, 16)
    chunks = b"fmt " + struct.pack("<I", len(form)) + form
    chunks += b"data" + struct.pack("<I", audio_bytes)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks) + audio_bytes) + b"WAVE" + chunks


class _Peak:
    """The largest resident size while the block runs."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.bytes = 0

    def __enter__(self) -> "_Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(EVERY_SECONDS):
            self.bytes = max(self.bytes, int(self._process.memory_info().rss))
