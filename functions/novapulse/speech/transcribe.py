"""Speech to words: the cuts of a call recognised one by one, or many at once."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from novapulse.domain.media import Notice, PreparedAudio
from novapulse.domain.transcript import EngineInfo, Transcription, Utterance, Word
from novapulse.speech.cuts import Cut, plan_cuts
from novapulse.speech.engines.protocol import (
    DetectedLanguage,
    Engine,
    Recognised,
    RecogniseOptions,
    require_language,
)
from novapulse.speech.engines.sphinx_vocabulary import ENGINE, vocabulary_notices
from novapulse.speech.packs import Packs, alone, packed, unpacked
from novapulse.speech.pcm import SAMPLE_RATE
from novapulse.speech.quality import call_notices, gate

_LANGUAGE_CUTS = 4
"""How many of a call's longest cuts its language is told from."""


def recognise_cut(
    path: Path, cut: Cut, engine: Engine, options: RecogniseOptions
) -> Utterance | None:
    """The words of one cut with times from the start of the call; None where there are none.

    ``path`` is the raw file of the cut's channel. Raises InvalidRequest
    ``language_not_supported``.
    """
    _require(engine, options)
    return _utterance(cut, engine.recognise(cut.read(path), options=options))


def recognise_cuts(
    channel_paths: Sequence[Path],
    cuts: Sequence[Cut],
    engine: Engine,
    options: RecogniseOptions,
    *,
    pack: bool = False,
) -> list[Utterance]:
    """The same for many cuts at once, without those that hold no words. ``pack``: short cuts of
    a channel are recognised together, which is faster where the engine always hears 30 s; their
    words may differ from those of the cuts alone."""
    _require(engine, options)
    packs = packed(cuts) if pack else alone(cuts)
    heard = engine.recognise_batch(Packs(packs, channel_paths), options=options)
    utterances = (
        _utterance(cut, recognised)
        for one, whole in zip(packs, heard, strict=True)
        for cut, recognised in unpacked(one, whole)
    )
    return [utterance for utterance in utterances if utterance is not None]


def spoken_language(
    channel_paths: Sequence[Path], cuts: Sequence[Cut], engine: Engine
) -> DetectedLanguage | None:
    """Told from the longest cuts; None for a call without speech."""
    longest = sorted(cuts, key=lambda cut: -cut.samples)[:_LANGUAGE_CUTS]
    return engine.detect_language(Packs(alone(longest), channel_paths)) if longest else None


def assemble(
    engine: EngineInfo,
    language: str,
    utterances: Iterable[Utterance | None],
    *,
    vocabulary: Sequence[str] = (),
) -> Transcription:
    """All utterances of a call in order of start, with what is odd about them and about the
    ``vocabulary`` that was listened for."""
    heard = sorted((u for u in utterances if u), key=lambda u: (u.start, u.channel))
    return Transcription(
        engine=engine,
        language=language,
        utterances=tuple(heard),
        notices=(*call_notices(heard), *_about(vocabulary, engine)),
    )


def transcribe(
    channel_paths: Sequence[Path], engine: Engine, options: RecogniseOptions
) -> Transcription:
    """Everything above in this process."""
    cuts = plan_cuts(channel_paths)
    utterances = recognise_cuts(channel_paths, cuts, engine, options)
    return assemble(engine.info, options.language, utterances, vocabulary=options.vocabulary)


def is_narrowband(prepared: PreparedAudio) -> bool:
    """True if the source is a telephone line: 8 kHz or less."""
    return prepared.source_rate <= 8_000


def _about(vocabulary: Sequence[str], engine: EngineInfo) -> tuple[Notice, ...]:
    """Whisper takes any text as a hint; the built-in engine must know how it sounds."""
    return vocabulary_notices(vocabulary) if engine.name == ENGINE else ()


def _require(engine: Engine, options: RecogniseOptions) -> None:
    supported = engine.supports(options.language)
    require_language(options.language, info=engine.info, supported=supported)


def _utterance(cut: Cut, recognised: Recognised) -> Utterance | None:
    passed = gate(recognised, cut.seconds)
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


def _shifted(word: Word, offset: float) -> Word:
    return Word(
        word=word.word,
        start=round(word.start + offset, 2),
        end=round(word.end + offset, 2),
        confidence=word.confidence,
    )
