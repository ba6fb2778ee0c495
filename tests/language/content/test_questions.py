import pytest

from tests.language.content.make_content import make_content


def asked(text: str, *, threshold: float = 0.5) -> list[str]:
    content = make_content(("Customer", text), confidence_threshold=threshold)
    return [question.text for question in content.questions]


@pytest.mark.parametrize(
    "text",
    [
        "Where is my package?",
        "where is my package",
        "do you have the tracking number",
        "okay and when will the technician come",
        "what does home delivery cost",
        "The page is not ready, is it?",
        "yeah who's this",
        "I was wondering if you ship to Canada.",
        "Will I have to pay for that?",
    ],
)
def test_is_asked(text: str) -> None:
    assert asked(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "How are you?",
        "how are you doing today",
        "How can I help you today?",
        "Is there anything else I can help you with?",
        "Are you kidding me?",
        "Can you hear me?",
        "And you?",
        "Right?",
        "what i need is a new card",
        "Do it now.",
        "have a nice day",
        "that is what you said.",
    ],
)
def test_is_courtesy_rhetoric_or_no_question(text: str) -> None:
    assert asked(text) == []


def test_courtesy_scores_low_rather_than_nothing() -> None:
    content = make_content(("Agent", "How are you?"), confidence_threshold=0.2)

    assert [(q.score, "courtesy" in q.evidence) for q in content.questions] == [(0.3, True)]


def test_mark_and_order_of_words_are_surer_than_either() -> None:
    def score(text: str) -> float:
        return make_content(("Agent", text)).questions[0].score

    assert score("Do you have a card?") > score("do you have a card") >= 0.5
    assert score("Do you have a card?") > score("You have a card?") >= 0.5


def test_a_question_names_its_message_and_speaker() -> None:
    content = make_content(("Agent", "Hello. Where is it?"))

    question = content.questions[0]
    assert question.message_ids == (content.messages[1].id,)
    assert (question.segment_ids, question.speaker) == ((1,), "Agent")
