"""Which concepts a text touches, and how much."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from novapulse.language.embedding.common_words import SILENT
from novapulse.language.embedding.concept import UNTOUCHED, Concept
from novapulse.language.embedding.words import BREAK, stems_in_order

WORD, PHRASE = 1.0, 1.5
"""A phrase is rarely said by chance."""
REPEATED = 0.3
"""What each further hit of a concept adds, as a share of itself."""
KIN = 0.5
"""Share of a hit that reaches each broader concept."""
GAP, LONGEST_GAP = "*", 3
_SILENT = frozenset(stems_in_order(SILENT))
_NOT = frozenset(stems_in_order("not never nor neither nobody nothing without hardly"))
_REACH = 4
"""Words after a "not" that it may concern."""
_NO = "no"
"""Concerns the very next word; before others it is an answer: "no it broke"."""

Pattern = tuple[str, ...]


class Matcher:
    """Built once, in about 10 ms; then pure."""

    def __init__(self, concepts: Sequence[Concept], formulas: Sequence[str]) -> None:
        self._concepts = {concept.name: concept for concept in concepts}
        self._patterns = _by_first_word(
            (pattern, concept.name) for concept in concepts for pattern in _patterns_of(concept)
        )
        self._formulas = _by_first_word((_pattern(formula), formula) for formula in formulas)

    def touched(self, words: Sequence[str]) -> dict[str, float]:
        """Names of concepts with how much they are touched, more than 0; ``words`` are stems in
        order with ``BREAK`` between clauses."""
        heard = self._without_formulas(words)
        hits: dict[str, list[float]] = defaultdict(list)
        for place, word in enumerate(heard):
            for pattern, names in self._patterns.get(word, {}).items():
                if _length(pattern, heard, place):
                    strength = PHRASE if len(pattern) > 1 else WORD
                    for name in names:
                        self._hit(hits, name, strength, negated=_negated(heard, place))
        return {name: _together(strengths) for name, strengths in hits.items()}

    def _hit(
        self, hits: dict[str, list[float]], name: str, strength: float, *, negated: bool
    ) -> None:
        concept = self._concepts[name]
        if negated and concept.negated is not None:
            if concept.negated == UNTOUCHED:
                return
            concept = self._concepts[concept.negated]
        hits[concept.name].append(strength * concept.weight)
        for kin in _listed(concept.kin):
            hits[kin].append(KIN * strength * self._concepts[kin].weight)

    def _without_formulas(self, words: Sequence[str]) -> list[str]:
        left = list(words)
        for place, word in enumerate(words):
            for pattern in self._formulas.get(word, {}):
                length = _length(pattern, words, place)
                left[place : place + length] = [BREAK] * length
        return left


def _by_first_word(
    named: Iterator[tuple[Pattern, str]],
) -> Mapping[str, dict[Pattern, list[str]]]:
    index: dict[str, dict[Pattern, list[str]]] = {}
    for pattern, name in named:
        index.setdefault(pattern[0], {}).setdefault(pattern, []).append(name)
    return index


def _patterns_of(concept: Concept) -> set[Pattern]:
    single = {(word,) for word in stems_in_order(concept.words)}
    return single | {_pattern(phrase) for phrase in _listed(concept.phrases)}


def _listed(entries: str) -> list[str]:
    return entries.split(", ") if entries else []


def _pattern(phrase: str) -> Pattern:
    parts = phrase.split(f" {GAP} ")
    found = stems_in_order(parts[0])
    for part in parts[1:]:
        found += [GAP, *stems_in_order(part)]
    return tuple(found)


def _length(pattern: Pattern, words: Sequence[str], place: int) -> int:
    """How many words the pattern takes from ``place`` on; 0 where it does not fit."""
    here, gap = place, 0
    for part in pattern:
        if part == GAP:
            gap = LONGEST_GAP
            continue
        while gap and here < len(words) and words[here] not in (part, BREAK):
            here, gap = here + 1, gap - 1
        if here >= len(words) or words[here] != part:
            return 0
        here, gap = here + 1, 0
    return here - place


def _negated(words: Sequence[str], place: int) -> bool:
    """Whether a "not" stands before, with nothing but words that say nothing between."""
    before = list(reversed(words[max(0, place - _REACH) : place]))
    if before[:1] == [_NO]:
        return True
    for word in before:
        if word in _NOT:
            return True
        if word == BREAK or word not in _SILENT:
            return False
    return False


def _together(strengths: Sequence[float]) -> float:
    best = max(strengths)
    return best + REPEATED * (sum(strengths) - best)
