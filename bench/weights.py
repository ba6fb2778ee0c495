"""Random weights of a shape, in the two formats, such that every text is of invented words only.

The row of each other token in the output matrix is zero, so its logit is zero, far below the best
of the words: no text ends by itself, and no time stamp is written.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from bench.shapes import BYTES, Shape
from bench.vocabulary import END, LANGUAGES, marks, tokens, write_tokenizer

POSITIONS, FRAMES = 448, 1500
_SPREAD = 0.05
CTRANSLATE2, TRANSFORMERS = "ctranslate2", "transformers"


def write_ctranslate2(folder: Path, shape: Shape, *, seed: int = 0) -> Path:
    """What faster-whisper loads, in float16. Needs ctranslate2."""
    from ctranslate2.specs import whisper_spec

    folder.mkdir(parents=True, exist_ok=True)
    write_tokenizer(folder, shape)
    names = tokens(shape)
    spec = whisper_spec.WhisperSpec(
        shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads
    )
    _Filler(shape.width, seed).fill(spec, shape)
    spec.register_vocabulary(names)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = [names.index(f"<|{code}|>") for code in LANGUAGES]
    spec.config.alignment_heads = alignment_heads(shape)
    spec.validate()
    # What `optimize` would find in minutes, by comparing every matrix with every other.
    spec.decoder.projection.weight = "decoder/embeddings/weight"
    spec.save(str(folder))
    extractor = {"feature_size": shape.mels, "sampling_rate": 16_000, "hop_length": 160}
    extractor |= {"n_fft": 400, "chunk_length": 30}
    (folder / "preprocessor_config.json").write_text(json.dumps(extractor))
    return folder


def write_transformers(folder: Path, shape: Shape, *, seed: int = 0) -> Path:
    """What ``from_pretrained`` loads. Needs torch and transformers."""
    import torch
    from transformers import (
        WhisperConfig,
        WhisperFeatureExtractor,
        WhisperForConditionalGeneration,
    )

    folder.mkdir(parents=True, exist_ok=True)
    write_tokenizer(folder, shape)
    names = tokens(shape)
    end, start = names.index(END), names.index("<|startoftranscript|>")
    torch.manual_seed(seed)
    network = WhisperForConditionalGeneration(
        WhisperConfig(
            vocab_size=len(names),
            num_mel_bins=shape.mels,
            d_model=shape.width,
            encoder_layers=shape.encoder_layers,
            decoder_layers=shape.decoder_layers,
            encoder_attention_heads=shape.heads,
            decoder_attention_heads=shape.heads,
            encoder_ffn_dim=4 * shape.width,
            decoder_ffn_dim=4 * shape.width,
            init_std=_SPREAD,
            pad_token_id=end,
            bos_token_id=end,
            eos_token_id=end,
            decoder_start_token_id=start,
            suppress_tokens=None,
            begin_suppress_tokens=None,
        )
    )
    with torch.no_grad():
        rows = network.get_output_embeddings().weight
        rows[:BYTES] = 0.0
        rows[BYTES + shape.fillers :] = 0.0
    _complete(network.generation_config, names, shape)
    network.half().save_pretrained(folder)
    WhisperFeatureExtractor(feature_size=shape.mels).save_pretrained(folder)
    roles = dict.fromkeys(("bos_token", "eos_token", "pad_token", "unk_token"), END)
    roles["tokenizer_class"] = "WhisperTokenizerFast"
    (folder / "tokenizer_config.json").write_text(json.dumps(roles))
    return folder


def alignment_heads(shape: Shape) -> list[list[int]]:
    """As many as large-v3-turbo has: six, in the last layer."""
    return [[shape.decoder_layers - 1, head] for head in range(min(6, shape.heads))]


def _complete(config: Any, names: list[str], shape: Shape) -> None:
    """What OpenAI's checkpoints say beside the defaults."""
    # Else transformers drops these fields when it loads the model.
    config._from_model_config = False
    config.max_length = POSITIONS
    config.alignment_heads = alignment_heads(shape)
    config.no_timestamps_token_id = names.index("<|notimestamps|>")
    config.prev_sot_token_id = names.index("<|startofprev|>")
    config.is_multilingual = True
    config.lang_to_id = {f"<|{code}|>": names.index(f"<|{code}|>") for code in LANGUAGES}
    config.task_to_id = {task: names.index(f"<|{task}|>") for task in ("transcribe", "translate")}


class _Filler:
    """Fills a CTranslate2 specification layer by layer."""

    def __init__(self, width: int, seed: int) -> None:
        self._width = width
        self._random = np.random.default_rng(seed)

    def fill(self, spec: Any, shape: Shape) -> None:
        width, encoder, decoder = self._width, spec.encoder, spec.decoder
        encoder.conv1.weight = self._matrix(width, shape.mels, 3)
        encoder.conv2.weight = self._matrix(width, width, 3)
        encoder.conv1.bias = encoder.conv2.bias = self._zeros(width)
        encoder.position_encodings.encodings = self._matrix(FRAMES, width)
        decoder.embeddings.weight = self._embeddings(shape)
        decoder.projection.weight = decoder.embeddings.weight
        decoder.position_encodings.encodings = self._matrix(POSITIONS, width)
        for part in (encoder, decoder):
            self._norm(part.layer_norm)
            for layer in part.layer:
                self._self_attention(layer.self_attention)
                self._feed_forward(layer.ffn)
        for layer in decoder.layer:
            self._cross_attention(layer.attention)

    def _embeddings(self, shape: Shape) -> Any:
        rows = self._zeros(BYTES + shape.fillers + len(marks()), self._width)
        rows[BYTES : BYTES + shape.fillers] = self._matrix(shape.fillers, self._width)
        return rows

    def _self_attention(self, attention: Any) -> None:
        self._norm(attention.layer_norm)
        self._linear(attention.linear[0], 3 * self._width, self._width)
        self._linear(attention.linear[1], self._width, self._width)

    def _cross_attention(self, attention: Any) -> None:
        self._norm(attention.layer_norm)
        self._linear(attention.linear[0], self._width, self._width)
        self._linear(attention.linear[1], 2 * self._width, self._width)
        self._linear(attention.linear[2], self._width, self._width)

    def _feed_forward(self, block: Any) -> None:
        self._norm(block.layer_norm)
        self._linear(block.linear_0, 4 * self._width, self._width)
        self._linear(block.linear_1, self._width, 4 * self._width)

    def _linear(self, layer: Any, rows: int, columns: int) -> None:
        layer.weight, layer.bias = self._matrix(rows, columns), self._zeros(rows)

    def _norm(self, layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(self._width, dtype="float16"), self._zeros(self._width)

    def _matrix(self, *shape: int) -> Any:
        matrix = self._random.standard_normal(shape, dtype="float32") * np.float32(_SPREAD)
        return matrix.astype("float16")

    @staticmethod
    def _zeros(*shape: int) -> Any:
        return np.zeros(shape, dtype="float16")
