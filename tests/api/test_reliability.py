"""Answers that rest on words which are probably wrong say so, whichever view is asked for."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.media import Notice
from novapulse.services.home import Home
from tests.api.test_ingest import send
from tests.api.test_results import KINDS, PARTS, insights, transcript
from tests.services.house import publish, publish_assessment, publish_content

TYPES = ("all", "sentiment", "behavioral", "summary", "content", *KINDS, *PARTS)


@pytest.fixture
def done(client: TestClient, home: Home) -> str:
    job = publish(home, home.jobs.get("acme", send(client).json()["job_id"]))
    publish_assessment(home, job)
    publish_content(home, job)
    return job.id


@pytest.fixture
def unreliable(done: str, home: Home) -> str:
    notice = Notice(code="transcript_unreliable", message="most words may be wrong")
    home.jobs.set_warnings("acme", done, (notice,))
    return done


@pytest.mark.parametrize("type", TYPES)
def test_every_analysis_of_an_unreliable_transcript_is_marked(
    client: TestClient, unreliable: str, type: str
) -> None:
    assert insights(client, unreliable, type=type).json()["unreliable"] is True


def test_the_transcript_itself_is_marked(client: TestClient, unreliable: str) -> None:
    assert transcript(client, unreliable).json()["unreliable"] is True


@pytest.mark.parametrize("type", TYPES)
def test_no_other_analysis_is(client: TestClient, done: str, type: str) -> None:
    answer: Any = insights(client, done, type=type).json()
    assert "unreliable" not in answer
    assert "unreliable" not in transcript(client, done).json()
