"""Taking personal data out of a transcript, and out of any text before it leaves."""

import re
from typing import Any

from novapulse.domain.assessment import Assessment
from novapulse.domain.insights import Insights
from novapulse.domain.pii import PiiKind, Span, joined, redact_segment, redact_text
from novapulse.domain.transcript import Segment, SpeakerRole, Transcript
from novapulse.language.long_turns import detect_in
from novapulse.language.pii_detector import PiiDetector

ASSESSMENT_TEXTS = frozenset({"quote", "message"})
"""Fields of an assessment that can hold words of the call."""


def redact_transcript(transcript: Transcript, detector: PiiDetector) -> Transcript:
    """The transcript without personal data in texts and words; everything else stays. What whoever
    wrote it called a speaker is shown again, unless it holds a number, an address or the like.
    Where the words of some segment say something else than its text, the words are searched as
    well."""
    segments = tuple(_with_text(segment) for segment in transcript.segments)
    in_text = detect_in(detector, [(s.speaker, s.text) for s in segments])
    in_words: list[list[Span]] = [[] for _ in segments]
    if any(s.words and _tokens(s.text) != _tokens(joined(s.words)) for s in segments):
        in_words = detect_in(detector, [(s.speaker, joined(s.words)) for s in segments])
    redacted = tuple(
        redact_segment(segment, text_spans, word_spans=word_spans)
        for segment, text_spans, word_spans in zip(segments, in_text, in_words, strict=True)
    )
    speakers = tuple(_shown(role, detector) for role in transcript.speakers)
    return transcript.model_copy(
        update={"segments": redacted, "speakers": speakers, "pii_redacted": True}
    )


def _shown(role: SpeakerRole, detector: PiiDetector) -> SpeakerRole:
    if role.name is None:
        return role
    [found] = detect_in(detector, [("", role.name)])
    if all(span.kind is PiiKind.NAME for span in found):
        return role
    return role.model_copy(update={"name": None})


def scan_text(text: str, detector: PiiDetector) -> str:
    """``text`` redacted on its own: the second scan of every output field. Placeholders stay, and
    a text without personal data comes back as it was."""
    return redact_text(text, detect_in(detector, [("", text)])[0])


def scan_insights(insights: Insights, detector: PiiDetector) -> Insights:
    """The second scan of everything in ``insights`` that is text."""
    summary = insights.summary
    sentences = tuple(
        s.model_copy(update={"text": scan_text(s.text, detector)}) for s in summary.sentences
    )
    scanned = summary.model_copy(
        update={"text": scan_text(summary.text, detector), "sentences": sentences}
    )
    recommendations = tuple(
        r.model_copy(update={"text": scan_text(r.text, detector)}) for r in insights.recommendations
    )
    return insights.model_copy(update={"summary": scanned, "recommendations": recommendations})


def scan_assessment(assessment: Assessment, detector: PiiDetector) -> Assessment:
    """The second scan of what ``assessment`` quotes, and of what it says. Texts of the policy are
    the tenant's own, and stay."""
    return Assessment.model_validate(_scanned(assessment.model_dump(), detector))


def _scanned(value: Any, detector: PiiDetector) -> Any:
    if isinstance(value, list | tuple):
        return [_scanned(each, detector) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: scan_text(each, detector) if name in ASSESSMENT_TEXTS else _scanned(each, detector)
        for name, each in value.items()
    }


def _with_text(segment: Segment) -> Segment:
    if segment.text.strip() or not segment.words:
        return segment
    return segment.model_copy(update={"text": joined(segment.words)})


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
