"""Whether a question for personal data has had its answer, so that what is said later is none."""

import re
from collections.abc import Sequence

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.questions import asks_again
from novapulse.language.pii.spoken_numbers import digit_runs
from novapulse.language.pii.topics import KIND_OF, Topic

_WORDS_OF_ASSENT = 2
_WHOLE: dict[Topic, int] = {
    Topic.NAME: 0,
    Topic.BIRTH: 2,
    Topic.EXPIRY: 2,
    Topic.PHONE: 7,
    Topic.SSN: 4,
    Topic.ACCOUNT: 6,
    Topic.CARD: 13,
    Topic.ROUTING: 6,
    Topic.SECURITY_CODE: 3,
    Topic.PIN: 4,
    Topic.ONE_TIME_CODE: 4,
}
"""Digits from which an answer is no part of one. Addresses come in parts."""
_READ_BACK_DIGITS = 2
_DENIED = re.compile(
    r"\b(?:not|\w+n['’]?t|wrong|incorrect|invalid|declined|different|another|other|else|try"
    r"|match\w*|fail\w*|error|reject\w*)\b(?! a problem)",
    re.IGNORECASE,
)
""" "That's not it": another answer may follow."""


def answered(
    topic: Topic,
    turns: Sequence[tuple[str, str]],
    found: Sequence[Sequence[Span]],
    asked_at: int,
    index: int,
) -> bool:
    """What turn ``asked_at`` asked for was given before turn ``index``, and the other party has
    gone on since: no word of assent, no "sorry, what was the last part?", nothing read back."""
    if topic not in _WHOLE:
        return False
    speaker = turns[index][0]
    kind = KIND_OF.get(topic, PiiKind.NAME)
    said: list[str] = []
    words: list[str] = []
    given = -1
    for turn in range(asked_at + 1, index):
        spans = [s for s in found[turn] if s.kind is kind] if turns[turn][0] == speaker else []
        for span in spans:
            words.append(turns[turn][1][span.start : span.end].lower())
            said += [run.digits for run in digit_runs(turns[turn][1][span.start : span.end])]
            whole = sum(map(len, said)) >= _WHOLE[topic]
            given = turn if whole and given < 0 else given
    return given >= 0 and any(
        who != speaker and _goes_on(text, topic, "".join(said), words)
        for who, text in turns[given + 1 : index]
    )


def _goes_on(text: str, topic: Topic, said: str, words: Sequence[str]) -> bool:
    if len(text.split()) <= _WORDS_OF_ASSENT:
        return False
    if topic is Topic.NAME:
        return True
    read_back = any(
        len(run) >= _READ_BACK_DIGITS and (run.digits in said or said in run.digits)
        for run in digit_runs(text)
    )
    read_back = read_back or any(each in text.lower() for each in words)
    return not (read_back or asks_again(text) or _DENIED.search(text))
