"""Words that mean what was said in others, by the concepts of ``language.embedding``."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from novapulse.language.embedding.matcher import Matcher


def means_what_was_said(word: str, said: str) -> bool:
    """Whether ``said`` touches every concept that ``word`` touches: "frustrated" after "this is
    terrible". False for a word that no concept knows."""
    meant = _concepts(word)
    return bool(meant) and meant <= _concepts(said)


def _concepts(text: str) -> frozenset[str]:
    from novapulse.language.embedding.words import stems_in_order

    return frozenset(_matcher().touched(stems_in_order(text)))


@cache
def _matcher() -> "Matcher":
    from novapulse.language.embedding.concepts import CONCEPTS
    from novapulse.language.embedding.concepts.formulas import FORMULAS
    from novapulse.language.embedding.matcher import Matcher

    return Matcher(CONCEPTS, FORMULAS)
