"""From what a request to a speech endpoint names or brings to raw channels in a folder."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from novapulse.domain.errors import BadAudio, InvalidRequest
from novapulse.domain.media import ChannelMode, MediaInfo, PreparedAudio
from novapulse.speech.pcm import SAMPLE_RATE
from novapulse.speech.prepare import prepare
from novapulse.speech.remote import AudioRequest

_CONTAINERS = (b"RIFF", b"OggS", b"fLaC", b"ID3", b"\x1aE\xdf\xa3", b"FORM")
"""How WAV, Ogg, FLAC, MP3, WebM and AIFF begin; raw samples of a call do not."""

_SAMPLE_BYTES = 2


class Fetch(Protocol):
    def __call__(self, uri: str, into: Path, *, max_bytes: int) -> Path: ...


@dataclass(frozen=True)
class AudioLimits:
    max_bytes: int
    max_seconds: float


@dataclass(frozen=True)
class Channels:
    """``paths[i]`` is the raw file of channel ``i`` of ``prepared``."""

    prepared: PreparedAudio
    paths: tuple[Path, ...]


def requested_channels(
    request: AudioRequest, body: Path | None, folder: Path, fetch: Fetch, limits: AudioLimits
) -> Channels:
    """The channels of ``body``, or of what ``request`` points to, as files in ``folder``.

    A recording is prepared as the stage ``prepare`` does it. Raises InvalidRequest where there is
    no audio, BadAudio, and what ``fetch`` raises.
    """
    if request.channels:
        return _raw_channels(request, folder, fetch, limits)
    recording = body
    if request.recording is not None:
        recording = fetch(request.recording, folder / "recording", max_bytes=limits.max_bytes)
    if recording is None:
        raise InvalidRequest(
            "invalid_request",
            "recording: missing. Give recording or channels, or send the recording as the body.",
        )
    prepared = prepare(
        recording,
        open_blob=_writer(folder),
        key_of=lambda i: f"channel_{i}",
        max_seconds=limits.max_seconds,
    )
    return Channels(prepared, tuple(folder / key for key in prepared.channel_keys))


def _writer(folder: Path) -> Callable[[str], AbstractContextManager[BinaryIO]]:
    @contextmanager
    def writer(key: str) -> Iterator[BinaryIO]:
        with (folder / key).open("wb") as file:
            yield file

    return writer


def _raw_channels(
    request: AudioRequest, folder: Path, fetch: Fetch, limits: AudioLimits
) -> Channels:
    # ``max_bytes`` is meant for files that are packed: the raw samples of a call that is not too
    # long may be more.
    longest = int(limits.max_seconds * SAMPLE_RATE) * _SAMPLE_BYTES
    max_bytes = max(limits.max_bytes, longest)
    paths = tuple(
        fetch(uri, folder / f"channel_{i}", max_bytes=max_bytes)
        for i, uri in enumerate(request.channels)
    )
    samples = _common_length(paths, limits.max_seconds)
    seconds = round(samples / SAMPLE_RATE, 3)
    media = MediaInfo(
        container="raw",
        codec="pcm_s16le",
        sample_rate=request.source_rate,
        channels=len(paths),
        duration_seconds=seconds,
        size_bytes=sum(path.stat().st_size for path in paths),
    )
    prepared = PreparedAudio(
        media=media,
        mode=ChannelMode.PER_CHANNEL if len(paths) > 1 else ChannelMode.MONO,
        sample_rate=SAMPLE_RATE,
        source_rate=request.source_rate,
        samples=samples,
        duration_seconds=seconds,
        channel_keys=tuple(path.name for path in paths),
        channel_numbers=tuple(range(1, len(paths) + 1)),
    )
    return Channels(prepared, paths)


def _common_length(paths: tuple[Path, ...], max_seconds: float) -> int:
    sizes = {path.stat().st_size for path in paths}
    if len(sizes) > 1:
        raise _not_raw(f"they have different lengths ({', '.join(map(str, sorted(sizes)))} bytes)")
    (size,) = sizes
    if size == 0 or size % _SAMPLE_BYTES:
        raise _not_raw(f"a channel of {size} bytes holds no 16-bit samples")
    for i, path in enumerate(paths):
        with path.open("rb") as file:
            if file.read(4).startswith(_CONTAINERS):
                raise _not_raw(f"channel {i} is a file of an audio format; send it as recording")
    samples = size // _SAMPLE_BYTES
    if samples > max_seconds * SAMPLE_RATE:
        raise BadAudio(
            "audio_too_long",
            f"The channels last {samples / SAMPLE_RATE:.0f} s; at most {max_seconds:.0f} s are "
            "accepted.",
        )
    return samples


def _not_raw(reason: str) -> BadAudio:
    return BadAudio(
        "channels_invalid",
        f"channels: {reason}. They must be raw signed 16-bit little-endian samples at 16 kHz, all "
        "of one length.",
    )
