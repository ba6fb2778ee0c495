"""Speech to words, laid out so that worker processes can share the cuts of one call."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from novapulse.domain.media import PreparedAudio
from novapulse.domain.transcript import EngineInfo, Transcription, Utterance, Word
from novapulse.speech.crosstalk import channel_speech
from novapulse.speech.engines.protocol import Engine, RecogniseOptions, require_language
from novapulse.speech.pcm import SAMPLE_RATE, RawFile, level_gain, read
from novapulse.speech.quality import call_notices, gate
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
    def seconds(self) -> float:
        return (self.end_sample - self.start_sample) / SAMPLE_RATE


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


def recognise_cut(
    path: Path, cut: Cut, engine: Engine, options: RecogniseOptions
) -> Utterance | None:
    """The words of one cut with times from the start of the call; None where there are none.

    ``path`` is the raw file of the cut's channel. Raises InvalidRequest
    ``language_not_supported``.
    """
    supported = engine.supports(options.language)
    require_language(options.language, info=engine.info, supported=supported)
    samples = read(RawFile(path), cut.start_sample, cut.end_sample, cut.gain)
    passed = gate(engine.recognise(samples, options=options), cut.seconds)
    if passed is None:
        return None
    offset = cut.start_sample / SAMPLE_RATE
    return Utterance(
        channel=cut.channel,
        start=round(offset, 2),
        end=round(offset + cut.seconds, 2),
        words=tuple(_shifted(word, offset) for word in passed.recognised.words),
        flags=passed.flags,
    )


def assemble(
    engine: EngineInfo, language: str, utterances: Iterable[Utterance | None]
) -> Transcription:
    """All utterances of a call in order of start, with what is odd about them."""
    heard = sorted((u for u in utterances if u), key=lambda u: (u.start, u.channel))
    return Transcription(
        engine=engine,
        language=language,
        utterances=tuple(heard),
        notices=call_notices(heard),
    )


def transcribe(
    channel_paths: Sequence[Path], engine: Engine, options: RecogniseOptions
) -> Transcription:
    """Everything above in this process, one cut after another."""
    cuts = plan_cuts(channel_paths)
    utterances = [recognise_cut(channel_paths[c.channel], c, engine, options) for c in cuts]
    return assemble(engine.info, options.language, utterances)


def is_narrowband(prepared: PreparedAudio) -> bool:
    """True if the source is a telephone line: 8 kHz or less."""
    return prepared.source_rate <= 8_000


def _shifted(word: Word, offset: float) -> Word:
    return Word(
        word=word.word,
        start=round(word.start + offset, 2),
        end=round(word.end + offset, 2),
        confidence=word.confidence,
    )
