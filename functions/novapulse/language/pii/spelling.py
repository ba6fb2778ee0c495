"""Names spelled letter by letter: "h a r p e r", "H-A-R", "h as in hotel, a double r"."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.codes import NATO, CodeRun, code_runs
from novapulse.language.pii.companies import PLACE_WORD
from novapulse.language.pii.context import Context
from novapulse.language.pii.names_list import is_listed
from novapulse.language.pii.own_topic import own_topic
from novapulse.language.pii.topics import KIND_OF, Topic

_CLEARLY_SPELLED = 5
_FEWEST_LETTERS = 3
_SPELLING_TALK = re.compile(
    r"\b(?:name|spell\w*|letters?|surname|with (?:one|two|an?))\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ALPHABET = re.compile(r"\b([A-Za-z]) (?:as in|for|like in|like) \w+", re.IGNORECASE)
_NO_NAMES = frozenset(("http", "https", "www", "usb", "hdmi", "imei"))
_TECHNICAL = re.compile(r"\s*(?:colon|slash|dot|pointer|dash \d|\d)", re.IGNORECASE)


def spelled_spans(text: str, context: Context) -> Iterator[Span]:
    """Letters one by one, where a name is talked about, or simply many of them; and the word
    before them if it is what they spell."""
    for run in code_runs(text):
        letters = _letters(text[run.start : run.end])
        if _is_place(text, run, letters, context):
            continue
        spelled = _spelled_word(text, run, letters)
        if spelled is not None:
            yield Span(spelled.start(), spelled.end(), PiiKind.NAME, 0.9)
        if spelled is not None or _is_name(text, run, letters, context):
            yield Span(run.start, run.end, PiiKind.NAME, 0.7)


def _is_name(text: str, run: CodeRun, letters: str, context: Context) -> bool:
    alphabet = _has_alphabet(text, run)
    if run.has_digit or min(len(letters), run.parts + alphabet) < _FEWEST_LETTERS - alphabet:
        return False
    own = own_topic(text, run.start, run.end)
    if own in (Topic.OTHER, Topic.AMOUNT) or _TECHNICAL.match(text, run.end):
        return False
    if letters in _NO_NAMES or "dot" in text[: run.start].lower().split()[-1:]:
        return False
    if Topic.NAME in context.asked or _SPELLING_TALK.search(text):
        return True
    if any(topic in KIND_OF for topic in context.asked) and own is None:
        return False
    harmless = Topic.OTHER in context.asked
    alone = len(letters) == len(re.sub(r"[^A-Za-z]", "", text))
    return not harmless and (alone or len(letters) >= _CLEARLY_SPELLED or _beside_name(text, run))


def _is_place(text: str, run: CodeRun, letters: str, context: Context) -> bool:
    """ "Sioux City, S I O U X", or the answer to "which city?", but no name."""
    same = [w for w in _WORD.finditer(text[: run.start]) if w.group().lower() == letters]
    if any(PLACE_WORD.match(text, word.end()) for word in same):
        return True
    if Topic.NAME in context.asked or _SPELLING_TALK.search(text):
        return False
    return Topic.OTHER in context.asked and not KIND_OF.keys() & set(context.asked)


def _has_alphabet(text: str, run: CodeRun) -> bool:
    return bool(_ALPHABET.search(text[run.start : run.end]))


def _letters(spelled: str) -> str:
    """ "a double l, e as in echo" as "alle"."""
    plain = _ALPHABET.sub(r"\1", spelled.lower())
    plain = re.sub(r"\b(double|triple) (\w)\b", lambda m: m[2] * (2 + (m[1] == "triple")), plain)
    said = (word for word in re.findall(r"[a-z]+", plain) if word != "space")
    return "".join(word[0] if word in NATO else word for word in said)


def _spelled_word(text: str, run: CodeRun, letters: str) -> re.Match[str] | None:
    """The word right before or after the run that begins and ends as it does."""
    if run.has_digit or min(len(letters), run.parts) < _FEWEST_LETTERS:
        return None
    beside = list(_WORD.finditer(text[: run.start]))[-1:]
    following = _WORD.search(text, run.end)
    for word in [*beside, *([following] if following else [])]:
        bare = re.sub(r"[^a-z]", "", word.group().lower())
        if len(bare) >= _FEWEST_LETTERS and bare[0] == letters[0] and bare[-1] == letters[-1]:
            return word
    return None


def _beside_name(text: str, run: CodeRun) -> bool:
    before = _WORD.findall(text[: run.start])
    return bool(before) and is_listed(before[-1])
