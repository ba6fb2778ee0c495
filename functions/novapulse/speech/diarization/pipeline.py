"""Who spoke when: by channel where each party has one, else by voice."""

from collections.abc import Sequence
from pathlib import Path

from novapulse.domain.media import ChannelMode, PreparedAudio
from novapulse.domain.transcript import Diarization
from novapulse.speech.crosstalk import channel_speech
from novapulse.speech.diarization.embedded import EmbeddedDiarizer
from novapulse.speech.diarization.protocol import Diarizer, SpeakerHints
from novapulse.speech.diarization.turns import region_turns
from novapulse.speech.pcm import RawFile
from novapulse.speech.voice_activity import TURNS, speech_regions


def diarize(
    channel_paths: Sequence[Path],
    prepared: PreparedAudio,
    hints: SpeakerHints | None = None,
    *,
    diarizer: Diarizer | None = None,
) -> Diarization:
    """Turns in order of start. ``channel_paths``: the raw files of ``prepared.channel_keys``.

    Where each party has a channel ``hints`` are not needed; a mono call goes to ``diarizer``, by
    default the embedded one.
    """
    if prepared.mode == ChannelMode.PER_CHANNEL:
        return _by_channel(channel_paths)
    voices = diarizer or EmbeddedDiarizer()
    return voices.by_voice(channel_paths[0], hints or SpeakerHints())


def _by_channel(channel_paths: Sequence[Path]) -> Diarization:
    channels = [RawFile(path) for path in channel_paths]
    turns = [
        turn
        for channel, probability in enumerate(channel_speech(channels))
        for turn in region_turns(
            channel, speech_regions(probability, len(channels[channel]), TURNS)
        )
    ]
    return Diarization(
        method="channel",
        speakers=len(channel_paths),
        turns=tuple(sorted(turns, key=lambda turn: (turn.start, turn.speaker))),
    )
