"""What is known about a recording before a word of it is recognised."""

from enum import StrEnum

from novapulse.domain.value import Value


class Notice(Value):
    """Something odd that did not stop the job. ``code`` is stable (``audio_truncated``,
    ``no_speech``, ``roles_uncertain`` ...), ``message`` is for the person."""

    code: str
    message: str


class MediaInfo(Value):
    """A container and its first audio stream, as probed without decoding it whole.

    ``duration_seconds`` is what the header says (or an estimate from the size); it may be wrong
    for damaged files, and is then replaced by the decoded length.
    """

    container: str
    codec: str
    sample_rate: int
    channels: int
    duration_seconds: float
    size_bytes: int


class ChannelMode(StrEnum):
    """How speakers are told apart."""

    PER_CHANNEL = "per_channel"
    """Each channel carries one party."""
    MONO = "mono"
    """One signal carries everybody: speakers must be told apart by voice."""


class PreparedAudio(Value):
    """The decoded recording: one raw file of signed 16-bit little-endian samples per kept channel.

    ``channel_keys[i]`` is the blob key of channel ``i``; ``channel_numbers[i]`` is its number in
    the source, from 1 (0 for a mix of all). All have ``samples`` samples at ``sample_rate`` Hz
    (16000 always). ``source_rate`` tells the telephone band (<= 8000).
    """

    media: MediaInfo
    mode: ChannelMode
    sample_rate: int
    source_rate: int
    samples: int
    duration_seconds: float
    channel_keys: tuple[str, ...]
    channel_numbers: tuple[int, ...]
    notices: tuple[Notice, ...] = ()
