"""Sentences of a transcript, with or without punctuation, and tidying them for a quotation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from novapulse.domain.transcript import Transcript
from novapulse.language.contractions import with_apostrophes
from novapulse.language.summary.sides import agents_of

_END = re.compile(r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<=[.!?])\s+(?=[A-Z\"'\[])")
_CLAUSE = re.compile(
    r"\s+(?=(?:and|so|but|because) (?:i|ill|im|we|you|youll|it|they|theyll|that|the|my|then)\b"
    r"|(?:okay|alright) (?:so|i|let|and)\b|thank(?:s| you)\b|could you\b|can you\b|i(?:'?m| am) "
    r"calling\b)",
    re.IGNORECASE,
)
_LONG_WITHOUT_PUNCTUATION = 30
_LONGEST = 200
"""Words. What goes on for longer is no sentence, and is read in pieces: patterns that look ahead
would take the square of its length."""
_FILLER_WORDS = re.compile(
    r"(?<![\w'’])(?:uh+|um+|er+|hmm+|mm+|mhm|you know,)(?![\w'’]),?\s*", re.IGNORECASE
)
_STUTTER = re.compile(r"\b(\w+(?:['’]\w+)?)(?:[,.]?\s+\1\b)+", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:(?:hi|hiya|hello|hey|yes|yeah|okay|ok|oh|ah|alright|actually|and|but|because|correct"
    r"|sir|madam|ma['’]am|mate|pal|hon|(?:dear|love|listen|look|see|sound|lovely|brilliant)(?=,)"
    r"|(?:i['’]m|we['’]re) (?:so |very |really )?sorry(?=[,.!])|that['’]s no problem(?=[,.!])"
    r"|good (?:morning|afternoon|evening)|(?:morning|afternoon|evening)(?=[,.!]| (?:yeah|hi|sir)\b)"
    r"|thank you(?! for)|thanks(?! for)"
    r"|i see(?=[,.!])|got it(?=[,.!]))\b"
    r"|(?:no|so|well|right|sure|great|perfect|done|of course|absolutely|certainly)"
    r"(?=\s*(?:[,.!?]|$)|\s+(?:i|it|my|we)\b))"
    r"(?:\s(?:there|(?:m(?:r|rs|s|iss)\.? )?\[NAME\]))?[,.!?]*\s*)+",
    re.IGNORECASE,
)
"""Words such as "no" may also begin what is meant ("no one called"), so they need a sign that they
stand for themselves: a mark after them, or a new clause."""
_CLAUSE_MARKS = (", ", "; ", " so ", " but ", " because ")


@dataclass(frozen=True)
class Spoken:
    """One sentence of a segment. ``place`` is the turn's index in the call, from 0; ``agent``:
    said for the company."""

    text: str
    segment_id: int
    place: int
    agent: bool

    @cached_property
    def said(self) -> str:
        """As patterns read it: with apostrophes where a recogniser wrote none."""
        return with_apostrophes(self.text)

    @property
    def words(self) -> int:
        return len(self.text.split())


def spoken_sentences(transcript: Transcript) -> Iterator[Spoken]:
    """Every sentence of the call in time order, fillers and stutters taken out."""
    agents = agents_of(transcript)
    for place, segment in enumerate(transcript.segments):
        for text in split(segment.text):
            tidy = without_fillers(text)
            if tidy:
                yield Spoken(tidy, segment.id, place, segment.speaker in agents)


def split(text: str) -> list[str]:
    """Sentences by punctuation; long stretches without any, at the words that open clauses."""
    sentences: list[str] = []
    for sentence in _END.split(text.strip()):
        bare = not re.search(r"[.!?,;]", sentence[:-1])
        if bare and len(sentence.split()) > _LONG_WITHOUT_PUNCTUATION:
            sentences += _CLAUSE.split(sentence)
        else:
            sentences.append(sentence)
    return [piece for sentence in sentences for piece in _pieces(sentence)]


def _pieces(sentence: str) -> list[str]:
    words = sentence.split()
    if len(words) <= _LONGEST:
        return [sentence.strip()] if words else []
    return [" ".join(words[n : n + _LONGEST]) for n in range(0, len(words), _LONGEST)]


def without_fillers(text: str) -> str:
    """ "I I uh want" becomes "I want"."""
    return _STUTTER.sub(r"\1", _FILLER_WORDS.sub("", text)).strip(" ,")


def without_opening(text: str) -> str:
    """The sentence less its greeting or assent: "Hi, yes, I lost my card" is about a card."""
    return _OPENING.sub("", text).strip()


def clip(text: str, words: int) -> str:
    """At most ``words`` words, with an ellipsis where some are left out."""
    parts = text.split()
    return text if len(parts) <= words else " ".join(parts[:words]).rstrip(",;:-") + " …"


def clip_around(text: str, place: int, words: int) -> str:
    """At most ``words`` words with the one at the character ``place`` among them: where the
    beginning would not reach so far, from the clause that holds it or from that word itself."""
    if len(text[:place].split()) < words:
        return clip(text, words)
    marks = (mark for mark in _CLAUSE_MARKS if mark in text[:place])
    start = max((text.rfind(mark, 0, place) + len(mark) for mark in marks), default=place)
    if len(text[start:place].split()) >= words:
        start = place
    return f"… {clip(text[start:].lstrip(), words)}"


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def last_of_caller(spoken: Sequence[Spoken], turns: int) -> list[Spoken]:
    """What callers say in their last turns."""
    places = sorted({s.place for s in spoken if not s.agent})[-turns:]
    return [s for s in spoken if not s.agent and s.place in places]
