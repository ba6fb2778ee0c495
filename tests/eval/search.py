"""How well calls are found and questions answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from novapulse.config import Settings
from novapulse.domain.search import SearchFilter, SearchMode
from novapulse.language.embedder import Embedder
from novapulse.language.embedding import ConceptEmbedder, choose_embedder
from novapulse.services.home import Home
from novapulse.services.search.ask import ask
from novapulse.services.search.find import Found, search
from tests.eval.figures import Figure
from tests.eval.search_questions import Call, Place, Question, calls, questions
from tests.services.conversations import converse
from tests.services.house import make_home

AREA = "search"
TENANT = "acme"
HALVES = ("development", "held_out")
EVERYWHERE = SearchFilter()


@dataclass(frozen=True)
class Library:
    """Calls in the real index of a home; ``names`` by job id."""

    home: Home
    names: dict[str, str]

    @classmethod
    def of(cls, folder: Path, stored: Sequence[Call], embedder: Embedder) -> "Library":
        home = replace(make_home(folder), embedder=lambda: embedder)
        return cls(home, {converse(home, *call.lines, tenant=TENANT): call.name for call in stored})

    def places(self, found: Sequence[Found]) -> list[Place]:
        return [Place(self.names[f.hit.job_id], f.hit.passage.segment) for f in found]


@dataclass(frozen=True)
class Ranks:
    """Of each question with an answer, the place of the first passage that gives it, from 1; None
    where it was not among those found."""

    first: tuple[int | None, ...]

    def hit(self, within: int) -> float:
        """Share of the questions whose answer is among the first ``within`` passages."""
        return sum(r is not None and r <= within for r in self.first) / len(self.first)

    @property
    def mean_reciprocal(self) -> float:
        return sum(1 / r for r in self.first if r is not None) / len(self.first)


@dataclass(frozen=True)
class Answers:
    """Shares: of the questions with an answer those ``answered`` and those ``right``, where a
    passage that gives the answer is cited; of those without one those ``refused``."""

    answered: float
    right: float
    refused: float


def rank(library: Library, asked: Sequence[Question], mode: SearchMode) -> Ranks:
    return Ranks(tuple(_first(library, question, mode) for question in asked if question.answers))


def answer(library: Library, asked: Sequence[Question]) -> Answers:
    cited = [(q, _cited(library, q)) for q in asked]
    known = [(q, places) for q, places in cited if q.answers]
    unknown = [places for q, places in cited if not q.answers]
    return Answers(
        answered=sum(bool(places) for _, places in known) / len(known),
        right=sum(not q.answers.isdisjoint(places) for q, places in known) / len(known),
        refused=sum(not places for places in unknown) / len(unknown),
    )


def embedders() -> tuple[Embedder, ...]:
    """Concepts alone and, where its weights are on this machine, joined with MiniLM."""
    concepts, best = ConceptEmbedder(), choose_embedder(Settings().minilm_dir)
    return (concepts,) if isinstance(best, ConceptEmbedder) else (concepts, best)


def figures(halves: Sequence[str] = HALVES) -> Iterator[Figure]:
    """Of each embedder; concepts alone have the plain names, with MiniLM ``_minilm`` follows."""
    for embedder in embedders():
        suffix = "" if isinstance(embedder, ConceptEmbedder) else "_minilm"
        with TemporaryDirectory() as folder:
            library = Library.of(Path(folder), calls(), embedder)
            for half in halves:
                yield from _figures(library, half, f"{AREA}.{half}{suffix}")


def _figures(library: Library, half: str, name: str) -> Iterator[Figure]:
    asked = questions(half)
    known = sum(bool(question.answers) for question in asked)
    for mode in SearchMode:
        ranks = rank(library, asked, mode)
        yield Figure(f"{name}.{mode}_hit_1", ranks.hit(1), known)
        yield Figure(f"{name}.{mode}_hit_3", ranks.hit(3), known)
        yield Figure(f"{name}.{mode}_mrr", ranks.mean_reciprocal, known, "rate")
    found = answer(library, asked)
    yield Figure(f"{name}.answered", found.answered, known)
    yield Figure(f"{name}.answered_right", found.right, known)
    yield Figure(f"{name}.refused", found.refused, len(asked) - known)


def _first(library: Library, question: Question, mode: SearchMode) -> int | None:
    most = library.home.settings.search_candidates
    result = search(
        library.home, TENANT, question.text, mode=mode, where=EVERYWHERE, limit=most
    ).found
    places = enumerate(library.places(result), start=1)
    return next((place for place, found in places if found in question.answers), None)


def _cited(library: Library, question: Question) -> list[Place]:
    return library.places(ask(library.home, TENANT, question.text, where=EVERYWHERE).cited)
