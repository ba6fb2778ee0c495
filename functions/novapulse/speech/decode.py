"""Any recording as blocks of 16-bit samples at 16 kHz, one row for each channel."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.media import MediaInfo
from novapulse.speech.container import empty, open_container
from novapulse.speech.frames import Health, read_frames
from novapulse.speech.pcm import SAMPLE_RATE
from novapulse.speech.resampler import Resampler

_BLOCK_SAMPLES = SAMPLE_RATE * 2

NATIVE_FORMATS = ("mp3", "wav", "m4a", "flac", "ogg")

Block = NDArray[np.int16]


def probe(path: Path) -> MediaInfo:
    """Container, codec and length without decoding more than the first samples.

    Raises BadAudio: ``audio_missing``, ``audio_empty``, ``audio_no_stream``,
    ``audio_undecodable``.
    """
    with open_container(path) as container:
        stream = container.streams.audio[0]
        first = next(read_frames(container, Health()), None)
        if first is None:
            raise empty()
        return MediaInfo(
            container=_container_name(container),
            codec=stream.codec_context.name,
            sample_rate=first.sample_rate,
            channels=first.layout.nb_channels,
            duration_seconds=_header_seconds(container),
            size_bytes=path.stat().st_size,
        )


def native_format(media: MediaInfo) -> str | None:
    """``mp3``, ``wav``, ``m4a``, ``flac`` or ``ogg``; None for every other format."""
    return media.container if media.container in NATIVE_FORMATS else None


class Decoding:
    """One pass over a recording. Iterate for int16 blocks of shape (channels, n) at ``rate`` Hz.

    At most 8 channels are kept. Damaged stretches are skipped; once the pass has ended
    ``faulty`` tells whether there were any. Raises BadAudio as ``probe`` does.
    """

    def __init__(self, path: Path, *, rate: int = SAMPLE_RATE) -> None:
        self._path = path
        self._rate = rate
        self._health = Health()

    @property
    def faulty(self) -> bool:
        return self._health.faults > 0

    def __iter__(self) -> Iterator[Block]:
        pending: list[Block] = []
        waiting = 0
        for piece in self._resampled():
            pending.append(piece)
            waiting += piece.shape[1]
            if waiting >= _BLOCK_SAMPLES:
                yield np.concatenate(pending, axis=1)
                pending, waiting = [], 0
        if waiting:
            yield np.concatenate(pending, axis=1)

    def _resampled(self) -> Iterator[Block]:
        with open_container(self._path) as container:
            resampler = Resampler(self._rate)
            for frame in read_frames(container, self._health):
                yield from resampler.push(frame)
            yield from resampler.flush()


def decode(path: Path) -> Iterator[Block]:
    """The blocks of one ``Decoding`` for callers that need nothing else."""
    return iter(Decoding(path))


def _container_name(container: Any) -> str:
    """libav's name, with the MPEG-4 family told apart by whether it carries pictures."""
    name = str(container.format.name).split(",")[0]
    moving = any(s.type == "video" and not _is_cover(s) for s in container.streams)
    if name == "mov":
        return "mp4" if moving else "m4a"
    if name == "ogg" and moving:
        return "ogv"
    return name


def _is_cover(stream: Any) -> bool:
    import av

    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _header_seconds(container: Any) -> float:
    """What the header says, 0 where it says nothing."""
    stream = container.streams.audio[0]
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return float(container.duration or 0) / 1e6
