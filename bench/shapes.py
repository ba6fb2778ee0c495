"""Sizes of Whisper networks."""

from dataclasses import dataclass

BYTES = 256
FILLERS = 50_257 - BYTES
"""Whisper's vocabulary has 50,257 tokens of text."""


@dataclass(frozen=True)
class Shape:
    """``width``: of the residual stream. ``fillers``: tokens of text besides the bytes."""

    name: str
    width: int
    encoder_layers: int
    decoder_layers: int
    heads: int
    mels: int
    fillers: int


SHAPES = {
    shape.name: shape
    for shape in (
        # openai/whisper-large-v3-turbo, config.json
        Shape("large-v3-turbo", 1280, 32, 4, 20, 128, FILLERS),
        Shape("large-v3", 1280, 32, 32, 20, 128, FILLERS),
        Shape("tiny", 64, 2, 2, 2, 80, 300),
    )
}
