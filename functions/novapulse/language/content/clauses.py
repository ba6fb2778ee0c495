"""Where sentences and clauses begin in what was said, with punctuation or without."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from novapulse.domain.transcript import Word

Piece = tuple[int, int]
"""Characters (start, end) of a text, blanks at the ends left out."""

PAUSE = 0.8
"""Seconds of silence between two words that end a clause where nothing marks sentences. Breaths
within a clause are mostly shorter than half a second."""
_NEAR = 24
"""Characters beside a place that are looked at: the longest word of the lists, and more."""
_NAME_WORDS = 2
_FEWEST_WORDS = 7
"""Text without a mark is one clause up to here."""

_MARK = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:mr|mrs|ms|dr|st|vs|approx|inc|ltd|co|jr|sr|e\.g|i\.e|[A-Za-z])\.$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE)

AUXILIARY = (
    r"(?:do|does|did|is|are|am|was|were|can|could|will|would|should|shall|may|have|has|had)"
    r"(?:n['’]t)?"
)
_SUBJECT = r"(?:i|we|you|he|she|they|there|anyone|anybody|someone|somebody|everyone|everybody)"
_SUBORDINATE = (
    r"(?:that|if|whether|when|whenever|while|because|since|until|till|unless|before|after|once|as"
    r"|than|where|what|which|who|whom|how|why|though|although|so|and|but|or|think|hope|guess|know"
    r"|knew|sure|see|say|said|says|mean|told|everything|anything|all|thing|believe|tell"
    r"|like|not|afraid|sorry|wish|feel|bet|suppose|first|time|way|reason)"
)
_OPENERS = re.compile(
    # A question that asks with a word: "where is my package", "how long does it".
    rf"(?<![\w'’])(?:(?:what|where|when|why|who|which|how)(?:['’]s|(?: \w+){{0,2}}? {AUXILIARY})"
    r"\b(?! not\b)"
    # One by inversion: "do you have", "is there".
    rf"|{AUXILIARY} {_SUBJECT}\b"
    # A statement: pronouns that can only be subjects, with what joins them to what was before.
    r"|(?:(?:and|but|so|because|then) )?(?:i(?:m|ve|ll)|(?:they|you)(?:ll|re|ve)"
    r"|(?:i|we|he|she|they)(?:['’]\w+)?)\b"
    r"|(?:and |so |but )?(?:okay|alright|all right|thank you|thanks|please|let me|let['’]s)\b"
    r"|you (?:just )?(?:need to|have to|should|must)\b"
    # A command: "send me something".
    r"|(?<!to )(?<!you )(?<!please )(?<!also )(?<!just )(?<!will )(?<!can )(?<!['’]ll )(?<!and )"
    r"(?:send|give|email|call|text|show|tell) me\b)",
    re.IGNORECASE,
)
_INVERSION = re.compile(rf"^{AUXILIARY} ", re.IGNORECASE)
_AFTER_ASKING = re.compile(
    r"(?<![\w'’])(?:there|i|we|he|she|they|what|which|who|whom|where|when|why|how|that|neither|nor|as|than"
    rf"|{AUXILIARY}|[\w]+['’]ll)\s+$",
    re.IGNORECASE,
)
"""No question by inversion begins after these."""
_AFTER_SUBORDINATE = re.compile(
    rf"(?<![\w'’])(?:{_SUBORDINATE}|{AUXILIARY}|['’]ll)\s+$", re.IGNORECASE
)
_ONLY_OPENING = re.compile(
    r"^(?:\W|\b(?:okay|ok|alright|all right|yes|yeah|yep|no|well|so|and|but|then|um|uh|hi|hello|hey"
    r"|sure|great|right|oh|thanks|thank you|good|fine|perfect|of course|please|because|now)\b)*$",
    re.IGNORECASE,
)
_AFTER_COMMA = re.compile(
    rf",\s+(?=(?:(?:what|where|when|why|who|which|how)(?:['’]s| one['’]?s| \w+)?(?: {AUXILIARY})"
    rf"|{AUXILIARY} {_SUBJECT})\b)",
    re.IGNORECASE,
)
_TAG = re.compile(rf"^{AUXILIARY} {_SUBJECT}\W*$|^{AUXILIARY} (?:it|that|this)\W*$", re.IGNORECASE)


def pieces_of(text: str, places: Sequence[Piece] = (), words: Sequence[Word] = ()) -> list[Piece]:
    """The sentences of ``text``; without any mark its clauses. ``places`` are the characters of
    each of ``words``, whose pauses then count."""
    marked = _MARK.search(text) or text.rstrip().endswith((".", "!", "?"))
    cuts = _sentence_cuts(text) if marked else _clause_cuts(text, places, words)
    return list(_trimmed(text, cuts))


def _trimmed(text: str, cuts: Sequence[int]) -> Iterator[Piece]:
    bounds = [0, *cuts, len(text)]
    for start, end in pairwise(bounds):
        said = text[start:end]
        if re.search(r"\w", said):
            lead = len(said) - len(said.lstrip())
            yield start + lead, start + len(said.rstrip())


def _sentence_cuts(text: str) -> list[int]:
    marks = [match.end() for match in _MARK.finditer(text) if _ends_sentence(text, match)]
    commas = [m.end() for m in _AFTER_COMMA.finditer(text) if not _is_tag(text, m.end())]
    telling = [cut for cut in commas if _tells(text[_last(marks, cut) : cut])]
    return sorted({*marks, *telling})


def _tells(said: str) -> bool:
    """More than an opening or a name: "Lee, can you send it?" stays one."""
    return len(said.split()) > _NAME_WORDS and not _ONLY_OPENING.match(said)


def _last(marks: Sequence[int], cut: int) -> int:
    return max((mark for mark in marks if mark < cut), default=0)


def _ends_sentence(text: str, mark: re.Match[str]) -> bool:
    before = text[max(0, mark.end() - _NEAR) : mark.end()]
    after = text[mark.end() : mark.end() + _NEAR].lstrip()
    if _CLOCK.search(before):
        return after[:1].isupper()
    if mark.group() == "." and before.lower().endswith(" no.") and after[:1].isdigit():
        return False
    return not (mark.group() == "." and _ABBREVIATION.search(before))


def _is_tag(text: str, start: int) -> bool:
    """ "is it?" after a comma belongs to what it asks about."""
    following = _MARK.search(text, start)
    return bool(_TAG.match(text[start : following.end() if following else len(text)]))


def _clause_cuts(text: str, places: Sequence[Piece], words: Sequence[Word]) -> list[int]:
    if len(text.split()) <= _FEWEST_WORDS:
        return []
    pauses = {
        places[i + 1][0]
        for i in range(len(places) - 1)
        if words[i + 1].start - words[i].end >= PAUSE and places[i + 1][0] > places[i][0]
    }
    openers = {m.start() for m in _OPENERS.finditer(text) if _opens_clause(text, m)}
    return _telling(text, sorted(pauses | openers))


def _telling(text: str, cuts: Sequence[int]) -> list[int]:
    """Without cuts after what only opens: "okay" belongs to what follows it."""
    pieces = pairwise([0, *cuts])
    return [end for start, end in pieces if not _ONLY_OPENING.match(text[start:end])]


def _opens_clause(text: str, opener: re.Match[str]) -> bool:
    before = text[max(0, opener.start() - _NEAR) : opener.start()]
    if _INVERSION.match(opener.group()):
        return not _AFTER_ASKING.search(before)
    return not _AFTER_SUBORDINATE.search(before)
