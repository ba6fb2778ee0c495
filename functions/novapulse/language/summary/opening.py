"""Who called whom, which turns say something, and in which it is said what the call is about."""

import re
from collections.abc import Sequence

from novapulse.domain.pii import PLACEHOLDER
from novapulse.language.embedding.common_words import FAINT, SILENT
from novapulse.language.stems import stem_words
from novapulse.language.summary import cues
from novapulse.language.summary.claim_words import NUMBER_WORDS
from novapulse.language.summary.sentences import Spoken, without_opening

TURNS_TOLD = 4
"""Words of a turn that counts."""
INVITING_TURNS = 12
"""In which an agent asks what it is about."""
OPENING_TURNS = 6
"""In which it is said who calls whom."""
_GIVES_DETAILS = re.compile(
    r"^(?:and |so |it['’]s )?(?:(?:my|the|this is) )?(?:[\w-]+ ){0,2}?(?:name|number|address"
    r"|e-?mail|code|date of birth|birthday|zip|postcode|id)\b.{0,12}(?:\bis\b|['’]s\b|:)",
    re.IGNORECASE,
)
"""What an agent has asked for, before a placeholder."""
_NUMBERS = frozenset(stem_words(" ".join(NUMBER_WORDS))) | {"zero", "oh", "doubl"}
DULL = frozenset(stem_words(f"{SILENT} {FAINT}"))
"""Stems that say nothing of what a call is about."""


def telling_turns(spoken: Sequence[Spoken], *, agent: bool) -> list[int]:
    """Places of the turns of one side that say more than "yes, please" or a number."""
    words: dict[int, int] = {}
    for sentence in spoken:
        if sentence.agent == agent and not (tells_who(sentence.said) or _aside(sentence)):
            said = stem_words(PLACEHOLDER.sub(" ", sentence.text))
            told = sum(len(word) > 1 and word not in _NUMBERS for word in said)
            words[sentence.place] = words.get(sentence.place, 0) + told
    return sorted(place for place, count in words.items() if count >= TURNS_TOLD)


def invited_turns(spoken: Sequence[Spoken]) -> frozenset[int]:
    """The caller's turns after the agent asked what it is about; they may be short."""
    soon = (s for s in spoken if s.agent and s.place - spoken[0].place < INVITING_TURNS)
    asked = [s.place for s in soon if cues.INVITES.search(s.said)]
    callers = sorted({s.place for s in spoken if not s.agent and _names_something(s)})
    after = (next((place for place in callers if place > before), None) for before in asked)
    return frozenset(place for place in after if place is not None)


def is_outbound(spoken: Sequence[Spoken]) -> bool:
    """Whether the agent made the call: they ask for whom they want, or who was called answers."""
    opening = [s for s in spoken if s.place - spoken[0].place < OPENING_TURNS]
    agents = [s.said for s in opening if s.agent]
    if any(cues.MADE_THE_CALL.search(turn) for turn in agents):
        return True
    if any(cues.INVITES.search(turn) for turn in agents):
        return False
    answers = any(not s.agent and cues.ANSWERS_PHONE.search(s.said) for s in opening)
    says_why = any(cues.CALLS_OUT.search(turn) for turn in agents)
    return any(cues.ASKS_WHO.search(turn) for turn in agents) or (answers and says_why)


def tells_who(text: str) -> bool:
    """ "My phone number is [PHONE_NUMBER]" is no reason to call."""
    return bool(PLACEHOLDER.search(text)) and bool(_GIVES_DETAILS.search(text))


def _aside(sentence: Spoken) -> bool:
    return bool(cues.ASIDE.search(sentence.said))


def _names_something(sentence: Spoken) -> bool:
    said = stem_words(without_opening(PLACEHOLDER.sub(" ", sentence.text)))
    names = (len(w) > 2 and w not in DULL and w not in _NUMBERS for w in said)
    return any(names) or len(said) > TURNS_TOLD
