from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from novapulse.domain.search import Passage, SearchFilter
from novapulse.services.home import Home
from novapulse.services.search.ask import NOT_SUPPORTED, NOTHING_FOUND, Answer, ask
from tests.services.conversations import converse
from tests.services.house import make_home
from tests.services.word_embedder import WordEmbedder

EVERYWHERE = SearchFilter()


class Distant(WordEmbedder):
    """To which nothing is near enough to be an answer."""

    model_id = "distant"
    supports = 1.1


class Blind(Distant):
    """To which nothing is even related."""

    related = 1.1


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path)


@pytest.fixture
def by_words(home: Home) -> Home:
    """A home in which only words can support an answer."""
    return replace(home, embedder=Distant)


def answered(
    home: Home, question: str, where: SearchFilter = EVERYWHERE, tenant: str = "acme"
) -> Answer:
    return ask(home, tenant, question, where=where)


def texts(answer: Answer) -> list[str]:
    return [one.hit.passage.text for one in answer.cited]


def test_what_is_near_enough_in_meaning_supports_an_answer(home: Home) -> None:
    converse(home, "Agent: the technician comes tomorrow", "Agent: nice weather today")
    answer = answered(home, "the technician comes when")
    assert texts(answer) == ["the technician comes tomorrow"]
    assert answer.text == "Agent: “the technician comes tomorrow” [1]"
    assert answer.reason is None
    assert answer.cited[0].similarity == pytest.approx(0.75, abs=0.01)


def test_most_words_of_the_question_support_an_answer(by_words: Home) -> None:
    converse(by_words, "Agent: Refunds take five business days.")
    converse(by_words, "Agent: Your refund is on its way.")
    answer = answered(by_words, "How many business days does a refund take?")
    assert texts(answer) == ["Refunds take five business days."]


def test_words_that_have_to_do_with_something_else_support_nothing(home: Home) -> None:
    unrelated = replace(home, embedder=Blind)
    converse(unrelated, "Agent: Refunds take five business days.")
    assert answered(unrelated, "How many business days does a refund take?").text is None


def test_words_that_say_nothing_support_nothing(by_words: Home) -> None:
    converse(by_words, "Agent: who are they and what do they want")
    assert answered(by_words, "Who are they?").text is None


@pytest.mark.parametrize("question", ["What about TC-449823?", 'Who said "makes no sense"?'])
def test_an_id_or_a_quotation_supports_an_answer_wherever_it_is_said(
    home: Home, question: str
) -> None:
    blind = replace(home, embedder=Blind)
    said = "This makes no sense, see TC-449823."
    converse(blind, "Agent: TC-111111 makes sense, no?", f"Customer: {said}")
    assert texts(answered(blind, question)) == [said]


def test_a_quotation_is_found_inside_a_sentence_without_blanks(home: Home) -> None:
    blind = replace(home, embedder=Blind)
    converse(blind, "Agent: 谢谢", "Customer: 我的订单要退款")
    assert texts(answered(blind, "Who said “退款”?")) == ["我的订单要退款"]


def test_only_calls_that_name_what_the_question_names_may_answer(home: Home) -> None:
    other = "The ticket was closed on Monday."
    own = "The ticket was closed on Friday."
    converse(home, "Customer: It is TC-111111.", f"Agent: {other}")
    converse(home, "Customer: It is TC-449823.", f"Agent: {own}")
    answer = answered(home, "The ticket TC-449823 was closed when?")
    assert own in texts(answer)
    assert other not in texts(answer)


def test_without_support_there_is_no_answer_and_the_reason_tells_two_cases_apart(
    home: Home,
) -> None:
    distant = replace(home, embedder=Distant)
    converse(distant, "Agent: nice weather today")
    nothing = answered(distant, "football?")
    assert (nothing.text, nothing.reason, nothing.cited) == (None, NOTHING_FOUND, ())
    little = answered(distant, "Is the weather in Paris today better than here in Rome?")
    assert (little.text, little.reason, little.cited) == (None, NOT_SUPPORTED, ())
    assert little.model == Distant.model_id


def test_a_question_is_cited_with_what_was_said_next(by_words: Home) -> None:
    converse(
        by_words,
        "Agent: Good morning.",
        "Customer: When does the technician come?",
        "Agent: Tomorrow between eight and ten.",
        "Customer: Thank you.",
    )
    answer = answered(by_words, "When does the technician come?")
    assert texts(answer) == [
        "When does the technician come?",
        "Tomorrow between eight and ten.",
    ]
    assert answer.text == (
        "Customer: “When does the technician come?” [1]\n"
        "Agent: “Tomorrow between eight and ten.” [2]"
    )
    assert answer.cited[1].similarity is not None


