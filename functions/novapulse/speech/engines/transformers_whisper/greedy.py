"""The likeliest token, one after another, for a whole batch at once."""

from collections.abc import Sequence
from typing import Any


def decode(
    model: Any, states: Any, prompt: Sequence[int], *, end: int, longest: int
) -> list[tuple[int, ...]]:
    """The text tokens that follow ``prompt`` in each row of the encoder's ``states``.

    ``end``: the token that ends a text; all below it are text, and nothing else is chosen. At
    most ``longest`` tokens. Rows that have ended wait for the others.
    """
    import torch

    decoder = model.model.decoder
    tokens = torch.tensor([list(prompt)] * len(states), device=states.device)
    ended = torch.zeros((len(states), 1), dtype=torch.bool, device=states.device)
    never, never_first = _suppressed(model, end)
    chosen: list[Any] = []
    cache = None
    while len(chosen) < longest and not bool(ended.all()):
        result = decoder(
            input_ids=tokens, encoder_hidden_states=states, past_key_values=cache, use_cache=True
        )
        cache = result.past_key_values
        logits = model.proj_out(result.last_hidden_state[:, -1])[:, : end + 1]
        logits[:, never if chosen else never_first] = -torch.inf
        tokens = logits.argmax(dim=-1, keepdim=True).masked_fill(ended, end)
        ended |= tokens == end
        chosen.append(tokens)
    rows = torch.cat(chosen, dim=1).tolist() if chosen else [[] for _ in range(len(states))]
    return [tuple(token for token in row if token < end) for row in rows]


def _suppressed(model: Any, end: int) -> tuple[list[int], list[int]]:
    """Tokens that the checkpoint never lets through, and those that it does not let begin."""
    config = model.generation_config
    always, at_first = (
        getattr(config, name, None) or () for name in ("suppress_tokens", "begin_suppress_tokens")
    )
    never = [token for token in always if 0 <= token < end]
    first = [token for token in at_first if 0 <= token <= end]
    return never, [*never, *first]
