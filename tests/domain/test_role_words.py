"""Single words that tell an agent from a customer."""

from novapulse.domain.role_words import DATE, LETTER, NUMBER, role_words, telling, weight


def test_numbers_dates_and_spelled_letters_are_one_word_each() -> None:
    words = role_words("It’s four 42, on Monday the fourteenth of May, B as in bravo, I said")
    assert {NUMBER, DATE, LETTER, "it's", "i"} <= words
    assert not words & {"four", "42", "monday", "fourteenth", "b"}


def test_your_is_an_agents_word_and_my_a_customers() -> None:
    assert weight(["your"]) > 0.5
    assert weight(["my"]) < -0.5
    assert weight(["xylophone"]) == 0


def test_the_most_telling_words_come_first_and_are_real_words() -> None:
    words = role_words("could you read your number please 4 1 1")
    assert telling(words, 1, 2)[0] == "your"
    assert telling(words, -1, 3) == []
