"""Questions that were asked, with their mark or by the order of their words."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.content import Message, Question
from novapulse.language.content.clauses import AUXILIARY
from novapulse.language.content.identity import item_id
from novapulse.language.content.openings import core

MARK, INVERSION, ASKING_WORD, TAG, INDIRECT = 0.35, 0.4, 0.45, 0.2, 0.5
"""What each kind of evidence adds to ``BASE``. Written so that a mark alone on a whole sentence,
or the order of words alone where nothing is marked, is just enough (0.5), and both are sure."""
BASE = 0.15
COURTESY = 0.3
"""The most that courtesy and rhetoric come to, whatever their form."""
SHORT = 0.15
"""Taken from what has fewer than three words and no asking word: "One month?"."""
STATED = 0.3
"""Taken where the order of words asks and the mark states: "Do it.", "What I can do is this."."""

_SUBJECT = (
    r"(?:i|you|we|he|she|it|they|there|this|that|these|those|the|an?|my|your|our|his|her|their|any"
    r"|anyone|anybody|anything|some|someone|somebody|something|everyone|everybody|everything|all"
    r"|both|either|one)"
)
_INVERTED = re.compile(rf"^{AUXILIARY} (?:not )?(?:(?i:{_SUBJECT})|\[\w+\]|[A-Z][a-z]+)(?![\w'’])")
_IMPERATIVE = re.compile(
    r"^(?:do (?:it|that|this|the|not|an?)|have an?|will power)\b", re.IGNORECASE
)
_ASKS = re.compile(
    rf"^(?:(?:for |by |since |until |at |in |to |from |with )?"
    rf"(?:what|which|whose|how|where|when|why|who)(?:['’](?:s|re|d|ll)| one['’]s"
    rf"|(?: (?!(?:i|you|we|they|he|she|it)\b)[\w-]+){{0,3}}? {AUXILIARY})(?![\w'’])"
    r"|who \w+s\b|who (?:pays|wants|needs|has|told|said|made|took|called)\b|how (?:about|come)\b"
    r"|what (?:about|if|happens?|happened|kind|else|time|day|date)\b|which \w+\b|why not\b"
    r"|how (?:long|much|many|often|soon|far)\b)",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"^(?:what|how|where|when|why|who|which) (?:i|you|we|they|he|she|it)(?![\w])"
    r"|^what a\b|^which (?:is|was|means|makes)\b|^(?:who|which) (?:is|are|was)\b.*[.,]$",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\bi(?:['’]m| am| was)? ?(?:just )?(?:wondering|curious) (?:if|whether|what|when|how|why"
    r"|where)|\bi (?:wanted|want|need|have|would like|['’]d like) to (?:know|ask|find out) (?:if"
    r"|whether|what|when|how|why|where|who)"
    r"|\bi['’]d like to (?:know|ask) (?:if|whether|what|when|how|why)"
    r"|\bmy question is\b"
    r"|(?<!know )(?<!sure )(?<!tell )(?<!see )\bwhich one(?:['’]s| is| would| do| works) .*\byou\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    rf"(?:,| )(?:right|correct|okay|yeah|yes|no|huh|{AUXILIARY} (?:it|you|i|we|he|she|they|that"
    r"|there))\s*\?\W*$",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^(?:(?:and )?(?:you|yourself)|how are (?:you|things)\b.*|how(?:['’]s| is) (?:it going"
    r"|your day|everything|everybody|everyone)\b.*|how(?:['’]ve| have) you been\b.*|how do you do"
    r"|how (?:can|may|could|might) (?:i|we) (?:be of )?(?:help|assist)\w*\b.*"
    r"|what (?:can|may|could) (?:i|we) (?:do for|help)\b.*|what else can i\b.*"
    r"|(?:is|was) there (?:anything|something) (?:else|more)\b.*|anything else\b.*"
    r"|(?:can|could|may) i help\b.*"
    r"|is (?:that|this) (?:all|everything|it)\b.*|(?:can|do) you (?:still )?hear me\b.*"
    r"|are you (?:still )?(?:there|with me|ready|on the line)\b.*"
    r"|(?:can|could|would|will) you (?:please |just )*(?:hold|wait|bear with)\b.*"
    r"|(?:can|may|could) i (?:please |just )?(?:put|place) you on (?:a )?(?:brief )?hold\b.*"
    r"|do you mind (?:if i put you on hold|holding)\b.*|how about (?:you|that|yourself)"
    r"|you know|ready|really|right|correct|okay|ok|yes|yeah|hello|sorry|pardon|what|huh|excuse me"
    r"|is that so|see|what['’]s up|are you kidding\b.*|are you serious|you['’]?re kidding"
    r"|who knows|who cares|guess what|why me|what the (?:hell|heck)\b.*|what is wrong with you\b.*"
    r"|(?:can|would) you believe\b.*|is (?:this|that|it) a joke|how (?:hard|difficult) can\b.*"
    r"|do (?:i|you) look like\b.*|what (?:kind|sort) of (?:company|business|service)\b.*"
    r"|you know what i mean|does that make sense|makes sense)\W*$",
    re.IGNORECASE,
)


def questions_of(messages: Sequence[Message], *, threshold: float) -> tuple[Question, ...]:
    """In the order of the call; those with a score below ``threshold`` are left out."""
    return tuple(_found(messages, threshold))


def _found(messages: Sequence[Message], threshold: float) -> Iterator[Question]:
    for message in messages:
        score, evidence = question_score(message.text)
        if score >= threshold and score > 0:
            yield Question(
                id=item_id("question", message.id),
                text=message.text,
                score=score,
                speaker=message.speaker,
                message_ids=(message.id,),
                segment_ids=(message.segment_id,),
                evidence=evidence,
            )


def question_score(text: str) -> tuple[float, tuple[str, ...]]:
    """0..1, two decimals, with the names of what it rests on; 0 for what asks nothing."""
    said = core(text)
    marked = text.rstrip("\"'”’) ").endswith("?")
    stated = text.rstrip("\"'”’) ").endswith((".", "!"))
    evidence = {"mark": MARK} if marked else {}
    evidence |= _form(said)
    if not evidence:
        return 0.0, ()
    score = BASE + sum(evidence.values())
    words = len(said.split())
    if words < 3 and "asking_word" not in evidence:
        score -= SHORT
        evidence["short"] = -SHORT
    if stated and "indirect" not in evidence:
        score -= STATED
    if _COURTESY.match(said) or not said:
        return min(score, COURTESY), (*evidence, "courtesy")
    return round(min(max(score, 0.0), 0.95), 2), tuple(evidence)


def _form(said: str) -> dict[str, float]:
    """What the words themselves show, apart from any mark."""
    lowered = said[:1].lower() + said[1:]
    if _ASKS.match(lowered) and (not _STATES.match(lowered) or said.endswith("?")):
        return {"asking_word": ASKING_WORD}
    if _INVERTED.match(lowered) and not _IMPERATIVE.match(lowered):
        return {"inversion": INVERSION}
    if _INDIRECT.search(said):
        return {"indirect": INDIRECT}
    if _TAG.search(said):
        return {"tag": TAG}
    return {}
