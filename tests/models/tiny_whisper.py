"""A Whisper model of transformers with random weights, 1 MB."""

from pathlib import Path
from typing import Any

from tests.speech.tiny_whisper import byte_tokenizer

_WIDTH, _LAYERS, _HEADS = 64, 2, 2


def write_tiny_transformers_whisper(
    folder: Path, *, multilingual: bool = True, seed: int = 0
) -> Path:
    """What ``save_pretrained`` leaves, and tokenizer.json: the same tokens as the tiny CTranslate2
    model has."""
    import torch
    from faster_whisper.tokenizer import _LANGUAGE_CODES as LANGUAGES
    from faster_whisper.tokenizer import Tokenizer as Rules
    from transformers import WhisperConfig, WhisperFeatureExtractor
    from transformers import WhisperForConditionalGeneration as Whisper

    tokenizer = byte_tokenizer(LANGUAGES)
    tokenizer.save(str(folder / "tokenizer.json"))
    number = tokenizer.token_to_id
    end, start = number("<|endoftext|>"), number("<|startoftranscript|>")
    torch.manual_seed(seed)
    model = Whisper(
        WhisperConfig(
            vocab_size=tokenizer.get_vocab_size(),
            d_model=_WIDTH,
            encoder_layers=_LAYERS,
            decoder_layers=_LAYERS,
            encoder_attention_heads=_HEADS,
            decoder_attention_heads=_HEADS,
            encoder_ffn_dim=2 * _WIDTH,
            decoder_ffn_dim=2 * _WIDTH,
            # Ten times the usual spread: else every window would get the same text.
            init_std=0.2,
            pad_token_id=end,
            bos_token_id=end,
            eos_token_id=end,
            decoder_start_token_id=start,
            suppress_tokens=None,
            begin_suppress_tokens=None,
        )
    )
    _complete(model.generation_config, number, LANGUAGES if multilingual else ())
    rules = Rules(tokenizer, multilingual=False)
    model.generation_config.suppress_tokens = list(rules.non_speech_tokens)
    model.generation_config.begin_suppress_tokens = [*rules.encode(" "), end]
    model.save_pretrained(folder)
    WhisperFeatureExtractor(feature_size=80).save_pretrained(folder)
    return folder


def _complete(config: Any, number: Any, languages: tuple[str, ...]) -> None:
    """What OpenAI's checkpoints say beside the defaults."""
    # Else these fields are dropped when the model is loaded again.
    config._from_model_config = False
    config.max_length = 448
    config.alignment_heads = [[1, 0], [1, 1]]
    config.no_timestamps_token_id = number("<|notimestamps|>")
    config.prev_sot_token_id = number("<|startofprev|>")
    config.is_multilingual = bool(languages)
    if languages:
        config.lang_to_id = {f"<|{code}|>": number(f"<|{code}|>") for code in languages}
        config.task_to_id = {task: number(f"<|{task}|>") for task in ("transcribe", "translate")}
