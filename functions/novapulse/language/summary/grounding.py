"""Whether a sentence about a call is borne out by the turns that it names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from novapulse.domain.transcript import CUSTOMER, Segment
from novapulse.language.stems import stem_words, stems
from novapulse.language.summary.claim_words import (
    claimed_numbers,
    names,
    said_numbers,
    words_of_content,
)
from novapulse.language.summary.denial import Said, denies, said
from novapulse.language.summary.meaning import means_what_was_said
from novapulse.language.summary.prompt import Claim
from novapulse.language.summary.sentences import split
from novapulse.language.summary.steering import steers

LEAST_WORDS = 3
MOST_WORDS = 60
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_PLACEHOLDER = re.compile(r"\[[A-Z_ ]+\]")
_TO_READER = re.compile(r"\b(?:you|your|yours|please|i|i['’]\w+|me|my|we|our|us)\b", re.IGNORECASE)
_MARKUP = re.compile(r"https?:|www\.|@|[<>{}`|\\]|\]\(|\*\*|^#")


@dataclass(frozen=True)
class Support:
    """A claim, and the turns that it names."""

    claim: Claim
    segments: tuple[Segment, ...]

    @cached_property
    def unquoted(self) -> str:
        return _QUOTED.sub(" ", self.claim.text)

    @cached_property
    def evidence(self) -> str:
        """What was said there; for a deed without questions, which are no deeds."""
        sentences = [each for segment in self.segments for each in split(segment.text)]
        if self.claim.kind == "action":
            sentences = [each for each in sentences if not each.endswith("?")]
        return " ".join(sentences)

    @cached_property
    def said(self) -> Said:
        return said(self.evidence)

    @cached_property
    def claimed(self) -> dict[str, str]:
        """Stems of what is claimed, each with its word."""
        return words_of_content(_PLACEHOLDER.sub(" ", self.claim.text))


def fault_of(claim: Claim, read: Mapping[int, Segment]) -> str | None:
    """The first of ``FAULTS`` that ``claim`` has, None if it is borne out. ``read`` are the turns
    that the model was shown, by id."""
    if not claim.segment_ids or not set(claim.segment_ids) <= read.keys():
        return "unknown_segment"
    support = Support(claim, tuple(read[number] for number in claim.segment_ids))
    return next((name for name, has in FAULTS.items() if has(support)), None)


def _odd_length(support: Support) -> bool:
    return not LEAST_WORDS <= len(support.claim.text.split()) <= MOST_WORDS


def _steered(support: Support) -> bool:
    return steers(support.claim.text) or any(steers(s.text) for s in support.segments)


def _speaks_to_reader(support: Support) -> bool:
    """A summary tells of people; only who follows orders, or gives them, speaks to somebody."""
    return _TO_READER.search(support.unquoted) is not None


def _markup(support: Support) -> bool:
    return _MARKUP.search(support.claim.text) is not None


def _misquotes(support: Support) -> bool:
    words = f" {' '.join(stem_words(support.evidence))} "
    quotations = _QUOTED.findall(support.claim.text)
    return any(f" {' '.join(stem_words(each))} " not in words for each in quotations)


def _other_number(support: Support) -> bool:
    return not claimed_numbers(support.claim.text) <= said_numbers(support.evidence)


def _other_name(support: Support) -> bool:
    text = support.claim.text
    if not all(tag in support.evidence for tag in _PLACEHOLDER.findall(text)):
        return True
    speakers = stems(" ".join(segment.speaker for segment in support.segments))
    return not names(_PLACEHOLDER.sub(" ", text)) <= stems(support.evidence) | speakers


def _others_deed(support: Support) -> bool:
    """What agents do is told by agents, wherever it is known who is one."""
    if support.claim.kind != "action":
        return False
    speakers = {segment.speaker for segment in support.segments}
    return speakers == {CUSTOMER}


def _reversed(support: Support) -> bool:
    """Affirms what was denied, or denies what nobody denied."""
    if denies(support.claim.text):
        return not support.said.denies
    return bool(support.claimed.keys() & support.said.only_denied)


def _unsaid(support: Support) -> bool:
    """Claims nothing, or something for which the turns have neither the word nor its meaning."""
    missing = support.claimed.keys() - support.said.all
    return not support.claimed or not all(
        means_what_was_said(support.claimed[each], support.evidence) for each in missing
    )


FAULTS: dict[str, Callable[[Support], bool]] = {
    "odd_length": _odd_length,
    "steered": _steered,
    "speaks_to_reader": _speaks_to_reader,
    "markup": _markup,
    "misquotes": _misquotes,
    "other_number": _other_number,
    "other_name": _other_name,
    "others_deed": _others_deed,
    "reversed": _reversed,
    "unsaid": _unsaid,
}
"""In the order in which they are looked for."""