def test_what_was_said_next_to_another_question_is_not_cited(by_words: Home) -> None:
    sent = "The refund takes five business days. What is your email address?"
    converse(by_words, f"Agent: {sent}", "Customer: It is [EMAIL].")
    assert texts(answered(by_words, "How many business days does the refund take?")) == [sent]


def test_a_question_after_other_sentences_is_cited_with_its_reply(by_words: Home) -> None:
    asked = "Good morning, this is Paul. When does the technician come?"
    converse(by_words, f"Customer: {asked}", "Agent: Tomorrow between eight and ten.")
    assert len(answered(by_words, "When does the technician come?").cited) == 2


def test_a_question_that_ends_the_call_is_cited_alone(by_words: Home) -> None:
    converse(by_words, "Customer: When does the technician come?")
    assert texts(answered(by_words, "When does the technician come?")) == [
        "When does the technician come?"
    ]


def test_the_filter_of_speakers_holds_for_what_was_said_next_too(by_words: Home) -> None:
    converse(by_words, "Customer: When does the technician come?", "Agent: Tomorrow.")
    where = SearchFilter(speaker="Customer")
    assert texts(answered(by_words, "When does the technician come?", where)) == [
        "When does the technician come?"
    ]


def test_a_passage_is_cited_once(by_words: Home) -> None:
    converse(
        by_words,
        "Customer: When does the technician come?",
        "Agent: The technician does come tomorrow.",
    )
    answer = answered(by_words, "When does the technician come?")
    assert len(texts(answer)) == len(set(texts(answer))) == 2


def test_what_is_said_in_every_call_is_cited_once(by_words: Home) -> None:
    for ending in ("", " then", ""):
        converse(by_words, f"Agent: Refunds take three to five business days{ending}.")
    assert len(answered(by_words, "How many business days do refunds take?").cited) == 1


def test_no_more_are_cited_than_the_setting_allows(by_words: Home) -> None:
    for word in ("Paris", "Rome", "Vienna", "Madrid", "Lisbon", "Oslo", "Berne"):
        converse(by_words, f"Agent: The refund for the flight to {word} {word}ward is done.")
    assert len(answered(by_words, "Which flight got a refund?").cited) == 5
    two = by_words.settings.model_copy(update={"answer_citations": 2})
    answer = answered(replace(by_words, settings=two), "Which flight got a refund?")
    assert len(answer.cited) == 2
    assert answer.text is not None
    assert "[2]" in answer.text
    assert "[3]" not in answer.text


def test_citations_are_in_the_order_of_relevance(by_words: Home) -> None:
    converse(by_words, "Agent: About your router and much else besides: a reset helps it a lot.")
    converse(by_words, "Agent: Router reset.")
    assert texts(answered(by_words, "router reset"))[0] == "Router reset."


def test_what_tells_the_time_that_is_asked_for_comes_first(home: Home) -> None:
    nearer, telling = "The refund does take long.", "The refund does take long: ten days."
    converse(home, f"Customer: {nearer}", f"Agent: {telling}")
    assert texts(answered(home, "How long does the refund take?")) == [telling, nearer]
    assert texts(answered(home, "Why does the refund take long?")) == [nearer, telling]


def test_another_tenants_calls_answer_nothing(home: Home) -> None:
    job_id = converse(home, "Agent: the technician comes tomorrow", tenant="rival")
    for where in (EVERYWHERE, SearchFilter(job_id=job_id)):
        assert answered(home, "the technician comes when", where).reason == NOTHING_FOUND
    assert answered(home, "the technician comes when", tenant="rival").text


def test_another_answerer_gets_the_passages_that_are_cited(home: Home) -> None:
    seen: list[tuple[str, Sequence[Passage]]] = []

    class Terse:
        def answer(self, question: str, passages: Sequence[Passage]) -> str:
            seen.append((question, passages))
            return "Tomorrow [1]."

    converse(home, "Agent: the technician comes tomorrow")
    question = "the technician comes when"
    answer = ask(home, "acme", question, where=EVERYWHERE, answerer=Terse())
    assert answer.text == "Tomorrow [1]."
    assert seen == [(question, [answer.cited[0].hit.passage])]
