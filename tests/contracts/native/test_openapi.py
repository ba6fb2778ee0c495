import json
from typing import Any

import pytest

from novapulse.api.native.results.examples import INSIGHTS, TRANSCRIPTION
from novapulse.api.native.schemas import InsightsAnswer, TranscriptionAnswer
from tests.contracts.native import openapi
from tests.contracts.native.seed_pages import PAGES, with_job
from tests.contracts.shape import differences


def test_the_document_that_is_checked_in_is_the_one_that_is_served() -> None:
    """After a change that is meant: ``make openapi``, and read the difference."""
    assert openapi.CHECKED_IN.read_text(encoding="utf-8") == openapi.made()


def published(path: str) -> tuple[Any, tuple[str, ...]]:
    """What the pages show for a path, and which fields may come on top."""
    (example,) = (e for e in PAGES["examples"] if e["request"]["path"] == path)
    return with_job(example["answer"], "job_7a2d9c4f1e8b"), tuple(example["ours"])


@pytest.mark.parametrize("kind", ["sentiment", "behavioral", "all"])
def test_examples_of_insights_are_those_of_the_pages(kind: str) -> None:
    (example, *_) = (e for e in PAGES["examples"] if e["request"]["path"].endswith(f"?type={kind}"))
    shown = with_job(example["answer"], "job_7a2d9c4f1e8b")
    assert differences(shown, INSIGHTS[kind], ours=tuple(example["ours"])) == []


def test_the_example_of_a_transcript_is_that_of_the_pages() -> None:
    shown, ours = published("/v1/transcriptions/{job_id}")
    assert differences(shown, TRANSCRIPTION, ours=(*ours, "engine")) == []


def test_every_example_of_a_result_has_the_documented_shape() -> None:
    TranscriptionAnswer.model_validate_json(json.dumps(TRANSCRIPTION))
    for example in INSIGHTS.values():
        InsightsAnswer.model_validate_json(json.dumps(example))
