"""The stretches of speech of a call that are recognised, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from novapulse.speech.crosstalk import channel_speech
from novapulse.speech.pcm import SAMPLE_RATE, RawFile, Signal, level_gain, read
from novapulse.speech.voice_activity import RECOGNITION, speech_regions


@dataclass(frozen=True)
class Cut:
    """A stretch of speech to recognise: samples ``start_sample`` to ``end_sample`` of channel
    ``channel`` (an index into ``PreparedAudio``), to be amplified by ``gain``."""

    channel: int
    start_sample: int
    end_sample: int
    gain: float = 1.0

    @property
    def samples(self) -> int:
        return self.end_sample - self.start_sample

    @property
    def seconds(self) -> float:
        return self.samples / SAMPLE_RATE

    def read(self, path: Path) -> Signal:
        """``path`` is the raw file of the cut's channel."""
        return read(RawFile(path), self.start_sample, self.end_sample, self.gain)


def plan_cuts(channel_paths: Sequence[Path]) -> tuple[Cut, ...]:
    """All stretches of speech, at most 30 s each, in order of start. Text outside of speech
    cannot arise: nothing else is given to an engine."""
    channels = [RawFile(path) for path in channel_paths]
    cuts: list[Cut] = []
    for channel, probability in enumerate(channel_speech(channels)):
        samples = channels[channel]
        gain = level_gain(samples)
        regions = speech_regions(probability, len(samples), RECOGNITION)
        cuts += [Cut(channel, region.start, region.end, gain) for region in regions]
    return tuple(sorted(cuts, key=lambda cut: (cut.start_sample, cut.channel)))
