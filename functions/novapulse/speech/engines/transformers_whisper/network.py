"""Whisper in PyTorch: windows of sound in, tokens and what they attended to out."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.engines.transformers_whisper import greedy
from novapulse.speech.engines.transformers_whisper.alignment_heads import AlignmentHeads, attention
from novapulse.speech.engines.transformers_whisper.loading import load
from novapulse.speech.engines.transformers_whisper.placement import Placement
from novapulse.speech.engines.transformers_whisper.windows import Window
from novapulse.speech.engines.transformers_whisper.word_timing import MOMENTS_PER_SECOND, Attended
from novapulse.speech.pcm import SAMPLE_RATE

ENGLISH = "en"


class WhisperNetwork:
    """``path``: a directory as ``save_pretrained`` of transformers writes it, with tokenizer.json.

    Every window is padded to 30 s, so that what lies in a batch beside it changes nothing. Not
    for several threads at once. Raises EngineUnavailable if the directory holds no such model.
    """

    def __init__(self, path: str, placement: Placement) -> None:
        self._model, self._features, self._tokens = load(path, placement)
        self.heads = AlignmentHeads(self._model)
        self._tokenizers: dict[str, Any] = {}

    @property
    def multilingual(self) -> bool:
        config = self._model.generation_config
        named = bool(getattr(config, "lang_to_id", None))
        return named and bool(getattr(config, "is_multilingual", True))

    @property
    def languages(self) -> tuple[str, ...]:
        """Whisper's codes of the languages that the model knows."""
        if not self.multilingual:
            return (ENGLISH,)
        return tuple(token.strip("<|>") for token in self._model.generation_config.lang_to_id)

    def tokenizer(self, language: str) -> Any:
        """faster-whisper's ``Tokenizer``, of which the rules for words are used."""
        from faster_whisper.tokenizer import Tokenizer

        if language not in self._tokenizers:
            self._tokenizers[language] = Tokenizer(
                self._tokens, self.multilingual, task="transcribe", language=language
            )
        return self._tokenizers[language]

    def encode(self, windows: Sequence[Window]) -> Any:
        """States of shape (windows, 1500, width)."""
        import torch

        given = self._features(
            [window.samples for window in windows],
            sampling_rate=SAMPLE_RATE,
            return_tensors="pt",
            device=str(self._model.device),
        )
        sound = given.input_features.to(self._model.device, self._model.dtype)
        with torch.inference_mode():
            return self._model.model.encoder(sound).last_hidden_state

    def language_probabilities(self, states: Any) -> NDArray[np.float32]:
        """Shape (windows, languages), in the order of ``languages``; of a multilingual model."""
        import torch

        config = self._model.generation_config
        begin = torch.full((len(states), 1), config.decoder_start_token_id, device=states.device)
        with torch.inference_mode():
            logits = self._model.proj_out(self.run_decoder(begin, states)[:, 0])
            chosen = logits[:, list(config.lang_to_id.values())].float().softmax(dim=-1)
        return _array(chosen)

    def decode(
        self, states: Any, language: str, prompt: str, longest: int | None
    ) -> list[tuple[int, ...]]:
        """The text tokens of each window. ``prompt``: a text that the model takes for what was
        said before; ``longest``: the most tokens, if fewer than the model can."""
        import torch

        tokenizer = self.tokenizer(language)
        given = [*self._prompt(tokenizer, prompt), *_opening(tokenizer)]
        room = self._model.config.max_target_positions - len(given)
        with torch.inference_mode():
            return greedy.decode(
                self._model, states, given, end=tokenizer.eot, longest=min(longest or room, room)
            )

    def attend(
        self, states: Any, windows: Sequence[Window], language: str, texts: Sequence[Sequence[int]]
    ) -> tuple[list[Attended], list[float]]:
        """One more run of the decoder over the finished ``texts``: what each token attended to,
        its probability, and for each window the probability, 0..1, that nobody speaks in it."""
        import torch

        tokenizer = self.tokenizer(language)
        opening = _opening(tokenizer)
        size = max(map(len, texts))
        rows = [[*opening, *text, *[tokenizer.eot] * (size - len(text))] for text in texts]
        # The last token of the opening is where the first token of the text is chosen.
        first = len(opening) - 1
        with torch.inference_mode(), self.heads.watched() as seen:
            hidden = self.run_decoder(torch.tensor(rows, device=states.device), states)
            attended = [
                Attended(
                    tokens=tuple(text),
                    attention=attention(
                        seen,
                        item,
                        skipped=first,
                        tokens=len(text) + 1,
                        moments=_moments(windows[item]),
                    ),
                    probabilities=self._probabilities(
                        hidden[item, first : first + len(text)], text, tokenizer.eot
                    ),
                )
                for item, text in enumerate(texts)
            ]
            begun = self._model.proj_out(hidden[:, 0]).float().softmax(dim=-1)
        return attended, [round(float(p), 4) for p in begun[:, tokenizer.no_speech].tolist()]

    def run_decoder(self, tokens: Any, states: Any) -> Any:
        """Hidden states of shape (windows, tokens, width)."""
        decoded = self._model.model.decoder(
            input_ids=tokens, encoder_hidden_states=states, use_cache=False
        )
        return decoded.last_hidden_state

    def _probabilities(self, hidden: Any, text: Sequence[int], eot: int) -> NDArray[np.float32]:
        """Of each token of ``text`` among all that are text."""
        import torch

        shares = self._model.proj_out(hidden)[:, :eot].float().softmax(dim=-1)
        own = torch.tensor(list(text), device=shares.device, dtype=torch.long)
        return _array(shares.gather(1, own[:, None])[:, 0])

    def _prompt(self, tokenizer: Any, text: str) -> list[int]:
        """At most half of what the decoder can hold, as Whisper does."""
        if not text.strip():
            return []
        most = self._model.config.max_target_positions // 2 - 1
        return [tokenizer.sot_prev, *tokenizer.encode(" " + text.strip())[: most - 1]]


def _opening(tokenizer: Any) -> list[int]:
    return [*tokenizer.sot_sequence, tokenizer.no_timestamps]


def _moments(window: Window) -> int:
    return max(1, int(window.seconds * MOMENTS_PER_SECOND))


def _array(tensor: Any) -> NDArray[np.float32]:
    return np.asarray(tensor.float().cpu().numpy(), dtype=np.float32)
