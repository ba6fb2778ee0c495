"""An answer in the speakers' own words: nothing is said that was not said in a call."""

from collections.abc import Sequence

from novapulse.domain.search import Passage
from novapulse.language.stems import stems
from novapulse.language.summary.sentences import clip, split

MOST_WORDS = 60
"""Of one quotation: about four sentences."""


class ExtractiveAnswerer:
    """Quotes each passage on a line of its own."""

    def answer(self, question: str, passages: Sequence[Passage]) -> str:
        wanted = stems(question)
        return "\n".join(
            f"{passage.speaker}: “{quotation(passage.text, wanted)}” [{number}]"
            for number, passage in enumerate(passages, start=1)
        )


def quotation(text: str, wanted: frozenset[str]) -> str:
    """The whole text if it is short; else of its sentences the one with most of the stems
    ``wanted``, and as many after it as have room. An ellipsis stands where something is left
    out."""
    if len(text.split()) <= MOST_WORDS:
        return text.strip()
    sentences = split(text)
    first = max(range(len(sentences)), key=lambda n: len(stems(sentences[n]) & wanted))
    quoted = clip(sentences[first], MOST_WORDS)
    end = first + 1
    while end < len(sentences) and len(f"{quoted} {sentences[end]}".split()) <= MOST_WORDS:
        quoted = f"{quoted} {sentences[end]}"
        end += 1
    cut = end < len(sentences) and not quoted.endswith("…")
    return f"{'… ' if first else ''}{quoted}{' …' if cut else ''}"
