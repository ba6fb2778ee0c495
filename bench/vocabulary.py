"""A tokenizer of Whisper's size: bytes, invented words of one token each, and its own marks."""

import json
from pathlib import Path

from bench.shapes import Shape

_CODES = """
en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur
hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si
km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha
ba jw su yue
"""
LANGUAGES = tuple(_CODES.split())
"""Whisper's languages in the order of their tokens (``whisper/tokenizer.py`` of openai/whisper)."""
STAMPS = 1501
END = "<|endoftext|>"
_BYTE_LEVEL = {
    "type": "ByteLevel",
    "add_prefix_space": False,
    "trim_offsets": True,
    "use_regex": True,
}


def tokens(shape: Shape) -> list[str]:
    """All tokens by number: the text first, then the marks, with time stamps last.

    Every invented word begins with a blank, so the words of a text are its tokens, counted.
    """
    return [*_bytes(), *(f"Ġw{number}" for number in range(shape.fillers)), *marks()]


def marks() -> list[str]:
    return [
        END,
        "<|startoftranscript|>",
        *(f"<|{code}|>" for code in LANGUAGES),
        "<|translate|>",
        "<|transcribe|>",
        "<|startoflm|>",
        "<|startofprev|>",
        "<|nospeech|>",
        "<|notimestamps|>",
        *(f"<|{number * 0.02:.2f}|>" for number in range(STAMPS)),
    ]


def write_tokenizer(folder: Path, shape: Shape) -> None:
    """``tokenizer.json`` as the tokenizers library reads it."""
    names = tokens(shape)
    first_mark = names.index(END)
    document = {
        "version": "1.0",
        "added_tokens": [
            {
                "id": number,
                "content": name,
                "special": name in {END} or not name[2:3].isdigit(),
                "single_word": False,
                "lstrip": False,
                "rstrip": False,
                "normalized": False,
            }
            for number, name in enumerate(names)
            if number >= first_mark
        ],
        "pre_tokenizer": _BYTE_LEVEL,
        "decoder": _BYTE_LEVEL,
        "model": {
            "type": "BPE",
            "vocab": {name: number for number, name in enumerate(names[:first_mark])},
            "merges": [],
        },
    }
    (folder / "tokenizer.json").write_text(json.dumps(document))


def _bytes() -> list[str]:
    """The letters that stand for the 256 bytes in byte-level BPE (``bytes_to_unicode`` of
    GPT-2)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    table = {byte: chr(byte) for byte in plain} | {
        byte: chr(256 + number) for number, byte in enumerate(others)
    }
    return [table[byte] for byte in range(256)]
