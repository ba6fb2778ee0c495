"""The lists themselves: a slip in one would silence a concept."""

from novapulse.language.embedding.concepts import CONCEPTS
from novapulse.language.embedding.concepts.formulas import FORMULAS
from novapulse.language.embedding.matcher import Matcher
from novapulse.language.embedding.words import stems_in_order

NAMES = {concept.name for concept in CONCEPTS}


def test_each_concept_has_a_name_of_its_own() -> None:
    assert len(NAMES) == len(CONCEPTS)


def test_kin_and_opposites_are_concepts() -> None:
    for concept in CONCEPTS:
        kin = concept.kin.split(", ") if concept.kin else []
        assert {*kin, *([concept.negated] if concept.negated else [])} <= NAMES, concept.name


def test_each_concept_is_touched_by_each_of_its_own_words_and_phrases() -> None:
    matcher = Matcher(CONCEPTS, FORMULAS)
    silent = [
        (concept.name, said)
        for concept in CONCEPTS
        for said in (*concept.words.split(), *_phrases(concept.phrases))
        if concept.name not in matcher.touched(stems_in_order(said.replace(" * ", " ")))
    ]
    assert silent == []


def test_phrases_have_two_words_or_more_and_words_one() -> None:
    for concept in CONCEPTS:
        assert all(len(phrase.split()) > 1 for phrase in _phrases(concept.phrases)), concept.name
        assert all(len(stems_in_order(word)) == 1 for word in concept.words.split()), concept.name


def _phrases(phrases: str) -> list[str]:
    return phrases.split(", ") if phrases else []
