"""A Whisper model of transformers from disk to the device."""

from pathlib import Path
from typing import Any

from novapulse.domain.errors import EngineUnavailable
from novapulse.speech.engines.transformers_whisper.placement import Placement


def load(path: str, placement: Placement) -> tuple[Any, Any, Any]:
    """``path``: a directory as ``save_pretrained`` of transformers writes it, with tokenizer.json.
    Gives (model, feature extractor, tokenizer). Raises EngineUnavailable if it is none."""
    try:
        return _load(path, placement)
    except Exception as error:  # a damaged file makes each library raise errors of its own
        raise EngineUnavailable(
            "engine_unavailable",
            f"whisper_model: '{path}' cannot be loaded ({type(error).__name__}: {error}). Give "
            "a directory with a Whisper model of transformers (model.safetensors, config.json, "
            "generation_config.json, preprocessor_config.json, tokenizer.json).",
        ) from error


def _load(path: str, placement: Placement) -> tuple[Any, Any, Any]:
    import torch
    from tokenizers import Tokenizer
    from transformers import WhisperFeatureExtractor, WhisperForConditionalGeneration

    vocabulary = Path(path) / "tokenizer.json"
    if not vocabulary.is_file():
        raise OSError("tokenizer.json is missing")
    model = WhisperForConditionalGeneration.from_pretrained(
        path,
        dtype=getattr(torch, placement.compute_type),
        attn_implementation=placement.attention,
        local_files_only=True,
    )
    features = WhisperFeatureExtractor.from_pretrained(path, local_files_only=True)
    model.to(placement.device).eval()
    return model, features, Tokenizer.from_file(str(vocabulary))
