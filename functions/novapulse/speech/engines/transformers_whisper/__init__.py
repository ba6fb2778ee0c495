"""Whisper through transformers (PyTorch): the second Whisper engine."""

from novapulse.speech.engines.transformers_whisper.engine import (
    NAME,
    TransformersSettings,
    TransformersWhisper,
    transformers_info,
)

__all__ = ["NAME", "TransformersSettings", "TransformersWhisper", "transformers_info"]
