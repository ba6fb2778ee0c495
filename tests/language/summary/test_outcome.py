from novapulse.language.summary.outcome import judge_outcome
from novapulse.language.summary.sentences import spoken_sentences
from tests.language.calls import make_transcript


def test_a_call_in_which_nothing_is_said_but_fillers_ends_openly() -> None:
    spoken = list(spoken_sentences(make_transcript([("Customer", "uh"), ("Agent", "Um")])))

    outcome, sentence = judge_outcome(spoken)

    assert (spoken, outcome, sentence.segment_ids) == ([], "open", ())
