"""What was said in a call, found and cited while it is kept, and nowhere afterwards."""

import re
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.local_server import LocalServer, submit, wait_until_ended

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

STEM = 6
"""Letters that are left of a long word in the index."""


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z]{6,}", text.lower())


def rare_word(segments: list[dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """The longest word that was said once, and where."""
    counts = Counter(word for s in segments for word in words_of(s["text"]))
    once = [(w, s) for s in segments for w in words_of(s["text"]) if counts[w] == 1]
    return max(once, key=lambda found: len(found[0]))


def search(client: httpx.Client, q: str, mode: str) -> list[dict[str, Any]]:
    answer = client.get("/v1/search", params={"q": q, "mode": mode})
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


def ask(client: httpx.Client, question: str) -> dict[str, Any]:
    answer = client.post("/v1/ask", json={"question": question})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def traces(data_dir: Path, *words: str) -> list[str]:
    """Files whose name or content has one of the words, in whatever case."""
    files = [path for path in data_dir.rglob("*") if path.is_file()]
    return [
        f"{path.relative_to(data_dir)}: {word}"
        for path in files
        for word in words
        if word in str(path) or word.encode() in path.read_bytes().lower()
    ]


def test_a_call_is_found_and_cited_until_it_is_erased(
    server: LocalServer, mono_opening: Path, tmp_path: Path
) -> None:
    data_dir = tmp_path / "data"
    with server.client(server.make_key()) as client:
        job = submit(client, mono_opening)
        assert wait_until_ended(client, job)["status"] == "completed"
        segments = client.get(f"/v1/transcriptions/{job}").json()["segments"]
        word, segment = rare_word(segments)
        place = (job, segment["id"])

        (by_words,) = search(client, word, "keyword")
        assert (by_words["job_id"], by_words["segment_id"]) == place
        assert by_words["text"] == segment["text"]
        assert by_words["start"] == pytest.approx(segment["start"], abs=0.01)
        for mode in ("semantic", "hybrid"):
            first = search(client, segment["text"], mode)[0]
            assert (first["job_id"], first["segment_id"]) == place
        cited = ask(client, f"What about {segment['text']}?")["citations"]
        assert place in [(c["job_id"], c["segment_id"]) for c in cited]
        assert len(traces(data_dir, job, word, word[:STEM])) >= 3

        receipt = client.delete(f"/v1/jobs/{job}").json()
        assert receipt["deleted"]["vectors"] == len(segments)
        for mode in ("keyword", "semantic", "hybrid"):
            assert search(client, word, mode) == []
        assert ask(client, f"What about {segment['text']}?")["answered"] is False
        assert traces(data_dir, job, word, word[:STEM]) == []
    server.stop()
    assert traces(data_dir, job, word, word[:STEM]) == []
    assert "Traceback" not in server.log()


def test_another_tenant_finds_nothing_of_it(server: LocalServer, short_call: Path) -> None:
    rival = server.make_key(tenant="rival")
    with server.client(server.make_key()) as client, server.client(rival) as other:
        job = submit(client, short_call)
        assert wait_until_ended(client, job)["status"] == "completed"
        text = client.get(f"/v1/transcriptions/{job}").json()["segments"][0]["text"]
        assert search(client, text, "hybrid") != []
        assert search(other, text, "hybrid") == []
        assert ask(other, text)["citations"] == []


def forget_index(data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / "novapulse.db")) as database:
        database.execute("PRAGMA foreign_keys=ON")
        database.execute("DELETE FROM indexed_jobs")
        database.commit()


def wait_until_found(client: httpx.Client, text: str, within: float = 30.0) -> str:
    until = time.monotonic() + within
    while not (found := search(client, text, "keyword")) and time.monotonic() < until:
        time.sleep(0.2)
    job: str = found[0]["job_id"]
    return job


def test_calls_of_before_there_was_an_index_are_found_after_the_next_start(
    server: LocalServer, short_call: Path, tmp_path: Path
) -> None:
    key = server.make_key()
    with server.client(key) as client:
        job = submit(client, short_call)
        assert wait_until_ended(client, job)["status"] == "completed"
        text = client.get(f"/v1/transcriptions/{job}").json()["segments"][0]["text"]
    server.stop()
    forget_index(tmp_path / "data")
    server.start()
    with server.client(key) as client:
        assert wait_until_found(client, text) == job
