"""A Whisper model of 2 MB with random weights, written without torch."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

_WIDTH, _LAYERS, _HEADS = 64, 2, 2
_MULTILINGUAL = ""
"""By this token CTranslate2 knows a multilingual model."""


def write_tiny_whisper(folder: Path, *, seed: int = 0, multilingual: bool = False) -> Path:
    """A CTranslate2 Whisper directory: model.bin, config.json, vocabulary and tokenizer."""
    from ctranslate2.specs import whisper_spec
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    tokenizer = byte_tokenizer(_LANGUAGE_CODES, [_MULTILINGUAL] if multilingual else [])
    tokenizer.save(str(folder / "tokenizer.json"))
    spec = whisper_spec.WhisperSpec(_LAYERS, _HEADS, _LAYERS, _HEADS)
    _Weights(seed).fill(spec, tokenizer.get_vocab_size())
    by_id = {number: token for token, number in tokenizer.get_vocab().items()}
    spec.register_vocabulary([by_id[i] for i in range(len(by_id))])
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = [tokenizer.token_to_id(f"<|{code}|>") for code in _LANGUAGE_CODES]
    spec.config.alignment_heads = [[0, 0], [1, 1]]
    spec.validate()
    spec.optimize(quantization=None)
    spec.save(str(folder))
    return folder


def byte_tokenizer(languages: tuple[str, ...], more: Sequence[str] = ()) -> Any:
    """Whisper's special tokens over single bytes and ``more`` tokens."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: number for number, token in enumerate([*alphabet, *more])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(_special(languages))
    return tokenizer


def _special(languages: tuple[str, ...]) -> list[str]:
    return [
        "<|endoftext|>",
        "<|startoftranscript|>",
        *(f"<|{code}|>" for code in languages),
        "<|translate|>",
        "<|transcribe|>",
        "<|startoflm|>",
        "<|startofprev|>",
        "<|nospeech|>",
        "<|notimestamps|>",
        *(f"<|{i * 0.02:.2f}|>" for i in range(1501)),
    ]


class _Weights:
    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def fill(self, spec: Any, vocabulary: int) -> None:
        encoder, decoder = spec.encoder, spec.decoder
        encoder.conv1.weight, encoder.conv1.bias = self._matrix(_WIDTH, 80, 3), self._zeros(_WIDTH)
        encoder.conv2.weight = self._matrix(_WIDTH, _WIDTH, 3)
        encoder.conv2.bias = self._zeros(_WIDTH)
        encoder.position_encodings.encodings = self._matrix(1500, _WIDTH)
        decoder.embeddings.weight = self._matrix(vocabulary, _WIDTH)
        decoder.position_encodings.encodings = self._matrix(448, _WIDTH)
        decoder.projection.weight = decoder.embeddings.weight
        for part in (encoder, decoder):
            self._norm(part.layer_norm)
            for layer in part.layer:
                self._self_attention(layer.self_attention)
                self._feed_forward(layer.ffn)
        for layer in decoder.layer:
            self._cross_attention(layer.attention)

    def _self_attention(self, attention: Any) -> None:
        self._norm(attention.layer_norm)
        self._linear(attention.linear[0], 3 * _WIDTH, _WIDTH)
        self._linear(attention.linear[1], _WIDTH, _WIDTH)

    def _cross_attention(self, attention: Any) -> None:
        self._norm(attention.layer_norm)
        self._linear(attention.linear[0], _WIDTH, _WIDTH)
        self._linear(attention.linear[1], 2 * _WIDTH, _WIDTH)
        self._linear(attention.linear[2], _WIDTH, _WIDTH)

    def _feed_forward(self, block: Any) -> None:
        self._norm(block.layer_norm)
        self._linear(block.linear_0, 4 * _WIDTH, _WIDTH)
        self._linear(block.linear_1, _WIDTH, 4 * _WIDTH)

    def _linear(self, layer: Any, rows: int, columns: int) -> None:
        layer.weight, layer.bias = self._matrix(rows, columns), self._zeros(rows)

    def _norm(self, layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(_WIDTH, dtype="float32"), self._zeros(_WIDTH)

    def _matrix(self, *shape: int) -> Any:
        return (self._random.standard_normal(shape) * 0.1).astype("float32")

    @staticmethod
    def _zeros(size: int) -> Any:
        return np.zeros(size, dtype="float32")
