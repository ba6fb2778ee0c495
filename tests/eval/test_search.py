"""Search is as good as the figures say, or the change that made it worse is noticed."""

from collections import Counter
from collections.abc import Iterator

import pytest

from novapulse.domain.search import SearchMode
from novapulse.language.embedding import ConceptEmbedder
from tests.eval.search import HALVES, Library, Ranks, answer, rank
from tests.eval.search_questions import calls, questions


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    yield Library.of(tmp_path_factory.mktemp("search"), calls(), ConceptEmbedder())


def test_there_are_enough_calls_and_questions_of_each_kind() -> None:
    assert len(calls()) >= 12
    assert sum(len(call.lines) for call in calls()) >= 250
    for half in HALVES:
        kinds = Counter(question.kind for question in questions(half))
        assert sum(kinds.values()) >= 60
        assert kinds["off topic"] >= 15
        assert min(kinds["exact"], kinds["question"], kinds["paraphrase"]) >= 2


def test_shares_are_of_the_questions_that_have_an_answer() -> None:
    ranks = Ranks((1, 3, 4, None))

    assert ranks.hit(1) == 0.25
    assert ranks.hit(3) == 0.5
    assert ranks.mean_reciprocal == pytest.approx((1 + 1 / 3 + 1 / 4) / 4)


@pytest.mark.slow
@pytest.mark.parametrize(("mode", "least"), [("semantic", 0.80), ("hybrid", 0.70)])
def test_the_answer_is_among_the_first_three(library: Library, mode: str, least: float) -> None:
    assert rank(library, questions("development"), SearchMode(mode)).hit(3) >= least


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES)
def test_an_exact_id_is_found_first(library: Library, half: str) -> None:
    exact = [question for question in questions(half) if question.kind == "exact"]

    assert rank(library, exact, SearchMode.HYBRID).hit(1) == 1.0


@pytest.mark.slow
def test_meaning_finds_more_than_words(library: Library) -> None:
    held_out = questions("held_out")
    by_meaning = rank(library, held_out, SearchMode.SEMANTIC)

    assert by_meaning.hit(3) > rank(library, held_out, SearchMode.KEYWORD).hit(3)


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES)
def test_what_nothing_answers_is_refused(library: Library, half: str) -> None:
    assert answer(library, questions(half)).refused >= 0.85
