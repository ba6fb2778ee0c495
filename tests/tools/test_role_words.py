"""The recipe of the table of words by which agents and customers are told apart."""

from novapulse.domain.role_word_weights import AGENT_WORDS, CUSTOMER_WORDS
from tools.role_words import FAINTEST, FEWEST, table, train

TURNS = [("Agent", "your dana")] * FEWEST + [("Customer", "my dana")] * FEWEST


def test_a_word_gets_the_sign_of_who_says_it_and_names_get_none() -> None:
    weights = train([*TURNS, ("Agent", "rare")], frozenset({"dana"}))
    assert weights["your"] > 0 > weights["my"]
    assert set(weights) == {"your", "my"}


def test_the_table_has_the_strongest_words_first() -> None:
    scope: dict[str, str] = {}
    exec(table({"your": 0.9, "see": 0.4, "my": -1.5, "no": -0.5}), scope)
    assert scope["AGENT_WORDS"].split() == ["your", "0.9", "see", "0.4"]
    assert scope["CUSTOMER_WORDS"].split() == ["my", "-1.5", "no", "-0.5"]


def test_the_committed_table_is_of_the_recipes_form() -> None:
    for words, sign in ((AGENT_WORDS, 1), (CUSTOMER_WORDS, -1)):
        weights = [float(w) * sign for w in words.split()[1::2]]
        assert len(weights) > 50
        assert weights == sorted(weights, reverse=True)
        assert weights[-1] >= FAINTEST
