"""Sentiment by the trained head: the words of a turn, how they stand together, and the lexicon."""

import re
from collections.abc import Sequence

from novapulse.domain.pii import PLACEHOLDER
from novapulse.language.sentiment.features import features_of
from novapulse.language.sentiment.head import Head
from novapulse.language.sentiment.lexicon import LexiconScorer
from novapulse.language.sentiment.scorer import on_bands

SCALE = ((-1.0, -0.9), (-0.4, -0.4), (0.0, 0.0), (0.4, 0.5), (1.0, 0.9))
"""What a balance is worth. Where a complaint begins was chosen by cross-validation on a development
set of our own; praise begins later than there, since on calls of others it is far rarer."""


class TrainedScorer:
    """Loads VADER's word list and the weights once (about 70 ms). Around 0.3 ms a turn. Needs
    neither numpy nor a model: it runs wherever the lexicon does."""

    method = "lexicon+head"

    def __init__(self, lexicon: LexiconScorer | None = None, head: Head | None = None) -> None:
        self._lexicon = lexicon or LexiconScorer()
        self._head = head or Head.shipped()

    def raw(self, speaker: str, text: str) -> float:
        """The balance of the feelings, -1..1; 0 for a turn without a word."""
        if not re.search(r"\w", PLACEHOLDER.sub(" ", text)):
            return 0.0
        return self._head.feeling(features_of(speaker, text, self._lexicon)).balance

    def score(self, turns: Sequence[tuple[str, str]]) -> list[float]:
        return [on_bands(self.raw(speaker, text), SCALE) for speaker, text in turns]
