import pytest

from novapulse.domain.transcript import Utterance, Word
from novapulse.speech.engines.protocol import Recognised
from novapulse.speech.quality import call_notices, gate, without_loops


def words(text: str, confidence: float = 0.8) -> tuple[Word, ...]:
    return tuple(
        Word(word=word, start=i * 0.4, end=i * 0.4 + 0.3, confidence=confidence)
        for i, word in enumerate(text.split())
    )


def heard(text: str, confidence: float = 0.8, no_speech: float = 0.0) -> Recognised:
    return Recognised(words=words(text, confidence), text=text, no_speech=no_speech)


def text_of(kept: tuple[Word, ...]) -> str:
    return " ".join(word.word for word in kept)


def test_plain_speech_passes_unchanged() -> None:
    recognised = heard("my internet has been down since Monday")
    passed = gate(recognised, 4.0)
    assert passed is not None
    assert passed.recognised == recognised
    assert passed.flags == ()


def test_no_words_are_no_utterance() -> None:
    assert gate(heard(""), 4.0) is None


@pytest.mark.parametrize("text", ["Thanks for watching!", "Thank you for watching.", "you"])
def test_a_stock_phrase_that_the_engine_doubts_is_dropped(text: str) -> None:
    assert gate(heard(text, 0.3), 3.0) is None
    assert gate(heard(text, 0.9, no_speech=0.7), 3.0) is None


def test_a_stock_phrase_that_was_clearly_said_stays() -> None:
    assert gate(heard("bye", 0.95), 1.0) is not None


def test_doubtful_text_where_the_engine_heard_nobody_is_dropped() -> None:
    assert gate(heard("a whole sentence of nothing", 0.4, no_speech=0.8), 4.0) is None
    assert gate(heard("a whole sentence of nothing", 0.7, no_speech=0.8), 4.0) is not None


def test_more_words_than_anybody_can_say_are_dropped() -> None:
    many = " ".join(f"word{i}" for i in range(40))
    assert gate(heard(many), 2.0) is None
    assert gate(heard(many), 10.0) is not None


def test_a_phrase_said_over_and_over_is_kept_twice_and_flagged() -> None:
    passed = gate(heard("well " + "i do not know " * 9 + "okay"), 20.0)
    assert passed is not None
    assert passed.recognised.text == "well i do not know i do not know okay"
    assert passed.flags == ("repetition",)


def test_people_do_repeat_themselves() -> None:
    for said in ("no no no no no", "thank you thank you thank you", "one two one two one two"):
        assert text_of(without_loops(words(said))) == said


def test_one_word_more_often_is_a_loop() -> None:
    assert text_of(without_loops(words("yes " * 12 + "sir"))) == "yes yes sir"


@pytest.mark.parametrize(
    "said",
    [
        "four" + " one" * 15,
        "four " + "one " * 14 + "one and then yes",
        "4 " + "1 " * 14 + "1",
        "twenty-two " * 6 + "please",
        "zero five " * 5 + "thanks",
        "w " * 6 + "dot com",
    ],
)
def test_a_dictated_number_or_letter_is_never_a_loop(said: str) -> None:
    passed = gate(heard(said), 20.0)
    assert passed is not None
    assert text_of(passed.recognised.words) == " ".join(said.split())
    assert passed.flags == ()


def test_a_phrase_with_a_number_in_it_can_be_a_loop() -> None:
    assert text_of(without_loops(words("press one " * 8))) == "press one press one"


def test_low_confidence_is_flagged() -> None:
    passed = gate(heard("hardly any of this", 0.2), 3.0)
    assert passed is not None
    assert passed.flags == ("low_confidence",)


def utterance(confidence: float) -> Utterance:
    said = words("some words were said", confidence)
    return Utterance(channel=0, start=0, end=2, words=said)


def test_a_call_without_words_says_so() -> None:
    assert [notice.code for notice in call_notices([])] == ["no_speech"]


def test_a_call_of_doubtful_words_is_called_unreliable() -> None:
    assert [n.code for n in call_notices([utterance(0.3)])] == ["transcript_unreliable"]
    assert call_notices([utterance(0.3), utterance(0.6)]) == ()
