"""``novapulse jobs audio``: the recording of a call of a server, saved to a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from novapulse.cli.json_output import print_json
from novapulse.cli.remote import Server
from novapulse.cli.terminal import advise, say
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.redacted_times import AudioFormat, Mode

FORMATS: dict[str, AudioFormat] = {f".{name}": name for name in get_args(AudioFormat)}
"""By the end of the file's name."""


@dataclass(frozen=True)
class Wanted:
    """``mode`` and ``format`` are None for the recording as it was sent."""

    file: Path
    mode: Mode | None
    format: AudioFormat | None


def wanted(file: Path, *, beep: bool, original: bool) -> Wanted:
    """Raises InvalidRequest."""
    if beep and original:
        raise InvalidRequest("invalid_parameter", "--beep: give it or --original, not both")
    if original:
        return Wanted(file, None, None)
    format = FORMATS.get(file.suffix.lower())
    if format is None:
        raise InvalidRequest(
            "invalid_parameter",
            f"--output: {str(file)!a} is not accepted; its name has to end in {_endings()}",
        )
    return Wanted(file, "beep" if beep else "silence", format)


def save(server: Server, job_id: str, wanted: Wanted, *, as_json: bool) -> None:
    """Raises ClientError and OSError."""
    with server.client() as client:
        if wanted.mode is None or wanted.format is None:
            client.audio(job_id, wanted.file, redact=False)
        else:
            client.audio(job_id, wanted.file, mode=wanted.mode, format=wanted.format)
    size = wanted.file.stat().st_size
    if as_json:
        document = {"job_id": job_id, "file": str(wanted.file), "size_bytes": size}
        print_json(document | {"redacted": wanted.mode is not None, "mode": wanted.mode})
        return
    say(f"{wanted.file}: {size:,} bytes, {_described(wanted)}.")
    advise(f"What was said: novapulse jobs show {job_id}")


def _described(wanted: Wanted) -> str:
    if wanted.mode is None:
        return "as it was sent, with the personal data that was spoken"
    return {"silence": "silent", "beep": "a beep"}[wanted.mode] + " where personal data was spoken"


def _endings() -> str:
    *most, last = FORMATS
    return f"{', '.join(most)} or {last}"
