"""MiniLM and concepts where its weights are, concepts elsewhere."""

from pathlib import Path

import pytest

from novapulse.language.embedding import ConceptEmbedder, JoinedEmbedder, choose_embedder
from novapulse.language.minilm import MiniLM
from tests.language.tiny_minilm import write_tiny_minilm


@pytest.fixture(autouse=True)
def empty_hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))


def test_genuine_weights_are_joined_with_concepts(tmp_path: Path) -> None:
    sha256 = write_tiny_minilm(tmp_path / "model")

    embedder = choose_embedder(tmp_path / "model", expected_sha256=sha256)
    assert isinstance(embedder, JoinedEmbedder)
    assert isinstance(embedder.model, MiniLM)


def test_strange_weights_are_not_used(tmp_path: Path) -> None:
    write_tiny_minilm(tmp_path / "model")

    assert isinstance(choose_embedder(tmp_path / "model"), ConceptEmbedder)


def test_without_weights_meaning_comes_from_concepts() -> None:
    assert isinstance(choose_embedder(), ConceptEmbedder)


def test_no_passage_supports_an_answer_without_being_related(tmp_path: Path) -> None:
    sha256 = write_tiny_minilm(tmp_path / "model")
    for embedder in (
        choose_embedder(tmp_path / "model", expected_sha256=sha256),
        choose_embedder(),
    ):
        assert 0 < embedder.related < embedder.supports < 1
