"""Sentiment by the trained head: the words of a turn, how they stand together, the lexicon, and
how its speaker sounds in the rest of the call."""

from collections.abc import Mapping, Sequence

from novapulse.language.sentiment.features import features_of
from novapulse.language.sentiment.head import IN_CALL, Feeling, Head
from novapulse.language.sentiment.lexicon import LexiconScorer
from novapulse.language.sentiment.scorer import has_words, on_bands
from novapulse.language.sentiment.surroundings import surroundings_of

SCALE = ((-1.0, -0.9), (-0.4, -0.4), (-0.2, -0.1), (0.0, 0.0), (0.2, 0.1), (0.4, 0.5), (1.0, 0.9))
"""What a balance is worth. Where a complaint begins was chosen by cross-validation on a development
set of our own; praise begins later than there, since on calls of others it is far rarer. What is
faint counts less than it weighs: many faint doubts make no complaint of a calm call."""
PRAISE_IN_CALL = 4 / 3
"""Where the rest of a call is known the balance of praise is lower: 0.3 of it begins to be praise.
Chosen on calls by writers of whose calls nothing was learnt."""
OWN_COMPLAINT, OWN_PRAISE = 0.15, 0.3
"""Probabilities that a turn must have by itself. Below them its call makes it neither a complaint
nor praise: who complains still tells a number, and plain thanks stay plain in a warm call. Chosen
on calls of others and on those by writers of whose calls nothing was learnt."""
_NEUTRAL_TO = 0.39
"""The last of a balance that is neutral (``SCALE``): the mood of the call still counts."""
NOTHING = Feeling(negative=0.0, positive=0.0)
"""The feeling of a turn without a word."""


class TrainedScorer:
    """Loads VADER's word list and the weights once (about 70 ms). Around 0.4 ms a turn. Needs
    neither numpy nor a model: it runs wherever the lexicon does."""

    method = "lexicon+head"

    def __init__(
        self,
        lexicon: LexiconScorer | None = None,
        head: Head | None = None,
        in_call: Head | None = None,
    ) -> None:
        self._lexicon = lexicon or LexiconScorer()
        self._head = head or Head.shipped()
        self._in_call = in_call or Head.shipped(IN_CALL)

    def feeling(self, speaker: str, text: str) -> Feeling:
        """What the turn says by itself."""
        if not has_words(text):
            return NOTHING
        return self._head.feeling(features_of(speaker, text, self._lexicon))

    def balances(self, turns: Sequence[tuple[str, str]]) -> list[float]:
        """The balance of the feelings of each (speaker, text), -1..1; 0 without a word. ``turns``:
        those of one call, in order."""
        feelings = [self.feeling(speaker, text) for speaker, text in turns]
        surroundings = surroundings_of([speaker for speaker, _ in turns], feelings)
        return [
            self._balance(feeling, known)
            for feeling, known in zip(feelings, surroundings, strict=True)
        ]

    def score(self, turns: Sequence[tuple[str, str]]) -> list[float]:
        return [on_bands(balance, SCALE) for balance in self.balances(turns)]

    def _balance(self, alone: Feeling, surroundings: Mapping[str, float]) -> float:
        if not surroundings or alone == NOTHING:
            return alone.balance
        balance = _within_own_voice(self._in_call.feeling(surroundings).balance, alone)
        return min(1.0, balance * PRAISE_IN_CALL) if balance > 0 else balance


def _within_own_voice(balance: float, alone: Feeling) -> float:
    """``balance``, within neutral where the turn by itself is all but silent."""
    if alone.negative < OWN_COMPLAINT:
        balance = max(balance, -_NEUTRAL_TO)
    if alone.positive < OWN_PRAISE:
        balance = min(balance, _NEUTRAL_TO / PRAISE_IN_CALL)
    return balance
