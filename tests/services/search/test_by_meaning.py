"""What the product promises of searching by meaning, on the embedder that needs no weights."""

from dataclasses import replace
from pathlib import Path

import pytest

from novapulse.domain.search import SearchFilter, SearchMode
from novapulse.language.embedding import ConceptEmbedder
from novapulse.services.home import Home
from novapulse.services.search.ask import ask
from novapulse.services.search.find import search
from tests.services.conversations import converse
from tests.services.house import make_home

BILLING = (
    "Agent: Thank you for calling billing support, how can I help?",
    "Customer: I got the bill and this charge makes no sense.",
    "Agent: Let me look at it with you.",
)
DISTRACTORS = (
    (
        "Agent: Billing department, good morning.",
        "Customer: I would like to pay my bill by card, please.",
        "Agent: Your billing address has been updated.",
        "Customer: Wonderful, thank you so much, you have been very helpful.",
    ),
    (
        "Customer: I'm so frustrated, the router has lost its connection again.",
        "Agent: A technician comes tomorrow between eight and ten.",
        "Customer: Finally. I am tired of waiting.",
    ),
    (
        "Agent: Riverside Medical Practice, how can I help?",
        "Customer: I'd like an appointment with the doctor about my knee.",
        "Agent: The first slot is on Friday at ten fifteen.",
    ),
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = replace(make_home(tmp_path), embedder=ConceptEmbedder)
    for lines in (BILLING, *DISTRACTORS):
        converse(home, *lines)
    return home


@pytest.mark.parametrize("mode", [SearchMode.HYBRID, SearchMode.SEMANTIC])
def test_frustration_about_billing_finds_the_charge_that_makes_no_sense(
    home: Home, mode: SearchMode
) -> None:
    query = "calls where customers expressed frustration about billing"
    found = search(home, "acme", query, mode=mode, where=SearchFilter(), limit=5).found
    assert found[0].hit.passage.text == "I got the bill and this charge makes no sense."


def test_a_question_is_answered_by_the_passage_that_knows(home: Home) -> None:
    answer = ask(home, "acme", "When does the technician come?", where=SearchFilter())
    assert answer.text is not None
    assert answer.text.startswith("Agent: “A technician comes tomorrow between eight and ten.” [1]")


@pytest.mark.parametrize(
    "question", ["Who won the football world cup?", "What is the capital of France?"]
)
def test_what_nobody_spoke_of_has_no_answer(home: Home, question: str) -> None:
    answer = ask(home, "acme", question, where=SearchFilter())
    assert (answer.text, answer.cited) == (None, ())
