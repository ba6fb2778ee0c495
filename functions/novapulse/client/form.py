"""A multipart form with a recording in it, whose length is known before it is read."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from novapulse.client.recording import OnProgress, Recording

QUOTED = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})
"""https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data"""


@dataclass(frozen=True)
class UploadForm:
    """Iterating reads the recording from its beginning, as often as it is done."""

    fields: Mapping[str, str]
    recording: Recording
    on_progress: OnProgress | None = None
    boundary: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def headers(self) -> dict[str, str]:
        length = len(self._head()) + self.recording.size + len(self._tail())
        return {
            "content-type": f"multipart/form-data; boundary={self.boundary}",
            "content-length": str(length),
        }

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        yield self._head()
        for chunk in self.recording.chunks():
            yield chunk
            sent += len(chunk)
            if self.on_progress is not None:
                self.on_progress(sent, self.recording.size)
        yield self._tail()

    def _head(self) -> bytes:
        """The fields come first, so that a server may judge them before the recording."""
        parts = [
            f'--{self.boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in self.fields.items()
        ]
        file_name = self.recording.name.translate(QUOTED)
        parts.append(
            f"--{self.boundary}\r\n"
            f'Content-Disposition: form-data; name="file"; filename="{file_name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        return "".join(parts).encode(errors="replace")

    def _tail(self) -> bytes:
        return f"\r\n--{self.boundary}--\r\n".encode()
