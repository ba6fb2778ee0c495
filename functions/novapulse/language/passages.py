"""A redacted transcript as passages to be searched, and what each of them means."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from novapulse.domain.pii import PLACEHOLDER
from novapulse.domain.search import Passage
from novapulse.domain.transcript import Transcript
from novapulse.language.embedder import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILLERS = (
    r"all right|alright|of course|got it|go ahead|no problem|no worries|hold on",
    r"that['’]?s (?:it|right|fine)|you['’]?re (?:very |most )?welcome",
    r"(?:one|just a) (?:moment|second)",
    r"thank you(?: (?:so|very) much)?|thanks(?: a lot)?|excuse me|i see|i know|let['’]?s see",
    r"yes|yeah|yep|yup|yea|no|nope|nah|ok|okay|sure|right|correct|exactly|absolutely|definitely",
    r"good|great|perfect|fine|cool|wow|really|please|well|so|and|but|now|then|sir|ma['’]?am",
    r"h?mm+|mm+ ?-?hm+|m+hm+|hm+|uh ?-?huh|u[hm]+|a+h+|o+h+|huh|eh|er",
    r"hello|hi|hey|bye(?: ?-?bye)?|goodbye|good (?:morning|afternoon|evening|bye|day)",
    r"it['’]?s|it is|that['’]?s|that is|this is",
)
_FILLER = re.compile(r"\b(?:" + "|".join(_FILLERS) + r")\b", re.IGNORECASE)
"""What answers or greets, and says nothing where it stands alone."""


def passages_of(transcript: Transcript) -> tuple[Passage, ...]:
    """Every segment, in order. Raises ValueError for a transcript that was not redacted: no index
    may hold one."""
    if not transcript.pii_redacted:
        raise ValueError("transcript: pii_redacted is false; only redacted text is indexed")
    return tuple(
        Passage(segment=s.id, speaker=s.speaker, start=s.start, end=s.end, text=s.text)
        for s in transcript.segments
    )


def meanings(passages: Sequence[Passage], embedder: Embedder) -> "NDArray[np.float32]":
    """Shape (passages, dimensions): rows of length 1, of zeros for what says nothing by itself.
    "Okay, yes." is near to every short question and answers none."""
    import numpy as np

    vectors = np.zeros((len(passages), embedder.dimensions), dtype=np.float32)
    telling = [row for row, passage in enumerate(passages) if says_something(passage.text)]
    if telling:
        vectors[telling] = embedder.encode([_spoken(passages[row].text) for row in telling])
    return vectors


def says_something(text: str) -> bool:
    """Whether more is left of ``text`` than fillers, courtesy and what was redacted."""
    return re.search(r"\w", _FILLER.sub(" ", PLACEHOLDER.sub(" ", text))) is not None


def _spoken(text: str) -> str:
    """``[PHONE_NUMBER]`` as ``phone number``: an embedder knows words, not placeholders."""
    return PLACEHOLDER.sub(lambda found: found[0][1:-1].replace("_", " ").lower(), text)
