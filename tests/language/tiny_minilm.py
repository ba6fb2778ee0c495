"""A MiniLM-shaped model with random weights, small enough to compute by hand."""

import hashlib
import json
from pathlib import Path

import numpy as np

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
WORDS += ["thank", "you", "this", "is", "awful", "great", "my", "bill", "hello"]
HIDDEN, HEADS, LAYERS, INNER, PLACES = 8, 2, 2, 16, 16


def write_tiny_minilm(directory: Path, seed: int = 7) -> str:
    """Write the three files of a model; returns the SHA-256 of its weights."""
    from safetensors.numpy import save_file
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing

    directory.mkdir(parents=True, exist_ok=True)
    save_file(tiny_weights(seed), directory / "model.safetensors")
    config = {
        "hidden_size": HIDDEN,
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": PLACES,
    }
    (directory / "config.json").write_text(json.dumps(config))
    tokenizer = Tokenizer(WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(directory / "tokenizer.json"))
    return hashlib.sha256((directory / "model.safetensors").read_bytes()).hexdigest()


def tiny_weights(seed: int = 7) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)

    def matrix(*shape: int) -> np.ndarray:
        return random.normal(0, 0.5, shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": matrix(len(WORDS), HIDDEN),
        "embeddings.position_embeddings.weight": matrix(PLACES, HIDDEN),
        "embeddings.token_type_embeddings.weight": matrix(2, HIDDEN),
    }
    linear = {
        "attention.self.query": (HIDDEN, HIDDEN),
        "attention.self.key": (HIDDEN, HIDDEN),
        "attention.self.value": (HIDDEN, HIDDEN),
        "attention.output.dense": (HIDDEN, HIDDEN),
        "intermediate.dense": (INNER, HIDDEN),
        "output.dense": (HIDDEN, INNER),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        for part, shape in linear.items():
            weights[f"{name}{part}.weight"] = matrix(*shape)
            weights[f"{name}{part}.bias"] = matrix(shape[0])
        norms += [f"{name}attention.output.LayerNorm", f"{name}output.LayerNorm"]
    for norm in norms:
        weights[f"{norm}.weight"] = matrix(HIDDEN) + 1
        weights[f"{norm}.bias"] = matrix(HIDDEN)
    return weights
