"""The cross-attention that tells when a token was said, read off while the decoder runs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FILTER_WIDTH = 7
"""Moments that the median filter spans (OpenAI's Whisper, ``timing.py``)."""


class AlignmentHeads:
    """Some heads of some decoder layers, of a ``WhisperForConditionalGeneration``.

    Fused attention (SDPA, FlashAttention) never has the weights of its heads, so they are worked
    out beside it, from the same projections and for these few heads alone.
    """

    def __init__(self, model: Any) -> None:
        layers = model.model.decoder.layers
        chosen: Sequence[Sequence[int]] = getattr(
            model.generation_config, "alignment_heads", None
        ) or _upper_half(len(layers), model.config.decoder_attention_heads)
        self._heads: dict[int, list[int]] = {}
        for layer, head in chosen:
            self._heads.setdefault(layer, []).append(head)
        self._layers = layers

    @contextmanager
    def watched(self) -> Iterator[list[Any]]:
        """Within, one run of the decoder fills the list: for each watched layer a pair of
        tensors, queries (batch, heads, tokens, size) and keys (batch, heads, moments, size)."""
        seen: list[Any] = []

        def watch(heads: list[int]) -> Any:
            def hook(module: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
                hidden = given[0] if given else named["hidden_states"]
                heard = named.get("key_value_states", given[1] if len(given) > 1 else None)
                seen.append(_projections(module, hidden, heard, heads))

            return hook

        hooks = [
            self._layers[layer].encoder_attn.register_forward_pre_hook(
                watch(heads), with_kwargs=True
            )
            for layer, heads in sorted(self._heads.items())
        ]
        try:
            yield seen
        finally:
            for hook in hooks:
                hook.remove()


def attention(
    seen: Sequence[Any], item: int, *, skipped: int, tokens: int, moments: int
) -> NDArray[np.float32]:
    """What item ``item`` of the batch attended to, shape (tokens, moments).

    The first ``skipped`` tokens (the prompt) are normalised with, then left out. Weights are a
    softmax over the moments that hold sound, standardised over tokens, smoothed over time by a
    median, and averaged over heads.
    """
    import torch

    last = skipped + tokens
    weights = torch.cat(
        [
            (queries[item, :, :last] @ keys[item, :, :moments].transpose(1, 2)).float()
            for queries, keys in seen
        ]
    ).softmax(dim=-1)
    spread, mean = torch.std_mean(weights, dim=-2, keepdim=True, unbiased=False)
    standardised = (weights - mean) / spread.clamp_min(1e-9)
    smoothed = _median(standardised).mean(dim=0)[skipped:]
    return np.asarray(smoothed.cpu().numpy(), dtype=np.float32)


def _upper_half(layers: int, heads: int) -> list[tuple[int, int]]:
    """All heads of the upper half of the layers: what Whisper takes where no heads are named."""
    return [(layer, head) for layer in range(layers // 2, layers) for head in range(heads)]


def _projections(module: Any, hidden: Any, heard: Any, heads: list[int]) -> tuple[Any, Any]:
    def split(projected: Any) -> Any:
        batch, length, _ = projected.shape
        apart = projected.view(batch, length, module.num_heads, module.head_dim)
        return apart[:, :, heads].transpose(1, 2)

    return split(module.q_proj(hidden) * module.scaling), split(module.k_proj(heard))


def _median(weights: Any) -> Any:
    """Over the last axis, reflected at its ends; unchanged where there are too few moments."""
    import torch

    reach = _FILTER_WIDTH // 2
    if weights.shape[-1] <= reach:
        return weights
    padded = torch.nn.functional.pad(weights, (reach, reach), mode="reflect")
    return padded.unfold(-1, _FILTER_WIDTH, 1).median(dim=-1).values
