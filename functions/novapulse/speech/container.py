"""Opening a recording: its type is judged by its content, and nothing it names is followed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from novapulse.domain.errors import BadAudio

ACCEPTED = (
    "wav,w64,aiff,au,caf,voc,mp3,mp2,flac,ogg,aac,ac3,eac3,amr,wv,tta,ape,"
    "mov,matroska,webm,asf,avi,mpegts,mpeg,flv"
)
"""Demuxers that read from the one file they are given. Playlists (HLS, DASH, concat), which can
name other files and addresses, are left out on purpose."""

_DAMAGED = (
    "The file cannot be decoded as audio. It may be damaged, incomplete or not a recording at "
    "all; export the call again, for example as WAV, MP3, M4A, FLAC or OGG."
)
_EMPTY = (
    "The file holds no audio samples. Check that the recorder finished writing it, then send it "
    "again."
)


class _Nameless:
    """A file without its name, so that libav cannot judge the type by the extension."""

    def __init__(self, file: IO[bytes]) -> None:
        self.read = file.read
        self.seek = file.seek
        self.tell = file.tell


@contextmanager
def open_container(path: Path) -> Iterator[Any]:
    """An open libav container (``av.container.InputContainer``).

    Raises BadAudio: ``audio_missing``, ``audio_empty``, ``audio_undecodable``,
    ``audio_no_stream``. libav writes nothing to stderr meanwhile.
    """
    import av

    _check_file(path)
    av.logging.set_level(None)
    with path.open("rb") as file:
        try:
            container = av.open(_Nameless(file), options={"format_whitelist": ACCEPTED})
        except (av.error.FFmpegError, ValueError) as error:
            raise undecodable() from error
        with container:
            _check_streams(container)
            try:
                yield container
            except av.error.FFmpegError as error:
                raise undecodable() from error


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise BadAudio(
            "audio_missing",
            f"{path}: there is no regular file at this path. Give the path of a recording.",
        )
    if path.stat().st_size == 0:
        raise empty()


def _check_streams(container: Any) -> None:
    if not container.streams.audio:
        raise BadAudio(
            "audio_no_stream",
            "The file has no audio track, only other streams. Send a recording with sound.",
        )
    if container.streams.audio[0].codec_context is None:
        raise undecodable()


def undecodable() -> BadAudio:
    return BadAudio("audio_undecodable", _DAMAGED)


def empty() -> BadAudio:
    return BadAudio("audio_empty", _EMPTY)
