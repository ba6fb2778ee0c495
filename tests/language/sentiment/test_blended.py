"""The blend of words and meaning, with an embedder that the test makes."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from novapulse.language.embedding import ConceptEmbedder, JoinedEmbedder
from novapulse.language.minilm import MiniLM
from novapulse.language.sentiment import TrainedScorer, choose_scorer
from novapulse.language.sentiment.blended import BlendedScorer
from novapulse.language.sentiment.exemplars import EXEMPLARS
from tests.language.tiny_minilm import write_tiny_minilm


class MeaningOfExemplars:
    """Knows the exemplars by heart: one dimension each; "like: X" means what X means."""

    model_id = "by heart"
    dimensions = len(EXEMPLARS)
    related = supports = 0.5

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        order = list(EXEMPLARS)
        for row, text in zip(rows, texts, strict=True):
            if text in EXEMPLARS:
                row[order.index(text)] = 1.0
            else:
                row[:] = 1 / np.sqrt(self.dimensions)
        return rows


class Always(MeaningOfExemplars):
    """Every text but an exemplar means what one exemplar means."""

    def __init__(self, meaning: str) -> None:
        self._meaning = meaning

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return super().encode([t if t in EXEMPLARS else self._meaning for t in texts])


@pytest.fixture(scope="module")
def blended() -> BlendedScorer:
    return BlendedScorer(MeaningOfExemplars())


def test_meaning_counts_where_words_say_nothing() -> None:
    unheard = ("Customer", "zyx")
    meant = BlendedScorer(Always("That is ridiculous and I won't accept it."))

    assert TrainedScorer().score([unheard])[0] > -0.4
    assert meant.score([unheard])[0] < TrainedScorer().score([unheard])[0] - 0.1


def test_every_turn_gets_a_score_within_bounds(blended: BlendedScorer) -> None:
    scores = blended.score([("Agent", "Hello."), ("Customer", ""), ("Customer", "Awful!")])

    assert len(scores) == 3
    assert all(-1 <= score <= 1 for score in scores)
    assert blended.score([]) == []


def test_a_turn_without_a_word_is_neutral() -> None:
    meant = BlendedScorer(Always("That is ridiculous and I won't accept it."))

    assert meant.score([("Customer", "..."), ("Customer", "[NAME]")]) == [0.0, 0.0]


def test_exemplars_are_balanced_and_within_bounds() -> None:
    feelings = list(EXEMPLARS.values())

    assert all(-1 <= feeling <= 1 for feeling in feelings)
    assert min(sum(f <= -0.4 for f in feelings), sum(f >= 0.5 for f in feelings)) >= 20


def test_a_real_embedder_blends_too(tmp_path: Path) -> None:
    write_tiny_minilm(tmp_path)
    scorer = BlendedScorer(MiniLM(tmp_path))

    assert scorer.method == "lexicon+head+minilm"
    assert -1 <= scorer.score([("Customer", "this is awful")])[0] <= 1


def test_without_minilm_the_trained_head_scores() -> None:
    assert choose_scorer(ConceptEmbedder()).method == "lexicon+head"


def test_with_minilm_words_and_meaning_score(tmp_path: Path) -> None:
    write_tiny_minilm(tmp_path)

    assert choose_scorer(MiniLM(tmp_path)).method == "lexicon+head+minilm"
    joined = JoinedEmbedder(MiniLM(tmp_path), ConceptEmbedder())
    assert choose_scorer(joined).method == "lexicon+head+minilm"
