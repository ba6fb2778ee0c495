"""Turns that speak to a program rather than to the other party."""

import re

_STEERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,40}"
    r"\b(?:instructions?|prompts?|rules|guidelines|above|previous|prior|earlier)\b"
    r"|\b(?:system|developer) (?:prompt|message|instructions?)\b"
    r"|\b(?:you are|you['’]re|act as|pretend to be) (?:now )?(?:an? |the )?"
    r"(?:ai|a\.i\.|assistant|language model|llm|chat ?bot|gpt|summari[sz]er)\b"
    r"|\b(?:ai|language model|llm|summari[sz]er|assistant)[,:]? "
    r"(?:must|should|please|write|say|output)\b"
    r"|\bsummar(?:y|ies|i[sz]e|i[sz]er)\b[^.?!]{0,30}\b(?:say|state|write|output|include|claim)\b"
    r"|\b(?:say|state|write|output|include|put)\b[^.?!]{0,30}\b(?:in|into) (?:the|your) summary\b"
    r"|\b(?:respond|reply|answer) (?:only )?with\b",
    re.IGNORECASE,
)


def steers(text: str) -> bool:
    """What a model makes of such a turn is not believed. Wrongly taken for one, a turn costs a
    sentence of the summary and nothing else."""
    return _STEERS.search(text) is not None
