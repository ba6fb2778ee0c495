"""A caller's vocabulary in PocketSphinx: each term is one word of the dictionary and of the
language model, however many words it is written with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from novapulse.domain.media import Notice
from novapulse.domain.transcript import Word
from novapulse.speech.engines.letter_sounds import Phones
from novapulse.speech.engines.pronunciation import Pronouncer, unsayable

ENGINE = "sphinx"
"""The engine's name, here for those who must not import the engine."""
WEIGHT = 300.0
"""How many times likelier than a word of mean rarity a term is. Of 15 unknown names in sentences
read out, 1 was recognised without a vocabulary, 11 with weight 30, 12 with 300, 13 with 3000
(by telephone 0, then 10 with each); none was heard where it was not said."""
SHORT_WEIGHT = 30.0
_SHORT = 4
"""Phones. A short term resembles parts of many words."""
_FEWEST = 3
"""Phones. A shorter term would be heard everywhere; the dictionary's own word stays."""
_MOST_NAMED = 5
_MARK = "~"
"""No word of the dictionary has it."""


@dataclass(frozen=True)
class Entry:
    """``words``: as the caller writes them. ``phones``: of each of them."""

    words: tuple[str, ...]
    phones: tuple[Phones, ...]

    @property
    def said(self) -> str:
        return " ".join(phone for word in self.phones for phone in word)

    @property
    def length(self) -> int:
        return sum(map(len, self.phones))

    @property
    def weight(self) -> float:
        return WEIGHT if self.length > _SHORT else SHORT_WEIGHT


class SphinxVocabulary:
    def __init__(self, terms: Sequence[str], pronouncer: Pronouncer) -> None:
        entries = [
            Entry(tuple(term.split()), way) for term in terms for way in pronouncer.ways(term)
        ]
        long = [entry for entry in entries if entry.length >= _FEWEST]
        self._entries = {f"{_MARK}{n}": entry for n, entry in enumerate(long)}

    def add_to(self, decoder: Any, language_model: Any) -> None:
        """``decoder`` must not have a search yet: it maps the words of both when it gets one."""
        for name, entry in self._entries.items():
            decoder.add_word(name, entry.said, False)
            language_model.add_word(name, entry.weight)

    def written(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """``words`` with the terms as the caller writes them."""
        return tuple(own for word in words for own in self._written(word))

    def _written(self, word: Word) -> Iterator[Word]:
        """The words of a phrase share its time by the number of their phones."""
        entry = self._entries.get(word.word)
        if entry is None:
            yield word
            return
        before, step = 0, (word.end - word.start) / entry.length
        for text, phones in zip(entry.words, entry.phones, strict=True):
            start, before = word.start + before * step, before + len(phones)
            end = word.start + before * step
            times = {"start": round(start, 2), "end": round(end, 2)}
            yield word.model_copy(update={"word": text, **times})


def vocabulary_notices(terms: Sequence[str]) -> tuple[Notice, ...]:
    """``vocabulary_not_used`` for terms that this engine cannot listen for."""
    lost = list(unsayable(terms))
    if not lost:
        return ()
    shown = ", ".join(f"'{term}'" for term in lost[:_MOST_NAMED])
    more = f" and {len(lost) - _MOST_NAMED} more" if len(lost) > _MOST_NAMED else ""
    message = (
        f"custom_vocabulary: {shown}{more} could not be listened for: the engine sphinx knows how "
        "English letters and digits sound, and no others."
    )
    return (Notice(code="vocabulary_not_used", message=message),)
