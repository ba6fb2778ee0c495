"""Passages by their words: FTS5 (https://www.sqlite.org/fts5.html)."""

import re
from collections.abc import Sequence

from sqlalchemy import Connection, Select, column, func, literal_column, select, table, text

from novapulse.adapters.local.sqlite.search.allowed import allowed_passages
from novapulse.adapters.local.sqlite.tables import JOBS, PASSAGES
from novapulse.domain.search import Passage, SearchFilter

UNSPACED = re.compile(
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d"  # Japanese syllables
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
    "]"
)
"""Characters of the scripts that put no blanks between words."""
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

_WORDS = table("passage_words", column("rowid"))
_INSERT = text(
    "INSERT INTO passage_words (rowid, words) SELECT id, :words FROM passages"
    " WHERE indexed_job = :number AND segment = :segment"
)
_MATCHES = text("passage_words MATCH :matching")
_SCORE = -func.bm25(literal_column("passage_words"))


def indexable(passage: str) -> str:
    """The text as the index splits it into words. Where no blanks are written each character is a
    word of its own, so that a phrase is found in the middle of a sentence."""
    return UNSPACED.sub(r" \g<0> ", UNSTORABLE.sub(" ", passage))


def matching(phrases: Sequence[str]) -> str:
    """One of the phrases or more, in the language of FTS5, none of whose signs a phrase can speak:
    in quotes only ``"`` means anything."""
    return " OR ".join('"{}"'.format(indexable(phrase).replace('"', '""')) for phrase in phrases)


def insert_words(connection: Connection, number: int, passages: Sequence[Passage]) -> None:
    """Of the passages that are indexed under ``number``."""
    connection.execute(
        _INSERT,
        [
            {"number": number, "segment": passage.segment, "words": indexable(passage.text)}
            for passage in passages
        ],
    )


def by_words(
    tenant: str, phrases: Sequence[str], where: SearchFilter, limit: int
) -> Select[tuple[int, float]]:
    """Id and BM25 of passages, best first, of equals the newest."""
    score = _SCORE.label("score")
    return (
        allowed_passages(select(PASSAGES.c.id, score), tenant, where)
        .join(_WORDS, _WORDS.c.rowid == PASSAGES.c.id)
        .where(_MATCHES.bindparams(matching=matching(phrases)))
        .order_by(score.desc(), JOBS.c.created_at.desc(), JOBS.c.id.desc(), PASSAGES.c.segment)
        .limit(limit)
    )
