from novapulse.domain.search import Passage
from novapulse.language.answers import ExtractiveAnswerer
from novapulse.language.answers.extractive import MOST_WORDS, quotation
from novapulse.language.stems import stems


def passage(text: str, speaker: str = "Agent") -> Passage:
    return Passage(segment=1, speaker=speaker, start=0.0, end=1.0, text=text)


def test_each_passage_is_quoted_with_its_number() -> None:
    said = (passage("When will it come?", "Customer"), passage("Tomorrow."))
    assert ExtractiveAnswerer().answer("When?", said) == (
        "Customer: “When will it come?” [1]\nAgent: “Tomorrow.” [2]"
    )


def test_of_a_long_passage_the_sentence_that_was_asked_for_is_quoted() -> None:
    filler = "We have looked at everything there was on the account for you. " * 8
    text = f"{filler}The refund takes five days. {filler}".strip()
    quoted = quotation(text, stems("How long does a refund take?"))
    assert quoted.startswith("… The refund takes five days. We have")
    assert quoted.endswith(" …")
    assert len(quoted.split()) <= MOST_WORDS + 2
    assert quoted.removeprefix("… ").removesuffix(" …") in text


def test_a_long_passage_without_any_marks_is_cut() -> None:
    quoted = quotation("refund " + "word " * 500, stems("refund"))
    assert quoted.startswith("refund word")
    assert quoted.endswith("…")
    assert len(quoted.split()) <= MOST_WORDS + 1


def test_what_is_quoted_to_the_end_has_no_ellipsis_there() -> None:
    filler = "We have looked at everything there was on the account for you. " * 8
    quoted = quotation(f"{filler}The refund takes five days.", stems("refund"))
    assert quoted == "… The refund takes five days."
