"""The numpy forward pass against a plain computation, one number at a time."""

import math
from pathlib import Path

import numpy as np
import pytest

from novapulse.language.minilm import MiniLM
from tests.language.tiny_minilm import HEADS, HIDDEN, LAYERS, WORDS, tiny_weights, write_tiny_minilm

Vector = list[float]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> MiniLM:
    directory: Path = tmp_path_factory.mktemp("minilm")
    write_tiny_minilm(directory)
    return MiniLM(directory)


def linear(x: Vector, name: str, weights: dict[str, np.ndarray]) -> Vector:
    matrix, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return [
        sum(float(w) * v for w, v in zip(row, x, strict=True)) + float(b)
        for row, b in zip(matrix, bias, strict=True)
    ]


def layer_norm(x: Vector, name: str, weights: dict[str, np.ndarray]) -> Vector:
    mean = sum(x) / len(x)
    spread = math.sqrt(sum((v - mean) ** 2 for v in x) / len(x) + 1e-12)
    scale, shift = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return [
        (v - mean) / spread * float(s) + float(t) for v, s, t in zip(x, scale, shift, strict=True)
    ]


def plus(a: Vector, b: Vector) -> Vector:
    return [x + y for x, y in zip(a, b, strict=True)]


def attention(rows: list[Vector], name: str, weights: dict[str, np.ndarray]) -> list[Vector]:
    width = HIDDEN // HEADS
    query, key, value = (
        [linear(row, f"{name}.{part}", weights) for row in rows]
        for part in ("query", "key", "value")
    )
    result = []
    for q in query:
        out: Vector = []
        for head in range(HEADS):
            part = slice(head * width, (head + 1) * width)
            powers = [
                math.exp(
                    sum(a * b for a, b in zip(q[part], k[part], strict=True)) / math.sqrt(width)
                )
                for k in key
            ]
            out += [
                sum(p * v[part][i] for p, v in zip(powers, value, strict=True)) / sum(powers)
                for i in range(width)
            ]
        result.append(out)
    return result


def plain_embedding(text: str) -> Vector:
    """BERT as its paper describes it, in loops over Python floats."""
    weights = tiny_weights()
    tokens = ["[CLS]", *text.split(), "[SEP]"]
    words, places = (weights[f"embeddings.{n}_embeddings.weight"] for n in ("word", "position"))
    sort = weights["embeddings.token_type_embeddings.weight"][0]
    rows = [
        layer_norm(
            [float(v) for v in words[WORDS.index(token)] + places[i] + sort],
            "embeddings.LayerNorm",
            weights,
        )
        for i, token in enumerate(tokens)
    ]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        attended = attention(rows, f"{name}attention.self", weights)
        rows = [
            layer_norm(
                plus(row, linear(a, f"{name}attention.output.dense", weights)),
                f"{name}attention.output.LayerNorm",
                weights,
            )
            for row, a in zip(rows, attended, strict=True)
        ]
        inner = [linear(row, f"{name}intermediate.dense", weights) for row in rows]
        gelu = [[0.5 * v * (1 + math.erf(v / math.sqrt(2))) for v in row] for row in inner]
        rows = [
            layer_norm(
                plus(row, linear(g, f"{name}output.dense", weights)),
                f"{name}output.LayerNorm",
                weights,
            )
            for row, g in zip(rows, gelu, strict=True)
        ]
    mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    length = math.sqrt(sum(v * v for v in mean))
    return [v / length for v in mean]


@pytest.mark.parametrize("text", ["hello", "thank you", "this is my awful great bill"])
def test_the_forward_pass_is_that_of_bert(model: MiniLM, text: str) -> None:
    assert model.encode([text])[0].tolist() == pytest.approx(plain_embedding(text), abs=1e-5)


def test_rows_have_length_one_and_follow_the_order_given(model: MiniLM) -> None:
    texts = ["this is my bill", "hello", "thank you"]
    vectors = model.encode(texts)

    assert vectors.shape == (3, model.dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    for row, text in zip(vectors, texts, strict=True):
        assert row == pytest.approx(model.encode([text])[0], abs=1e-5)


def test_padding_changes_nothing(model: MiniLM) -> None:
    beside = model.encode(["hello", "this is my awful great bill thank you"])[0]

    assert beside == pytest.approx(model.encode(["hello"])[0], abs=1e-5)


def test_many_texts_are_encoded_in_batches(model: MiniLM) -> None:
    vectors = model.encode(["hello"] * 70)

    assert np.abs(vectors - vectors[0]).max() < 1e-6


def test_a_text_longer_than_the_model_is_cut(model: MiniLM) -> None:
    assert model.encode(["bill " * 100]).shape == (1, HIDDEN)


def test_no_text_gives_no_rows(model: MiniLM) -> None:
    assert model.encode([]).shape == (0, HIDDEN)
