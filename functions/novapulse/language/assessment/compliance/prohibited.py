"""Which of the policy's prohibited phrases were said, by those who must not say them."""

from collections.abc import Iterator

from novapulse.domain.compliance import ProhibitedPhrases, SpokenPhrase
from novapulse.domain.policy import Policy, ProhibitedPhrase
from novapulse.language.assessment.call import Call, SpokenTurn
from novapulse.language.assessment.wordings.meant import is_meant
from novapulse.language.assessment.wordings.search import spans

MOST_PHRASES = 50
"""Findings that are told: a hundred of them tell no more."""


def prohibited_phrases(call: Call, policy: Policy) -> ProhibitedPhrases:
    """Every occurrence that is meant, in order of time; see ``wordings.meant``."""
    found = [p for phrase in policy.prohibited_phrases for p in _occurrences(call, phrase)]
    found.sort(key=lambda phrase: (phrase.timestamp, phrase.id))
    return ProhibitedPhrases(
        detected=bool(found), phrases=tuple(found[:MOST_PHRASES]), flagged=bool(found)
    )


def _occurrences(call: Call, phrase: ProhibitedPhrase) -> Iterator[SpokenPhrase]:
    for turn in _turns_of(call, phrase):
        for span in spans(turn, phrase.wordings, is_meant):
            evidence = turn.evidence(*span)
            yield SpokenPhrase(
                id=phrase.id,
                text=phrase.text,
                speaker=turn.speaker,
                timestamp=evidence.start,
                evidence=evidence,
            )


def _turns_of(call: Call, phrase: ProhibitedPhrase) -> tuple[SpokenTurn, ...]:
    if phrase.speaker == "anyone":
        return call.turns
    return call.agent_turns if phrase.speaker == "agent" else call.customer_turns
