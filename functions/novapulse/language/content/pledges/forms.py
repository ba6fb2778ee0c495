"""The form that a clause has."""

import re

from novapulse.language.content.contacts import is_contact
from novapulse.language.content.pledges.asked import ASKED, SUGGESTION
from novapulse.language.content.pledges.form import Form
from novapulse.language.content.pledges.others import JOINT, OTHERS
from novapulse.language.content.pledges.own import ANNOUNCED, PROMISES
from novapulse.language.content.verbs import leaves_something

FORMS = (*PROMISES, SUGGESTION, *ANNOUNCED, *ASKED, *OTHERS, *JOINT)
"""Of two that count the same the first is taken."""
IMPERATIVE = Form(
    "imperative",
    0.45,
    "other",
    re.compile(r"^(?:just |simply |also |please )*(?P<phrase>[a-z]+ .*)$"),
)
"""Only where the sentence begins with a verb that lasts: "Keep the receipts."."""
_SUBORDINATE = re.compile(
    r"\b(?:what|how|when|where|why|whether|before|after|until|once|while|than|said|told me|think"
    r"|hope|guarantee|guaranteed|know|knew|believe|says|as soon as|so that|which|who|(?:can|could"
    r"|may|might) (?:i|we))\s+$"
)
_INVERTED = re.compile(r"\b(?:do|does|did|will|would|shall|should|can|could|must|may|have|has) $")
"""Before a pronoun: "will I have to pay" asks."""
_NO_COMMANDS = frozenset(["have", "get", "do", "let", "start", "stop", "test", "text", "set"])
_NEAR = 24
"""Characters before a form that may turn its meaning."""
_NOT_NOW = re.compile(r"\b(?:no longer|not|never|n't)\s*$")


def best_form(said: str) -> tuple[Form | None, str]:
    """The form with the highest score among those whose verb lasts, and the part from it on."""
    found: list[tuple[Form, str]] = []
    for form in FORMS:
        match = form.pattern.search(said)
        if match and not _denied(said, match):
            found.append((form, match["phrase"]))
    if found:
        return max(found, key=lambda pair: _rank(*pair))
    match = IMPERATIVE.pattern.match(said)
    if match and _commands(match["phrase"]):
        return IMPERATIVE, match["phrase"]
    return None, ""


def _rank(form: Form, phrase: str) -> tuple[bool, float]:
    return bool(leaves_something(phrase) or is_contact(phrase)), form.score


def _denied(said: str, match: re.Match[str]) -> bool:
    """Said to be not so, or inside a question or thought: "when we will send", "I don't ..."."""
    near = said[max(0, match.start() - _NEAR) : match.start()]
    inverted = _INVERTED.search(near) and match.group().startswith(("i ", "we ", "you "))
    return bool(inverted or _SUBORDINATE.search(near) or _NOT_NOW.search(near))


def _commands(phrase: str) -> bool:
    """A command and no participle or noun: "keep the receipts", not "sending it"."""
    first = phrase.split(" ", maxsplit=1)[0]
    article = re.match(r"[a-z]+ (?:the|an?|your|my|our|us|me|it|them|that|this|those|in)\b", phrase)
    passing = first.endswith(("ing", "ed", "s")) or first in _NO_COMMANDS
    return bool(article) and not passing and bool(leaves_something(phrase))
