"""Which of the passages that were found support an answer to a question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from novapulse.domain.search import Passage
from novapulse.language.embedder import Embedder
from novapulse.language.passages import meanings
from novapulse.services.search.find import Found
from novapulse.services.search.query import MOST_OF_THE_WORDS, Query, parse_query


@dataclass(frozen=True)
class Question:
    """``text`` in the parts by which passages are judged."""

    text: str
    parts: Query

    @classmethod
    def of(cls, text: str) -> "Question":
        return cls(text, parse_query(text))

    def named_in(self, passage: Passage) -> bool:
        """Whether all that the question names is named in the passage."""
        return self.parts.names_in(passage.text) == len(self.parts.names)


def supporting(found: Sequence[Found], question: Question, embedder: Embedder) -> Iterator[Found]:
    """In the order of ``found``, each with its ``similarity``.

    A passage supports an answer if it is as near as the embedder calls it (``supports``), or if it
    is related and most words of the question that say something are in it. Where the question
    names something, an id or words in quotation marks, only the calls in which all of it is named
    may answer; the passage that names it always does."""
    naming = {one.hit.place for one in found if question.named_in(one.hit.passage)}
    jobs = {job_id for job_id, _ in naming}
    for one in found:
        if one.hit.job_id not in jobs:
            continue
        named = bool(question.parts.names) and one.hit.place in naming
        worded = question.parts.share_in(one.hit.passage.text) >= MOST_OF_THE_WORDS
        if not (named or worded or one.similarity is not None):
            continue
        compared = with_similarity(one, question, embedder)
        least = embedder.related if worded else embedder.supports
        if named or (compared.similarity or 0.0) >= least:
            yield compared


def with_similarity(found: Found, question: Question, embedder: Embedder) -> Found:
    """As it was found or, by words alone, compared now."""
    if found.similarity is not None:
        return found
    asked, said = embedder.encode([question.text]), meanings([found.hit.passage], embedder)
    return replace(found, similarity=float(asked[0] @ said[0]))
