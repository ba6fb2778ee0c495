"""The turn in which names are sought."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """``cased``: written with capitals, so that names have one."""

    text: str
    cased: bool
    opening: bool = False
    """The first turn of a call: who answers says the company's name and knows no other."""
