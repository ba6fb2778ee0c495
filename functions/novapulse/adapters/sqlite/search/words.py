"""Passages by their words: FTS5 (https://www.sqlite.org/fts5.html)."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, column, func, literal_column, select, table, text

from novapulse.adapters.sqlite.search.allowed import allowed_jobs
from novapulse.adapters.sqlite.search.passage_ids import indexed_job
from novapulse.adapters.sqlite.tables import INDEXED_JOBS, JOBS, PASSAGES
from novapulse.domain.search import SearchFilter
from novapulse.language.stems import UNSPACED

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

_WORDS = table("passage_words", column("rowid"))
_INSERT = text("INSERT INTO passage_words (rowid, words) VALUES (:id, :words)")
_MATCHES = text("passage_words MATCH :matching")
_SCORE = (-func.bm25(literal_column("passage_words"))).label("score")


def indexable(passage: str) -> str:
    """The text as the index splits it into words. Where no blanks are written each character is a
    word of its own, so that a phrase is found in the middle of a sentence."""
    return UNSPACED.sub(r" \g<0> ", UNSTORABLE.sub(" ", passage))


def matching(phrases: Sequence[str]) -> str:
    """One of the phrases or more, in the language of FTS5, none of whose signs a phrase can speak:
    in quotes only ``"`` means anything."""
    return " OR ".join('"{}"'.format(indexable(phrase).replace('"', '""')) for phrase in phrases)


def insert_words(connection: Connection, texts: Sequence[tuple[int, str]]) -> None:
    """``texts``: the id of a passage and what was said in it."""
    rows = [{"id": passage, "words": indexable(said)} for passage, said in texts]
    connection.execute(_INSERT, rows)


def by_words(tenant: str, phrases: Sequence[str], where: SearchFilter, limit: int) -> Select[Any]:
    """Id and BM25 of passages, best first, of equals the newest."""
    job = indexed_job(_WORDS.c.rowid)
    statement = (
        select(_WORDS.c.rowid.label("id"), _SCORE)
        .join(INDEXED_JOBS, INDEXED_JOBS.c.number == job)
        .join(JOBS, JOBS.c.id == INDEXED_JOBS.c.job_id)
        .where(
            _MATCHES.bindparams(matching=matching(phrases)),
            job.in_(allowed_jobs(tenant, where)),
        )
    )
    if where.speaker is not None:
        speaker = PASSAGES.c.speaker == where.speaker
        statement = statement.join(PASSAGES, PASSAGES.c.id == _WORDS.c.rowid).where(speaker)
    newest_first = (JOBS.c.created_at.desc(), JOBS.c.id.desc(), _WORDS.c.rowid)
    return statement.order_by(_SCORE.desc(), *newest_first).limit(limit)
