"""A call as text: words, segments and who spoke them.

Times are seconds from the start of the call.
"""

from novapulse.domain.media import Notice
from novapulse.domain.value import Value

AGENT = "Agent"
CUSTOMER = "Customer"


class Word(Value):
    """``word`` has the punctuation that the engine gave it. ``confidence``: posterior, 0..1."""

    word: str
    start: float
    end: float
    confidence: float


class EngineInfo(Value):
    """Which engine made the text. ``draft`` says that it must not be relied on."""

    name: str
    model: str
    version: str
    draft: bool = False
    note: str = ""


class Utterance(Value):
    """The words of one stretch of speech on one channel (an index into ``PreparedAudio``).

    ``flags`` come from the quality gate: ``low_confidence``, ``repetition``.
    """

    channel: int
    start: float
    end: float
    words: tuple[Word, ...]
    flags: tuple[str, ...] = ()


class Transcription(Value):
    """What an engine heard, in order of start, not yet attributed to speakers."""

    engine: EngineInfo
    language: str
    utterances: tuple[Utterance, ...]
    notices: tuple[Notice, ...] = ()


class SpeakerTurn(Value):
    """``speaker`` counts from 0. A per-channel call has speaker == channel index."""

    speaker: int
    start: float
    end: float


class Diarization(Value):
    """Who spoke when. ``method``: ``channel``, ``cluster``, ``single`` or ``pyannote``."""

    method: str
    speakers: int
    turns: tuple[SpeakerTurn, ...]
    notices: tuple[Notice, ...] = ()


class Segment(Value):
    """One speaker's uninterrupted stretch of text. ``id`` counts from 1 within the transcript.
    ``flags``: see ``Utterance``; ``written`` where the call came as text. ``source``: see
    ``SpeakerRole``; two speakers may share a label, but no source."""

    id: int
    speaker: str
    start: float
    end: float
    text: str
    confidence: float
    words: tuple[Word, ...] = ()
    flags: tuple[str, ...] = ()
    source: str = ""


class SpeakerRole(Value):
    """Why a speaker carries its label. ``confidence`` 0..1; ``source`` like ``channel 1``,
    ``voice 2``, ``speaker 1``; ``reason`` names the evidence. ``name`` is what whoever handed
    in a written call named the speaker; None if nobody did. Redaction takes away a name that holds
    more than a name, as a number."""

    label: str
    source: str
    confidence: float
    reason: str
    name: str | None = None


class Transcript(Value):
    """The attributed call. Where ``pii_redacted`` is false the value lives in the vault only.
    ``revision`` counts how often its speakers were corrected."""

    language: str
    duration_seconds: float
    engine: EngineInfo
    speakers: tuple[SpeakerRole, ...]
    segments: tuple[Segment, ...]
    pii_redacted: bool
    notices: tuple[Notice, ...] = ()
    revision: int = 0

    @property
    def accuracy(self) -> float:
        """Mean word confidence weighted by words, 0..1 (``transcription_accuracy``)."""
        weights = [max(1, len(s.words) or len(s.text.split())) for s in self.segments]
        total = sum(weights)
        if not total:
            return 0.0
        return sum(s.confidence * w for s, w in zip(self.segments, weights, strict=True)) / total
