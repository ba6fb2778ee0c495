"""A question, answered from passages that support the answer, or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from novapulse.domain.search import SearchFilter, SearchMode
from novapulse.language.answers import Answerer, ExtractiveAnswerer
from novapulse.language.answers.questions import closing_question
from novapulse.language.answers.wanted import holds_what_is_wanted
from novapulse.language.embedder import Embedder
from novapulse.language.stems import stems
from novapulse.language.summary.sentences import split
from novapulse.services.search.find import Found, SearchRoom, search
from novapulse.services.search.support import Question, supporting, with_similarity

NOTHING_FOUND = (
    "Nothing that was said has to do with the question. Ask with other words or fewer filters."
)
NOT_SUPPORTED = (
    "Something was said that has to do with the question, and nothing that answers it. Ask with "
    "other words, or search for them."
)
SAME = 0.8
"""Of all words of two quotations, both hold this share or more: one of them is enough."""
NEAR_THE_BEST = 0.75
"""Of the best passage's similarity: what has less is not cited beside it. Measured on 95 questions
about 15 calls: a seventh of the wrong citations go, and no right answer."""

Group = tuple[Found, ...]
"""Passages that are cited together: one, or a question and what was said next."""


@dataclass(frozen=True)
class Answer:
    """``text`` marks with ``[n]`` what it takes from the n-th of ``cited``, n from 1; it is None
    where nothing supports an answer, and ``reason`` says so. ``model`` names the embedder."""

    text: str | None
    reason: str | None
    cited: tuple[Found, ...]
    model: str


@dataclass(frozen=True)
class Asking:
    """One question to one tenant's calls."""

    home: SearchRoom
    tenant: str
    question: Question
    where: SearchFilter
    embedder: Embedder


def ask(
    home: SearchRoom,
    tenant: str,
    question: str,
    *,
    where: SearchFilter,
    answerer: Answerer | None = None,
) -> Answer:
    """Answered only from passages of the tenant that support the answer (see ``supporting``); at
    most ``answer_citations`` are cited, each with its similarity to the question."""
    asking = Asking(home, tenant, Question.of(question), where, home.embedder())
    model = asking.embedder.model_id
    candidates = home.settings.search_candidates
    found = search(
        home, tenant, question, mode=SearchMode.HYBRID, where=where, limit=candidates
    ).found
    cited = _cited(asking, found)
    if not cited:
        return Answer(None, NOT_SUPPORTED if found else NOTHING_FOUND, (), model)
    passages = [one.hit.passage for one in cited]
    return Answer((answerer or ExtractiveAnswerer()).answer(question, passages), None, cited, model)


def _cited(asking: Asking, found: tuple[Found, ...]) -> tuple[Found, ...]:
    supported = _near_the_best(tuple(supporting(found, asking.question, asking.embedder)))
    room = asking.home.settings.answer_citations
    cited: list[Found] = []
    groups = _telling_first(asking.question.text, _with_replies(asking, supported))
    for group in _distinct(groups):
        places = {one.hit.place for one in cited}
        cited += (one for one in group if one.hit.place not in places)
        if len(cited) >= room:
            break
    return tuple(cited[:room])


def _near_the_best(supported: Group) -> Iterator[Found]:
    best = max((one.similarity or 0.0 for one in supported), default=0.0)
    return (one for one in supported if (one.similarity or 0.0) >= NEAR_THE_BEST * best)


def _telling_first(question: str, groups: Iterable[Group]) -> list[Group]:
    """Of groups that are near enough, those that hold a time or an amount where ``question`` asks
    for one; else in their order."""
    holds = holds_what_is_wanted(question)
    return sorted(groups, key=lambda group: not any(holds(one.hit.passage.text) for one in group))


def _with_replies(asking: Asking, supported: Iterable[Found]) -> Iterator[Group]:
    for one in supported:
        reply = _reply(asking, one) if _asks_for_it(asking, one.hit.passage.text) else None
        yield (one,) if reply is None else (one, reply)


def _asks_for_it(asking: Asking, text: str) -> bool:
    """Whether ``text`` ends with a question about what ``asking`` is about: "It is sent. What is
    your address?" answers when it was sent, and its reply does not."""
    closing = closing_question(text)
    if closing is None or len(split(text)) == 1:
        return closing is not None
    asked, closed = asking.embedder.encode([asking.question.text, closing])
    return bool(asked @ closed >= asking.embedder.related)


def _reply(asking: Asking, asked: Found) -> Found | None:
    """What was said next, unless the filter leaves it out."""
    hit = asking.home.search.following(asking.tenant, asked.hit)
    if hit is None or asking.where.speaker not in (None, hit.passage.speaker):
        return None
    next_one = Found(hit, asked.score, by_words=False, similarity=None)
    return with_similarity(next_one, asking.question, asking.embedder)


def _distinct(groups: Iterable[Group]) -> Iterator[Group]:
    """Without those that say again what an earlier one says: agents read from scripts."""
    kept: list[frozenset[str]] = []
    for group in groups:
        words = stems(" ".join(one.hit.passage.text for one in group))
        if not any(_alike(words, others) for others in kept):
            kept.append(words)
            yield group


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """By the Jaccard index of their words."""
    return len(one & other) >= SAME * len(one | other)
