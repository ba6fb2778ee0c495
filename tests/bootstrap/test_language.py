"""One model of each kind in a process."""

from pathlib import Path

import pytest

from novapulse.bootstrap.language import Language
from novapulse.config import Settings


@pytest.fixture(autouse=True)
def empty_hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))


def test_search_and_sentiment_share_an_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    monkeypatch.setattr("novapulse.bootstrap.language.choose_scorer", given.append)
    language = Language(Settings())
    language.scorer  # noqa: B018

    assert given == [language.embedder]
    assert language.embedder is language.embedder
