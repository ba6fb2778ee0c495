"""``python -m tests.eval.search``: how well calls are found and questions answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from novapulse.config import Settings
from novapulse.domain.search import SearchFilter, SearchMode
from novapulse.language.embedder import Embedder
from novapulse.language.embedding import ConceptEmbedder, choose_embedder
from novapulse.services.home import Home
from novapulse.services.search.ask import ask
from novapulse.services.search.find import Found, search
from tests.eval.search_questions import Call, Place, Question, calls, questions
from tests.services.conversations import converse
from tests.services.house import make_home

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


def show_search(console: Console) -> None:
    for embedder in embedders():
        with TemporaryDirectory() as folder:
            library = Library.of(Path(folder), calls(), embedder)
            console.print(_found(library, embedder))
            console.print(_asked(library, embedder))


def _found(library: Library, embedder: Embedder) -> Table:
    table = Table(title=f"Search, {embedder.model_id}")
    table.add_column("questions")
    for heading in ("by", "n", "hit@1", "hit@3", "MRR"):
        table.add_column(heading, justify="right")
    for half in HALVES:
        for mode in SearchMode:
            ranks = rank(library, questions(half), mode)
            shares = (ranks.hit(1), ranks.hit(3), ranks.mean_reciprocal)
            count = str(len(ranks.first))
            table.add_row(half, str(mode), count, *(f"{share:.2f}" for share in shares))
    return table


def _asked(library: Library, embedder: Embedder) -> Table:
    table = Table(title=f"Questions, {embedder.model_id}", caption="right: an answer is cited")
    table.add_column("questions")
    for heading in ("answered", "right", "refused where nothing answers"):
        table.add_column(heading, justify="right")
    for half in HALVES:
        found = answer(library, questions(half))
        shares = (found.answered, found.right, found.refused)
        table.add_row(half, *(f"{share:.0%}" for share in shares))
    return table


def _first(library: Library, question: Question, mode: SearchMode) -> int | None:
    most = library.home.settings.search_candidates
    result = search(
        library.home, TENANT, question.text, mode=mode, where=EVERYWHERE, limit=most
    ).found
    places = enumerate(library.places(result), start=1)
    return next((place for place, found in places if found in question.answers), None)


def _cited(library: Library, question: Question) -> list[Place]:
    return library.places(ask(library.home, TENANT, question.text, where=EVERYWHERE).cited)


if __name__ == "__main__":
    show_search(Console())
