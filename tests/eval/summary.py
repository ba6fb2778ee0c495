"""Whether a summary says why a call was made, how it ended and what is to be done, and no more."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from novapulse.domain.content import Content, Task
from novapulse.domain.insights import Sentence, Summary
from novapulse.domain.transcript import Transcript
from novapulse.language.stems import stems
from tests.eval.figures import Figure, Mistake, share
from tests.eval.labels.values import ScriptedCall
from tests.eval.spelling import FILLERS

AREA = "summary"

_QUOTE = re.compile(r"“([^”]*)”")
_DENIED = re.compile(
    r"\b(?:not|no|never|cannot|without|unless|if|whether|want|wants|wanted|like|need|needs|should)\b"
    r"|n't\b|\?",
    re.IGNORECASE,
)
"""A sentence with one of these does not claim that the thing has happened."""
_SMALL = stems(
    "a an the is are was were be been being has have had will would to of for from on in at and or "
    "that this it its they their he she his her agent customer caller"
)


@dataclass(frozen=True)
class Summarised:
    """A labelled call and what was made of its redacted transcript."""

    call: ScriptedCall
    transcript: Transcript
    summary: Summary
    content: Content

    @property
    def reason(self) -> str:
        """All that the summary gives as the reason; empty where it gives none."""
        return " ".join(s.text for s in self.summary.sentences if s.kind == "reason")

    @property
    def reason_right(self) -> bool:
        return all(mentions(self.reason, group) for group in self.call.reason)

    @property
    def outcome_right(self) -> bool:
        return self.summary.outcome == self.call.outcome

    @property
    def invented(self) -> list[str]:
        """Claims of ``must_not`` that some sentence makes."""
        return [
            claim
            for claim in self.call.must_not
            if any(claims(sentence.text, claim) for sentence in self.summary.sentences)
        ]

    @property
    def ungrounded(self) -> list[Sentence]:
        """Sentences that quote, or give numbers, which the cited segments do not hold."""
        said = {segment.id: segment.text for segment in self.transcript.segments}
        return [
            sentence
            for sentence in self.summary.sentences
            if not grounded(sentence, [said[n] for n in sentence.segment_ids if n in said])
        ]

    def task(self, words: Sequence[str]) -> Task | None:
        tasks = (*self.content.action_items, *self.content.follow_ups)
        return next((task for task in tasks if mentions(task.text, words)), None)

    def in_summary(self, words: Sequence[str]) -> bool:
        return any(mentions(s.text, words) for s in self.summary.sentences if s.kind == "action")


def figures(where: str, calls: Sequence[Summarised]) -> Iterator[Figure]:
    name, n = f"{AREA}.{where}", len(calls)
    sentences = sum(len(s.summary.sentences) for s in calls)
    claimed = [s for s in calls if s.summary.outcome == "resolved"]
    wrongly = sum(not s.outcome_right for s in claimed)
    yield from share(f"{name}.reason", sum(s.reason_right for s in calls), n)
    yield from share(f"{name}.outcome", sum(s.outcome_right for s in calls), n)
    yield from share(f"{name}.resolved_wrongly", wrongly, len(claimed))
    yield from share(f"{name}.calls_with_inventions", sum(bool(s.invented) for s in calls), n)
    yield from share(f"{name}.ungrounded", sum(len(s.ungrounded) for s in calls), sentences)
    yield from _actions(name, calls)


def mistakes(calls: Sequence[Summarised]) -> Iterator[Mistake]:
    for s in calls:
        if not s.reason_right:
            yield Mistake(AREA, s.call.name, f"reason {s.call.reason}", s.reason)
        if not s.outcome_right:
            yield Mistake(AREA, s.call.name, f"outcome {s.call.outcome}", s.summary.outcome)
        for claim in s.invented:
            yield Mistake(AREA, s.call.name, f"not: {claim}", s.summary.text)
        for sentence in s.ungrounded:
            yield Mistake(AREA, s.call.name, "only what the segments say", sentence.text)
        for action in s.call.actions:
            if s.task(action.words) is None:
                yield Mistake(AREA, s.call.name, f"action {action.words}", "no task")


def mentions(text: str, words: Sequence[str]) -> bool:
    """Any of ``words``, each a word, its beginning or some words in a row, in any case."""
    return any(
        re.search(rf"\b{re.escape(word.strip())}", text.replace("’", "'"), re.IGNORECASE)
        for word in words
    )


def claims(sentence: str, claim: str) -> bool:
    """All words of ``claim`` but the small ones, in any inflection, and nothing that denies, asks
    or wishes. Words alone are compared: a claim in other words goes unnoticed."""
    said = stems(claim) - _SMALL
    return bool(said) and said <= stems(sentence) and not _DENIED.search(sentence)


def grounded(sentence: Sentence, segments: Sequence[str]) -> bool:
    """Its quotes stand word for word in one of ``segments``, its numbers somewhere in them. A
    sentence that cites nothing may hold neither."""
    spoken = [_words(text) for text in segments]
    quotes = [_words(quote) for quote in _QUOTE.findall(sentence.text)]
    numbers = re.findall(r"\d+", sentence.text)
    return all(any(quote in text for text in spoken) for quote in quotes) and all(
        any(number in text for text in segments) for number in numbers
    )


def _actions(name: str, calls: Sequence[Summarised]) -> Iterator[Figure]:
    """Found among action items and follow-ups; of those found, with the right owner and day."""
    labelled = [(s, action) for s in calls for action in s.call.actions]
    met = [(s, a, task) for s, a in labelled if (task := s.task(a.words)) is not None]
    dated = [(a.due, task) for _, a, task in met if a.due]
    owners = sum(task.assignee == s.call.roles[a.who] for s, a, task in met)
    days = sum(mentions(task.due_text or "", [due]) for due, task in dated if due)
    yield from share(f"{name}.actions_found", len(met), len(labelled))
    yield from share(f"{name}.actions_owner", owners, len(met))
    yield from share(f"{name}.actions_due", days, len(dated))
    quoted = sum(s.in_summary(a.words) for s, a in labelled)
    yield from share(f"{name}.actions_in_text", quoted, len(labelled))


def _words(text: str) -> str:
    """Of the text, with a blank before and after each, so that whole words are compared. A quote
    may leave out fillers and words said twice in a row."""
    words = [word for word in re.findall(r"\w+", text.casefold()) if word not in FILLERS]
    once = [word for before, word in zip(["", *words], words, strict=False) if word != before]
    return f" {' '.join(once)} "
