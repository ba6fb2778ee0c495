"""Any recording as blocks of 16-bit samples at 16 kHz, one row for each channel."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.media import MediaInfo
from novapulse.speech.container import empty, open_container, undecodable

SAMPLE_RATE = 16_000
MAX_CHANNELS = 8
_BLOCK_SAMPLES = SAMPLE_RATE * 2
_FAULTS_IN_A_ROW = 100
"""Undecodable packets on end after which the rest of a file is given up."""

NATIVE_FORMATS = ("mp3", "wav", "m4a", "flac", "ogg")

Samples = NDArray[np.int16]


def probe(path: Path) -> MediaInfo:
    """Container, codec and length without decoding more than the first samples.

    Raises BadAudio: ``audio_missing``, ``audio_empty``, ``audio_no_stream``,
    ``audio_undecodable``.
    """
    with open_container(path) as container:
        stream = container.streams.audio[0]
        first = next(_frames(container, _Health()), None)
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
    """One pass over a recording. Iterate for int16 blocks of shape (channels, n) at 16 kHz.

    At most 8 channels are kept. Damaged stretches are skipped; once the pass has ended
    ``faulty`` tells whether there were any. Raises BadAudio as ``probe`` does.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._health = _Health()

    @property
    def faulty(self) -> bool:
        return self._health.faults > 0

    def __iter__(self) -> Iterator[Samples]:
        pending: list[Samples] = []
        waiting = 0
        for piece in self._resampled():
            pending.append(piece)
            waiting += piece.shape[1]
            if waiting >= _BLOCK_SAMPLES:
                yield np.concatenate(pending, axis=1)
                pending, waiting = [], 0
        if waiting:
            yield np.concatenate(pending, axis=1)

    def _resampled(self) -> Iterator[Samples]:
        with open_container(self._path) as container:
            resampler = _Resampler()
            for frame in _frames(container, self._health):
                yield from resampler.push(frame)
            yield from resampler.flush()


def decode(path: Path) -> Iterator[Samples]:
    """The blocks of one ``Decoding`` for callers that need nothing else."""
    return iter(Decoding(path))


class _Health:
    """Counts what could not be decoded."""

    def __init__(self) -> None:
        self.faults = 0
        self.in_a_row = 0

    def fault(self) -> bool:
        """Note one; True when it is time to give up."""
        self.faults += 1
        self.in_a_row += 1
        return self.in_a_row >= _FAULTS_IN_A_ROW


class _Resampler:
    """libav's resampler, made anew when a stream changes its format on the way; the channel
    count stays that of the first frame."""

    def __init__(self) -> None:
        self._layout: Any = None
        self._source: tuple[object, ...] = ()
        self._resampler: Any = None

    def push(self, frame: Any) -> Iterator[Samples]:
        import av

        source = (frame.format.name, frame.layout.name, frame.sample_rate)
        if source != self._source:
            yield from self.flush()
            self._layout = self._layout or frame.layout
            self._source = source
            # Packed, because planar frames of more than 8 channels cannot be read.
            self._resampler = av.AudioResampler("s16", self._layout, SAMPLE_RATE)
        frame.pts = None
        yield from self._rows(self._resampler.resample(frame))

    def flush(self) -> Iterator[Samples]:
        if self._resampler is not None:
            yield from self._rows(self._resampler.resample(None))
            self._resampler = None

    @staticmethod
    def _rows(frames: list[Any]) -> Iterator[Samples]:
        for frame in frames:
            if frame.samples:
                packed = frame.to_ndarray().reshape(-1, frame.layout.nb_channels)
                yield packed.T[:MAX_CHANNELS]


def _frames(container: Any, health: _Health) -> Iterator[Any]:
    """Decoded frames of the first audio stream; faults are counted and passed over."""
    heard = False
    for packet in _packets(container, health):
        try:
            frames = packet.decode()
        except _libav_errors():
            if health.fault():
                break
            continue
        for frame in frames:
            if frame.samples and frame.sample_rate > 0:
                health.in_a_row, heard = 0, True
                yield frame
    if not heard and health.faults:
        raise undecodable()


def _packets(container: Any, health: _Health) -> Iterator[Any]:
    packets = container.demux(container.streams.audio[0])
    while True:
        try:
            packet = next(packets, None)
        except _libav_errors():
            health.fault()
            return
        if packet is None:
            return
        yield packet


def _libav_errors() -> tuple[type[Exception], ...]:
    import av

    return (av.error.FFmpegError, ValueError)


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
