"""Makes the table of words by which agents and customers are told apart.

``python -m tools.role_words`` trains on the development half of the labels and writes
``domain/role_word_weights.py``: a regularised logistic regression over the words of single turns,
whole and with a third of their words lost, as a poor recogniser loses them.
"""

import random
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from novapulse.domain.role_words import role_words
from novapulse.domain.transcript import AGENT, CUSTOMER
from tests.eval.labels import read

SOURCE = Path(__file__).parents[1] / "functions" / "novapulse"
TABLE = SOURCE / "domain" / "role_word_weights.py"
NAMES = SOURCE / "language" / "pii" / "first_names.txt"
REGULARISATION = 0.1
"""Inverse strength. Of .05, .1 and .2 it went wrong least on calls with words left out."""
LOST_SHARE = 0.35
COPIES = 2
"""Of each turn, with words lost."""
FEWEST = 18
"""A word must occur in this many of the turns and their copies."""
FAINTEST = 0.05
"""Smaller weights are left out."""
_HEAD = '''"""Written by ``tools/role_words.py``. Words, each with its weight."""

AGENT_WORDS = """
{agent}
"""

CUSTOMER_WORDS = """
{customer}
"""
'''

Turn = tuple[str, str]
"""Speaker and text."""


def labelled_turns() -> Iterator[Turn]:
    for segment in read.sentiment("development"):
        yield segment.speaker, segment.text
        if segment.before:
            yield (CUSTOMER if segment.speaker == AGENT else AGENT), segment.before
    for item in read.personal_data("development"):
        yield from ((t.speaker, t.text) for t in item.turns if t.speaker in (AGENT, CUSTOMER))


def train(turns: Sequence[Turn], names: frozenset[str]) -> dict[str, float]:
    """The weight of each word that is frequent and not faint."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    samples = [(speaker, role_words(text)) for speaker, text in (*turns, *_worn(turns))]
    often = Counter(word for _, words in samples for word in words)
    kept = {word for word, times in often.items() if times >= FEWEST and word not in names}
    vectors = DictVectorizer()
    seen = vectors.fit_transform([dict.fromkeys(words & kept, 1) for _, words in samples])
    model = LogisticRegression(C=REGULARISATION, max_iter=500, class_weight="balanced")
    model.fit(seen, [speaker == AGENT for speaker, _ in samples])
    weights = zip(vectors.feature_names_, model.coef_[0], strict=True)
    return {word: round(float(w), 2) for word, w in weights if abs(w) >= FAINTEST}


def _worn(turns: Sequence[Turn]) -> Iterator[Turn]:
    for copy in range(COPIES):
        chance = random.Random(copy)  # noqa: S311
        for speaker, text in turns:
            left = (w for w in text.split() if chance.random() >= LOST_SHARE)
            yield speaker, " ".join(left)


def table(weights: Mapping[str, float]) -> str:
    """The module's text, strongest words first."""
    agent = sorted((w for w in weights if weights[w] > 0), key=lambda w: (-weights[w], w))
    customer = sorted((w for w in weights if weights[w] < 0), key=lambda w: (weights[w], w))
    return _HEAD.format(agent=_block(agent, weights), customer=_block(customer, weights))


def _block(words: Sequence[str], weights: Mapping[str, float]) -> str:
    entries = " ".join(f"{word}\N{NO-BREAK SPACE}{weights[word]}" for word in words)
    lines = textwrap.fill(entries, 100, break_on_hyphens=False)
    return lines.replace("\N{NO-BREAK SPACE}", " ")


def main() -> None:
    ambiguous = {"will", "may", "bill", "mark", "grant", "sue", "joy"}
    names = frozenset(NAMES.read_text(encoding="utf-8").lower().split()) - ambiguous
    TABLE.write_text(table(train(list(labelled_turns()), names)), encoding="utf-8")


if __name__ == "__main__":
    main()
