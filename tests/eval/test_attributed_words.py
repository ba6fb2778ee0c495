from tests.eval.attributed_words import attributed_errors
from tests.eval.words import WordErrors

CALL = [("agent", "how can I help"), ("caller", "I lost my card"), ("agent", "oh no")]


def test_other_names_and_other_cuts_are_no_error() -> None:
    heard = [("2", "how can i"), ("2", "help"), ("1", "i lost my card"), ("2", "oh no")]
    assert attributed_errors(CALL, heard) == WordErrors(0, 10)


def test_words_under_the_wrong_speaker_are_missing_there_and_invented_here() -> None:
    # "oh no": 2 deletions with the agent, 2 insertions with the caller
    heard = [("A", "how can I help"), ("B", "I lost my card oh no")]
    assert attributed_errors(CALL, heard) == WordErrors(4, 10)


def test_the_best_of_all_assignments_counts() -> None:
    heard = [("A", "I lost my car"), ("B", "how can I help oh no")]
    assert attributed_errors(CALL, heard) == WordErrors(1, 10)


def test_one_speaker_for_two_leaves_the_smaller_one_missing() -> None:
    # all 10 words in a row against the agent's 6: 4 insertions; the caller's 4 are missing
    heard = [("A", "how can I help I lost my card oh no")]
    assert attributed_errors(CALL, heard) == WordErrors(8, 10)


def test_a_speaker_too_many_is_invented() -> None:
    heard = [*CALL, ("C", "thank you for watching")]
    assert attributed_errors(CALL, heard) == WordErrors(4, 10)
