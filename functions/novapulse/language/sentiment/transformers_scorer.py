"""Sentiment by any text-classification model of transformers (PyTorch)."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from novapulse.domain.errors import EngineUnavailable
from novapulse.language.sentiment.label_values import label_values
from novapulse.language.sentiment.scorer import calibrate, without_names

METHOD = "transformers"
_LONGEST = 512
"""Tokens, where a model names no limit of its own."""


@dataclass(frozen=True)
class TransformersScorerSettings:
    """``device``: ``auto``, ``cpu`` or ``cuda``; float16 on CUDA. ``offline``: a name that is not
    in the cache is not asked of the hub. ``name``: of the model in results, if not that of its
    directory."""

    device: str = "auto"
    batch_size: int = 32
    offline: bool = False
    name: str = ""


class TransformersScorer:
    """``model``: a directory, or a name of the model hub. The score of a turn is what its labels
    are worth (``label_values``), weighted by their probabilities, on the scale of the label bands.

    Raises EngineUnavailable if the model cannot be had or its labels tell no sentiment.
    """

    def __init__(self, model: str, settings: TransformersScorerSettings | None = None) -> None:
        self._settings = settings or TransformersScorerSettings()
        self._tokenizer, self._network = _load(model, self._settings)
        self._labels = label_values(self._network.config.id2label)
        self._turn = threading.Lock()
        folder = Path(model).resolve().name if Path(model).is_dir() else model
        self.method = f"{METHOD}:{self._settings.name or folder}"

    @property
    def device(self) -> str:
        return str(self._network.device.type)

    def score(self, turns: Sequence[tuple[str, str]]) -> list[float]:
        """Batches hold turns of like length; what lies in a batch with what changes nothing."""
        texts = [without_names(text).strip() for _, text in turns]
        order = sorted((i for i, text in enumerate(texts) if text), key=lambda i: len(texts[i]))
        raw = [0.0] * len(texts)
        size = self._settings.batch_size
        for batch in (order[at : at + size] for at in range(0, len(order), size)):
            with self._turn:
                found = self._expected([texts[i] for i in batch])
            for i, value in zip(batch, found, strict=True):
                raw[i] = value
        return [
            calibrate(
                value, speaker, negative=self._labels.negative, positive=self._labels.positive
            )
            for value, (speaker, _) in zip(raw, turns, strict=True)
        ]

    def _expected(self, texts: Sequence[str]) -> list[float]:
        import torch

        given = self._tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=_room(self._tokenizer, self._network),
            return_tensors="pt",
        ).to(self.device)
        with torch.inference_mode():
            shares = self._network(**given).logits.float().softmax(dim=-1)
            worth = torch.tensor(self._labels.values, device=shares.device)
            return [round(float(value), 4) for value in (shares @ worth).tolist()]


def _room(tokenizer: Any, network: Any) -> int:
    """The most tokens of a text: the tokenizer's limit, which may be absurdly high for none, and
    never more than the positions that the network has."""
    positions = getattr(network.config, "max_position_embeddings", None) or _LONGEST
    # RoBERTa's first positions lie after its padding index.
    shift = (network.config.pad_token_id or 0) + 1 if "roberta" in network.config.model_type else 0
    return int(min(tokenizer.model_max_length, positions - shift))


def _load(model: str, settings: TransformersScorerSettings) -> tuple[Any, Any]:
    """(tokenizer, network)."""
    local = settings.offline or Path(model).is_dir()
    try:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        device = _device(settings.device, present=bool(torch.cuda.is_available()))
        tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=local)
        network = AutoModelForSequenceClassification.from_pretrained(
            model,
            local_files_only=local,
            dtype=torch.float16 if device == "cuda" else torch.float32,
        )
        return tokenizer, network.to(device).eval()
    except EngineUnavailable:
        raise
    except Exception as error:  # a damaged file makes each library raise errors of its own
        raise EngineUnavailable(
            "engine_unavailable",
            f"sentiment_model: '{model}' cannot be loaded ({type(error).__name__}: {error}). Give "
            "a directory or a hub name of a text-classification model of transformers.",
        ) from error


def _device(device: str, *, present: bool) -> str:
    if device == "cuda" and not present:
        raise EngineUnavailable(
            "engine_unavailable",
            "device: 'cuda' is not available: no GPU, no driver, or PyTorch without CUDA. Choose "
            "'cpu' or 'auto'.",
        )
    return "cuda" if present and device != "cpu" else "cpu"
