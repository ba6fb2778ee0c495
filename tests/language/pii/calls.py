"""Redacting turns in tests."""

from novapulse.domain.pii import redact_text
from novapulse.language.pii import RuleDetector

DETECTOR = RuleDetector()


def redacted(*texts: str) -> list[str]:
    """``texts`` redacted, spoken by turns by two parties, the agent first."""
    turns = [(("Agent", "Customer")[i % 2], text) for i, text in enumerate(texts)]
    found = DETECTOR.detect(turns)
    return [redact_text(text, spans) for text, spans in zip(texts, found, strict=True)]


def alone(text: str) -> str:
    return redacted(text)[0]
