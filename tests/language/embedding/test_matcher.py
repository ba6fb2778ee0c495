import pytest

from novapulse.language.embedding.concept import UNTOUCHED, Concept
from novapulse.language.embedding.matcher import KIN, PHRASE, REPEATED, WORD, Matcher
from novapulse.language.embedding.words import stems_in_order

CONCEPTS = (
    Concept("money", words="money"),
    Concept("refund", words="refund", phrases="get * back, money back", kin="money"),
    Concept("fault", words="fault broken", negated=UNTOUCHED),
    Concept("discontent", words="angry"),
    Concept("satisfaction", words="happy", negated="discontent", weight=0.5),
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(CONCEPTS, ["happy to help"])


def touched(matcher: Matcher, text: str) -> dict[str, float]:
    return matcher.touched(stems_in_order(text))


def test_a_word_touches_its_concept_and_its_kin_a_little(matcher: Matcher) -> None:
    assert touched(matcher, "I want my refunds") == {"refund": WORD, "money": KIN * WORD}


def test_a_phrase_counts_more_than_a_word(matcher: Matcher) -> None:
    assert touched(matcher, "my money back")["refund"] == PHRASE > WORD


def test_a_gap_holds_up_to_three_words(matcher: Matcher) -> None:
    assert "refund" in touched(matcher, "when do I get all of it back")
    assert "refund" not in touched(matcher, "when do I get to see all of it back")


def test_a_phrase_does_not_reach_over_clauses(matcher: Matcher) -> None:
    assert touched(matcher, "I get it, come back") == {}


def test_further_hits_add_a_share(matcher: Matcher) -> None:
    once, twice = (touched(matcher, text)["fault"] for text in ("fault", "fault, broken"))
    assert twice == pytest.approx(once * (1 + REPEATED))


def test_not_happy_is_discontent(matcher: Matcher) -> None:
    assert touched(matcher, "I am not very happy") == {"discontent": 1.0}
    assert touched(matcher, "I am happy") == {"satisfaction": 0.5}


@pytest.mark.parametrize("text", ["it is not broken", "no fault of yours", "nothing was broken"])
def test_a_negated_fault_is_none(matcher: Matcher, text: str) -> None:
    assert touched(matcher, text) == {}


@pytest.mark.parametrize(
    "text", ["No, it is broken", "no it is broken", "I can not open the broken one"]
)
def test_not_concerns_only_what_it_stands_before(matcher: Matcher, text: str) -> None:
    assert "fault" in touched(matcher, text)


def test_where_negation_does_not_matter_the_topic_stays(matcher: Matcher) -> None:
    assert "refund" in touched(matcher, "I did not get a refund")


def test_formulas_mean_nothing(matcher: Matcher) -> None:
    assert touched(matcher, "I am happy to help") == {}


def test_no_words_touch_nothing(matcher: Matcher) -> None:
    assert matcher.touched([]) == {}
