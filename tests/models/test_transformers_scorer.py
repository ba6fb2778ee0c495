from pathlib import Path

import pytest

from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.transcript import AGENT, CUSTOMER
from novapulse.language.sentiment.transformers_scorer import (
    TransformersScorer,
    TransformersScorerSettings,
)
from tests.models.tiny_classifier import write_tiny_classifier

TEXTS = (
    "The bill was awful.",
    "Thank you, it is wonderful!",
    "not",
    "My agent was great, a great help, the call was fine.",
    "Waiting hours is terrible. " * 40,
)
THREE = ("negative", "neutral", "positive")


def scorer_of(folder: Path, batch_size: int = 2) -> TransformersScorer:
    return TransformersScorer(str(folder), TransformersScorerSettings(batch_size=batch_size))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_classifier(tmp_path_factory.mktemp("mood") / "tiny-mood", THREE)


@pytest.fixture(scope="module")
def scorer(model: Path) -> TransformersScorer:
    return scorer_of(model)


def by_customer(*texts: str) -> list[tuple[str, str]]:
    return [(CUSTOMER, text) for text in texts]


def test_a_batch_gives_each_turn_what_it_gets_alone(scorer: TransformersScorer) -> None:
    together = scorer.score(by_customer(*TEXTS))
    alone = [scorer.score(by_customer(text))[0] for text in TEXTS]
    assert together == pytest.approx(alone, abs=1e-3)
    assert len(set(together)) > 2
    assert all(-1 <= score <= 1 for score in together)


def test_scores_are_the_labels_worth_weighted_by_their_probabilities(
    scorer: TransformersScorer, model: Path
) -> None:
    import torch
    from transformers import pipeline

    classify = pipeline("text-classification", model=str(model), top_k=None, device="cpu")
    with torch.inference_mode():
        shares = {item["label"]: item["score"] for item in classify([TEXTS[0]])[0]}
    expected = shares["positive"] - shares["negative"]
    # Half way to either label lies on the edge of its band: -0.5 on -0.4, 0.5 on 0.5.
    scaled = expected if expected > 0 else max(expected, -0.5) * 0.8 + min(0, expected + 0.5) * 1.2
    assert scorer.score(by_customer(TEXTS[0])) == pytest.approx([scaled], abs=1e-3)


def test_no_turns_and_empty_turns_are_neutral(scorer: TransformersScorer) -> None:
    assert scorer.score([]) == []
    assert scorer.score(by_customer("", "  ")) == [0.0, 0.0]


def test_a_placeholder_is_not_read(scorer: TransformersScorer) -> None:
    of_an_address, of_it = scorer.score(by_customer("the bill of [EMAIL]", "the bill of it"))
    assert of_an_address == of_it


def test_an_agents_praise_counts_half(scorer: TransformersScorer) -> None:
    scores = scorer.score(by_customer(*TEXTS))
    praise = TEXTS[scores.index(max(scores))]
    assert max(scores) > 0
    assert scorer.score([(AGENT, praise)])[0] < max(scores)


def test_the_method_names_the_model(scorer: TransformersScorer) -> None:
    assert scorer.method == "transformers:tiny-mood"


@pytest.mark.parametrize(
    "labels",
    [("NEGATIVE", "POSITIVE"), tuple(f"{n} stars" for n in range(1, 6)), ("LABEL_0", "LABEL_1")],
)
def test_other_sets_of_labels_are_read_from_the_configuration(
    tmp_path: Path, labels: tuple[str, ...]
) -> None:
    scores = scorer_of(write_tiny_classifier(tmp_path, labels)).score(by_customer(*TEXTS))
    assert all(-1 <= score <= 1 for score in scores)


def test_labels_that_tell_no_sentiment_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="joy, anger"):
        scorer_of(write_tiny_classifier(tmp_path, ("joy", "anger")))


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="sentiment_model"):
        scorer_of(tmp_path)
