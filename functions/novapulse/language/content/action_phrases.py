"""What somebody is to do, as it was said: "submit the documents"."""

import re
from dataclasses import dataclass

from novapulse.language.content.verbs import leaves_something

_BEFORE_VERB = re.compile(
    r"(?<![\w'’])(?:"
    r"(?:i|we|you|he|she|they|it|someone|somebody)(?:['’](?:ll|m|re)| (?:will|shall|am|are))"
    r"(?: (?:going to|gonna))?"
    r"|will|gonna|going to|(?:need|needs|want|wants|wanted|have|has|had|like|ought|got|trying|try"
    r"|forget|remember|able) to|let me|let['’]s|let us|must|should"
    r"|(?:can|could|would|will) you|please|to"
    r")(?: (?:also|just|please|now|then|kindly|maybe|go ahead and|definitely|probably|quickly"
    r"|still|always|try to|make sure to|happily|gladly|immediately|certainly|be able to"
    r"|(?:need|have|want|like) to|be|not))* (?P<verb>[a-z][\w'’-]*\b)",
    re.IGNORECASE,
)
_END = re.compile(
    r"[,;:.!?]"
    r"|\s(?:and|but|or|so|because|if|when|once|unless|before|after|while|until|then|as soon as|by"
    r"|within|today|tonight|tomorrow|right now|now|please|okay|for you|for me|is|are|was"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|next (?:week|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|(?:which|that|who|where) (?=(?:i|you|we|it|he|she|they|is|was|are|has|have|will|can)\b)"
    r"|(?:i|we|he|she|they)(?:['’](?:ll|ve|m|re|d|s))?)(?![\w'’])",
    re.IGNORECASE,
)
_LONGEST = 8
"""Words of a phrase."""
_REACH = 400
"""Characters in which that many words find room: the rest of a long turn is not searched."""
_UNFINISHED = """\
a an the my your our their his her this that for to of with at from about into as just also right
if which what"""
_NO_END = frozenset(_UNFINISHED.split())
_COURTESY = re.compile(
    r"^(?:help|assist|have a|thank|be (?:happy|glad)|know if|ask if|say|tell|let you go)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ActionPhrase:
    """``start``: of its first character in the text."""

    start: int
    text: str


def action_phrases(text: str) -> tuple[str, ...]:
    """In order, none twice. Only what lasts beyond the call: not "let me check"."""
    return tuple(dict.fromkeys(phrase.text for phrase in find_action_phrases(text)))


def find_action_phrases(text: str) -> list[ActionPhrase]:
    found: list[ActionPhrase] = []
    position = 0
    while match := _BEFORE_VERB.search(text, position):
        start = match.start("verb")
        phrase = cut_phrase(text[start:])
        if len(phrase.split()) > 1 and leaves_something(phrase) and not _COURTESY.match(phrase):
            found.append(ActionPhrase(start, phrase))
            start += len(phrase)
        position = start
    return found


def cut_phrase(said: str) -> str:
    """``said`` up to the end of its clause, at most eight words."""
    said = said[:_REACH]
    end = _END.search(said)
    words = said[: end.start() if end else len(said)].split()
    words = words[:_LONGEST]
    while len(words) > 2 and words[-1].lower() in _NO_END:
        words.pop()
    return " ".join(words)
