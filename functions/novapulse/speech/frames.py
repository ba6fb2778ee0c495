"""The frames of a recording's first audio stream, past whatever is damaged."""

from collections.abc import Iterator
from typing import Any

from novapulse.speech.container import undecodable

_FAULTS_IN_A_ROW = 100
"""Undecodable packets on end after which the rest of a file is given up."""


class Health:
    """Counts what could not be decoded."""

    def __init__(self) -> None:
        self.faults = 0
        self.in_a_row = 0

    def fault(self) -> bool:
        """Note one; True when it is time to give up."""
        self.faults += 1
        self.in_a_row += 1
        return self.in_a_row >= _FAULTS_IN_A_ROW


def read_frames(container: Any, health: Health) -> Iterator[Any]:
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


def _packets(container: Any, health: Health) -> Iterator[Any]:
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
