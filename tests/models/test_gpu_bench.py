"""The paths of the comparison on a GPU that need PyTorch, on the CPU with a tiny network."""

import json
from pathlib import Path

import pytest

from bench.measure import Case, measure
from bench.shapes import SHAPES
from bench.weights import write_transformers


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_transformers(tmp_path_factory.mktemp("weights"), SHAPES["tiny"])


def test_the_weights_say_what_openais_say(weights: Path) -> None:
    config = json.loads((weights / "generation_config.json").read_text())

    assert (weights / "model.safetensors").is_file()
    assert config["is_multilingual"]
    assert config["alignment_heads"] == [[1, 0], [1, 1]]


@pytest.mark.parametrize(
    "path",
    [
        "NovaPulse, transformers",
        "transformers pipeline, batched",
        "transformers pipeline, plain",
    ],
)
def test_every_path_decodes_the_tokens_that_it_is_asked_for(path: str, weights: Path) -> None:
    result = measure(Case(path, str(weights), "cpu", batch_size=2, tokens=8, minutes=1.0))

    assert result.words == 16
