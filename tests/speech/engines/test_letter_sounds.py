from novapulse.speech.engines.letter_sounds import Rules, context, say, sounds


def test_regular_words_are_said_as_the_dictionary_says_them() -> None:
    assert say("bright") == ("B", "R", "AY", "T")
    assert say("station") == ("S", "T", "EY", "SH", "AH", "N")
    assert say("gladden") == ("G", "L", "AE", "D", "AH", "N")


def test_the_farthest_reaching_rule_that_fits_counts() -> None:
    rules: Rules = {"|c|": ("K",), "|c|e": ("S",), "|e|": ("EH",)}
    assert sounds("ce", rules) == ("S", "EH")
    assert sounds("cc", rules) == ("K", "K")


def test_letters_without_a_rule_are_silent() -> None:
    assert sounds("ab", {"|a|": ("AE",)}) == ("AE",)


def test_contexts_reach_beyond_the_word() -> None:
    assert context("on", 0, 2, 3) == "##|o|n##"
