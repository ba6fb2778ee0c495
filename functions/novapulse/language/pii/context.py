"""What a number or a date is about: cue words in its own turn, or in what was asked before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from novapulse.domain.pii import PiiKind
from novapulse.language.pii.mentions import Mention, mentions
from novapulse.language.pii.questions import asks_anew
from novapulse.language.pii.spoken_numbers import digit_runs
from novapulse.language.pii.topics import KIND_OF, Topic

_AFTER = re.compile(r"^\W*(?:is|was|that's|that is)\s+(?:my|the|our)\b[^.?!]{0,30}", re.IGNORECASE)
_REQUEST = re.compile(
    r"\?|\b(?:give|read|have|get|need|take|confirm|verify|tell|what|which|number|last|end)\b",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(
    r"\bthat(?:['’]?s| is)?(?: not)? (?:my|your|the|his|her)\b[^.,?!]{0,30}", re.IGNORECASE
)
_WANTED = re.compile(
    r"\bshould (?:be|start|have|say)\b|\bit['’]?s (?:on|at|in) the\b"
    r"|\b(?:can|could|may) (?:i|we|you) (?:just )?(?:have|get|take|give|read|grab)\b|\b(?:give"
    r"|read) me\b",
    re.IGNORECASE,
)
""" "The claim number should be in the top right"."""
_BIRTHDAY = re.compile(r"(?<!your )\bbirthday\b(?!.*\b(?:of birth|born)\b)", re.IGNORECASE)
"""What presents are for."""
_HOW_MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!]\s")
_ENDING = re.compile(r"\b(?:end(?:s|ing)? (?:in|with)|numbers?|digits)\b", re.IGNORECASE)
""" "The card that I paid with ends in": from here on no amount is meant."""

_DATE_WORD = re.compile(r"\b(?:\w+teenth|\w+(?:first|second|third)|\w+th) of\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\W*(?:numbers?|no|id|code|ref)?\W*(?:(?:is|was|it['’]?s)\W*)?"
    r"(?:(?-i:[A-Z]){1,5}\d*\W?|(?:[a-z] ){1,4})?",
    re.IGNORECASE,
)
"""Between the name of a number and the number."""
_REACH = 300
"""Characters within which a cue still tells what a number is about."""
_SENTENCE_REACH = 80
"""Characters over which a personal cue outlives a harmless one: "my account on the invoice"."""
_AMOUNT_DIGITS = 6
"""An amount of money has no more, cents included."""
_LIKE_AMOUNTS = frozenset({Topic.ACCOUNT, Topic.CARD, Topic.PHONE})
"""What is charged and has a balance; their numbers are longer than amounts."""
_IMPERSONAL = frozenset({Topic.OTHER, Topic.AMOUNT})
_ANSWER_DIGITS = 3
_GIVEN_DIGITS = 6
_DATED = frozenset({Topic.BIRTH, Topic.EXPIRY})
_GIVEN_PART = 2
"""Digits of the other party from which it did not ask but answer."""
_ELLIPTIC = 4
_SHORT_QUESTION = 8
"""Words."""
_FULL_ANSWER_DIGITS = 7


@dataclass(frozen=True)
class Context:
    """``asked`` are the topics of the other party's latest question or request, the latest last;
    ``answered`` says that a number was given since. ``carried`` is the topic of the same speaker's
    turn just before."""

    asked: tuple[Topic, ...] = ()
    carried: Topic | None = None
    answered: bool = False
    stale: bool = False
    """The other party has asked something else since."""
    turns_ago: int = 0
    """How long ago it asked."""
    opening: bool = False
    """Nothing was said before."""
    asked_at: int = -1
    """Index of the turn that asked; -1 if none did."""
    confirmed: tuple[Topic, ...] = ()
    """What the other party says right after that this turn was: "that's your social?"."""

    def own_topic(self, text: str, start: int, end: int) -> Topic | None:
        """The topic that the speaker names: nearest before the stretch, else right after it."""
        before = _named_before(text, start, end)
        if before:
            return before
        after = _AFTER.match(text[end : end + _REACH])
        following = mentions(after.group()) if after else []
        return following[0].topic if following else None

    def topics(self, text: str, start: int, end: int) -> tuple[Topic, ...]:
        """What the stretch may be about, the likeliest first. The own words decide alone, unless
        they are harmless and a personal question still waits for its answer."""
        own = self.own_topic(text, start, end)
        if own is Topic.OTHER and not self.answered and not is_labelled(text, start):
            return (*(t for t in reversed(self.asked) if t in KIND_OF), own)
        if own is not None:
            return (own,)
        carried = (self.carried,) if self.carried else ()
        return (*self.confirmed, *carried, *reversed(self.asked))

    def kinds(self, text: str, start: int, end: int) -> set[PiiKind]:
        """The kinds of personal data that the stretch may be."""
        return {KIND_OF[topic] for topic in self.topics(text, start, end) if topic in KIND_OF}

    def without(self, *topics: Topic) -> "Context":
        return replace(self, asked=tuple(t for t in self.asked if t not in topics))

    def about(self, topic: Topic, text: str, start: int, end: int) -> bool:
        return topic in self.topics(text, start, end)


def _named_before(text: str, start: int, end: int) -> Topic | None:
    """The nearest topic before the stretch; a personal one of the same sentence goes before a
    harmless one that is nearer, unless its number was given already."""
    long = sum(map(len, digit_runs(text[start:end]))) > _AMOUNT_DIGITS
    found = [
        mention
        for mention in _mentions_before(text, start)
        if mention.topic is not Topic.AMOUNT
        or not (long or _ENDING.search(text[mention.end : start]))
    ]
    if not found:
        return None
    nearest = found[-1].topic
    if found[-1].weak:
        strong = next((m for m in reversed(found) if m.topic in KIND_OF and not m.weak), None)
        return strong.topic if strong and _still_open(strong, text, start) else nearest
    if nearest not in _IMPERSONAL:
        return nearest
    personal = next((m for m in reversed(found) if m.topic in KIND_OF), None)
    if personal is None or not _still_open(personal, text, start):
        return nearest
    if nearest is Topic.AMOUNT and personal.topic in _LIKE_AMOUNTS:
        return nearest
    return personal.topic


def is_labelled(text: str, start: int) -> bool:
    """ "The order number, nine nine ...": what the number is, right before it."""
    named = _mentions_before(text, start)
    return bool(named) and bool(_LABEL.fullmatch(text, named[-1].end, start))


def _mentions_before(text: str, start: int) -> list[Mention]:
    return [m for m in mentions(text) if start - _REACH < m.end <= start]


def _still_open(mention: Mention, text: str, start: int) -> bool:
    rest = text[mention.end : start]
    if mention.topic is Topic.BIRTH and _DATE_WORD.search(rest):
        return False
    given = any(len(run) >= _ANSWER_DIGITS for run in digit_runs(rest))
    return len(rest) <= _SENTENCE_REACH and not given and not _SENTENCE_END.search(rest)


_MEMORY_TURNS = 8
"""A question is remembered over this many turns unless another one replaces it."""


def contexts(turns: Sequence[tuple[str, str]]) -> list[Context]:
    """The context of each (speaker, text) turn of a call."""
    named = [_named(text) for _, text in turns]
    for index, topics in enumerate(named):
        if Topic.SECURITY_CODE in topics and _off_card(turns, index):
            named[index] = tuple(t for t in topics if t is not Topic.SECURITY_CODE)
        elif Topic.ONE_TIME_CODE in topics and _of_thing(turns, index):
            named[index] = tuple(
                Topic.OTHER if t is Topic.ONE_TIME_CODE else t for t in topics if t is not Topic.PIN
            )
    return [_context(turns, named, index) for index in range(len(turns))]


def _off_card(turns: Sequence[tuple[str, str]], index: int) -> bool:
    """ "A number on the front" where nobody talks of a card: of a device."""
    recent = [text for _, text in turns[max(0, index - _MEMORY_TURNS) : index + 1]]
    where = _ON_DEVICE.search(turns[index][1])
    return bool(where) and not any(_CARD_TALK.search(text) for text in recent)


_ON_DEVICE = re.compile(
    r"\bnumbers? (?:\w+ )?on the (?:front|back)\b(?! of (?:the"
    r"|your) card)",
    re.I,
)
_CARD_TALK = re.compile(
    r"\b(?:cards?|visa|master ?card|amex|debit|security|c ?v ?[vc]|expir\w*|\d{4} \d{4}|digits?"
    r"|three|four)\b",
    re.IGNORECASE,
)


def _of_thing(turns: Sequence[tuple[str, str]], index: int) -> bool:
    """ "What does the code start with?" where the talk is of a voucher."""
    recent = [text for _, text in turns[max(0, index - _THING_TURNS) : index + 1]]
    return any(_CODE_OF_THING.search(t) for t in recent) and not _CODE_SENT.search(turns[index][1])


_CODE_OF_THING = re.compile(
    r"\b(?:voucher|promo\w*|discount|coupon|gift ?card|error|offer|product|item|colou?r|paint"
    r"|bar ?code|fault|tracking|game|redeem\w*|gift)\b",
    re.IGNORECASE,
)
_CODE_SENT = re.compile(
    r"\b(?:sent|text\w*|send\w*|digit|verif\w*|security|pass ?code|one.time|log ?in|phone|otp)\b",
    re.IGNORECASE,
)
_THING_TURNS = 3


def _context(
    turns: Sequence[tuple[str, str]], named: Sequence[tuple[Topic, ...]], index: int
) -> Context:
    speaker = turns[index][0]
    recent = range(index - 1, max(-1, index - 1 - _MEMORY_TURNS), -1)
    place = next((i for i in recent if turns[i][0] != speaker and _asks(turns[i][1], named[i])), -1)
    asked = named[place] if place >= 0 else ()
    since = [turn for turn in turns[place + 1 : index] if place >= 0]
    given = [len(r) for who, text in since if who == speaker for r in digit_runs(text)]
    if any(who == speaker for who, _ in since):
        asked = tuple(t for t in asked if t is not Topic.MEMORABLE)
    stale = _goes_on(since, speaker)
    if stale:
        # Another question: names are over, and numbers are once they were given.
        asked = tuple(t for t in asked if t is not Topic.NAME)
        asked = () if sum(given) >= _FULL_ANSWER_DIGITS else asked
    before = _own_turn_before(turns, named, index)
    return Context(
        asked,
        _main(named[before]) if before is not None else None,
        answered=any(size >= _ANSWER_DIGITS for size in given),
        stale=stale,
        turns_ago=index - place,
        opening=index == 0,
        asked_at=place,
        confirmed=_confirmed(turns, index),
    )


def _own_turn_before(
    turns: Sequence[tuple[str, str]], named: Sequence[tuple[Topic, ...]], index: int
) -> int | None:
    """The turn just before, if it is the same speaker's and names something; or the one before a
    short "what is the new one?" or "go ahead" of the other party, which names nothing."""
    speaker = turns[index][0]
    if index and turns[index - 1][0] == speaker:
        return index - 1 if named[index - 1] else None
    if index < 2 or turns[index - 2][0] != speaker or named[index - 1]:
        return None
    given = any(len(run) >= _GIVEN_PART for run in digit_runs(turns[index - 1][1]))
    if given and not _DATED.intersection(named[index - 2]):
        return None
    asked = len(turns[index - 1][1].split()) <= _SHORT_QUESTION
    personal = any(topic in KIND_OF for topic in named[index - 2])
    return index - 2 if asked and personal else None


def _confirmed(turns: Sequence[tuple[str, str]], index: int) -> tuple[Topic, ...]:
    if index + 1 == len(turns) or turns[index + 1][0] == turns[index][0]:
        return ()
    match = _CONFIRMS.search(turns[index + 1][1])
    return tuple(m.topic for m in mentions(match.group()) if m.topic in KIND_OF) if match else ()


def _goes_on(since: Sequence[tuple[str, str]], speaker: str) -> bool:
    """The other party asks something new after ``speaker`` had its say."""
    spoke = next((i for i, (who, _) in enumerate(since) if who == speaker), len(since))
    return any(who != speaker and asks_anew(text) for who, text in since[spoke:])


def _named(text: str) -> tuple[Topic, ...]:
    """ "How much was charged to your account?" asks for no number of it, nor does who gives it."""
    named = mentions(text)
    if _BIRTHDAY.search(text) and not (text.rstrip().endswith("?") or _REQUEST.search(text)):
        named = [m for m in named if m.topic is not Topic.BIRTH]
    if not text.rstrip().endswith("?"):
        given = [run.start for run in digit_runs(text) if len(run) >= _GIVEN_DIGITS]
        last = max(given, default=0)
        named = [m for m in named if m.topic not in KIND_OF or m.end > last]
    strong = [m for m in named if not m.weak]
    if any(m.topic in KIND_OF or m.topic is Topic.NAME for m in strong):
        named = strong
    elif named and not strong and not _requests(text):
        named = []
    topics = tuple(mention.topic for mention in named)
    amount = _HOW_MUCH.search(text) and not _ENDING.search(text)
    return tuple(t for t in topics if t not in _LIKE_AMOUNTS) if amount else topics


def _requests(text: str) -> bool:
    """Also "and the account"."""
    short = len(text.split()) <= _ELLIPTIC
    return short or asks_anew(text) or bool(_REQUEST.search(text))


def _asks(text: str, named: Sequence[Topic]) -> bool:
    """A harmless topic takes the place of an earlier question only as a question."""
    if not named:
        return False
    wanted = text.rstrip().endswith("?") or _WANTED.search(text)
    labelled = wanted and named[-1] is Topic.OTHER
    return not _IMPERSONAL.issuperset(named) or bool(labelled) or asks_anew(text)


def _main(named: Sequence[Topic]) -> Topic:
    return next((t for t in reversed(named) if t not in _IMPERSONAL), named[-1])
