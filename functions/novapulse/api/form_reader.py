"""A multipart/form-data body taken apart: the file to the disk, small fields to memory."""

from dataclasses import dataclass
from pathlib import Path

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from novapulse.api.spool import LimitOf, Spool
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.file_name import clean_file_name
from novapulse.services.intake.submission import ReceivedFile

MAX_FIELDS = 32
MAX_PARTS = MAX_FIELDS + 1
"""Each part costs some work, whoever it is for: an endless row of them must not."""


@dataclass(frozen=True)
class FormLimits:
    """``seconds`` are for the whole body, however slowly it comes. ``limit_of`` lowers
    ``file_bytes`` by how the file begins."""

    file_bytes: int
    field_bytes: int
    seconds: float
    limit_of: LimitOf | None = None


@dataclass(frozen=True)
class Form:
    """``file`` is the part of the dialect's name for it, whole on the disk, or None when it was not
    sent."""

    fields: dict[str, str]
    file: ReceivedFile | None


class FormReader:
    """Fed with a body piece by piece; never holds more than small fields and one buffer."""

    def __init__(
        self, boundary: bytes, folder: Path, limits: FormLimits, file_field: str = "file"
    ) -> None:
        self._limits = limits
        self._file_field = file_field
        self._folder = folder
        self._fields: dict[str, bytearray] = {}
        self._spool: Spool | None = None
        self._file_name = clean_file_name("")
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._disposition = b""
        self._target: Spool | bytearray | None = None
        self._parts = 0
        self._ended = False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin,
                    "on_header_field": self._on_header_field,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers_finished,
                    "on_part_data": self._on_data,
                    "on_end": self._on_end,
                },
            )
        except FormParserError:
            raise malformed() from None

    async def feed(self, chunk: bytes) -> None:
        try:
            self._parser.write(chunk)
        except FormParserError:
            raise malformed() from None
        if self._spool is not None:
            await self._spool.drain()

    async def finish(self) -> Form:
        if not self._ended:
            raise malformed()
        fields = {name: _text(name, value) for name, value in self._fields.items()}
        if self._spool is None:
            return Form(fields, None)
        await self._spool.finish()
        file = ReceivedFile(
            self._spool.path, self._file_name, self._spool.size_bytes, self._spool.sha256
        )
        return Form(fields, file)

    def discard(self) -> None:
        if self._spool is not None:
            self._spool.discard()

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise _too_many()
        self._disposition = b""
        self._target = None

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _on_header_end(self) -> None:
        if self._header_name.lower() == b"content-disposition":
            self._disposition = bytes(self._header_value)
        self._header_name.clear()
        self._header_value.clear()

    def _on_headers_finished(self) -> None:
        kind, options = parse_options_header(self._disposition.decode("latin-1"))
        if kind != b"form-data" or b"name" not in options:
            raise malformed()
        name = options[b"name"].decode(errors="replace")
        if name in self._fields or (name == self._file_field and self._spool is not None):
            raise InvalidRequest("invalid_parameter", f"{name[:80]!a}: sent more than once")
        if name == self._file_field:
            sent = options.get(b"filename", b"").decode(errors="replace")
            self._file_name = clean_file_name(sent)
            self._spool = Spool(
                self._folder,
                max_bytes=self._limits.file_bytes,
                limit_of=self._limits.limit_of,
            )
            self._target = self._spool
        elif b"filename" not in options:
            self._target = self._new_field(name)

    def _new_field(self, name: str) -> bytearray:
        if len(self._fields) >= MAX_FIELDS:
            raise _too_many()
        return self._fields.setdefault(name, bytearray())

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        if isinstance(self._target, Spool):
            self._target.append(data[start:end])
        elif self._target is not None:
            self._target += data[start:end]
            if len(self._target) > self._limits.field_bytes:
                raise InvalidRequest(
                    "invalid_parameter",
                    f"a form field is longer than the {self._limits.field_bytes} bytes accepted",
                )

    def _on_end(self) -> None:
        self._ended = True


def _too_many() -> InvalidRequest:
    return InvalidRequest("invalid_parameter", f"the form has more than {MAX_FIELDS} fields")


def _text(name: str, value: bytearray) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise InvalidRequest(
            "invalid_parameter", f"{name[:80]!a}: the value is not UTF-8"
        ) from None


def malformed() -> InvalidRequest:
    return InvalidRequest(
        "invalid_parameter", "the body is not a complete, well-formed multipart/form-data form"
    )
