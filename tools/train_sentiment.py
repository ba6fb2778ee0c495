"""Trains the head of the sentiment and writes its weights: `make train-sentiment`.

    python -m tools.train_sentiment            writes the weights
    python -m tools.train_sentiment --measure  only tells, by cross-validation, how good they are

What it learns from: the turns of ``tools/sentiment_turns``, written for this, the development half
of the labelled segments, and the smaller sets of the tests and of the exemplars. The other half of
the labelled segments is read by nothing here. The same input gives the same file.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from novapulse.domain.sentiment import segment_label
from novapulse.domain.transcript import CUSTOMER
from novapulse.language.pii.detector import RuleDetector
from novapulse.language.sentiment import head
from novapulse.language.sentiment.exemplars import EXEMPLARS
from novapulse.language.sentiment.features import features_of
from novapulse.language.sentiment.head import Head
from novapulse.language.sentiment.lexicon import LexiconScorer
from novapulse.language.sentiment.trained import TrainedScorer
from tests.eval import sentiment as judged
from tests.eval.labels import read
from tests.eval.labels.values import LabelledSegment
from tests.language.gold_sentiment import GOLD

ROOT = Path(__file__).resolve().parents[1]
TURNS = ROOT / "tools" / "sentiment_turns"
WRITTEN = ROOT / "functions" / "novapulse" / "language" / "sentiment" / head.WEIGHTS
LABELS = ("negative", "neutral", "positive")
OF_GOLD = {"negative": -0.6, "neutral": 0.0, "positive": 0.7}
"""Scores for turns that have a label only."""
INVERSE_PENALTY = 2.0
"""scikit-learn's ``C``. From 1 to 8 nothing changes by more than chance."""
FEWEST = 2
"""Turns that must have a feature that is more than a word: what occurs once teaches its turn."""
KEPT = 10_000
"""Features with the largest weights. All 25 000 are no better."""
SCALE = 100
FOLDS, SHUFFLES = 5, 2


@dataclass(frozen=True)
class Turn:
    speaker: str
    text: str
    score: float

    @property
    def label(self) -> int:
        """Its place in ``LABELS``."""
        return LABELS.index(segment_label(self.score))


def read_turns(folder: Path = TURNS) -> Iterator[Turn]:
    """Lines below a heading ``# Speaker score``; ``before || turn`` where it answers something.

    Raises ValueError for a turn without a heading."""
    for file in sorted(folder.glob("*.txt")):
        heading: tuple[str, float] | None = None
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                speaker, score = line[2:].split()
                heading = speaker, float(score)
            elif line.strip():
                if heading is None:
                    raise ValueError(f"{file.name}: '{line}' stands below no heading")
                yield Turn(heading[0], line.rpartition("||")[2].strip(), heading[1])


def other_turns() -> list[Turn]:
    turns = list(read_turns())
    turns += [Turn(CUSTOMER, text, score) for text, score in EXEMPLARS.items()]
    return turns + [Turn(speaker, text, OF_GOLD[label]) for speaker, text, label in GOLD]


def development() -> list[LabelledSegment]:
    return list(read.sentiment("development"))


def train(turns: Sequence[Turn]) -> str:
    """The content of the file of weights."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    lexicon = LexiconScorer()
    features = [features_of(turn.speaker, turn.text, lexicon) for turn in turns]
    known = _known(features)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(
        [{name: value for name, value in turn.items() if name in known} for turn in features]
    )
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)
    model.fit(matrix, [turn.label for turn in turns])
    return _file(vectors.get_feature_names_out(), model.coef_, model.intercept_)


def measure() -> Iterator[str]:
    """Figures of development segments by heads that have not seen them. They flatter: some of the
    turns were written by somebody who knew which kinds of these segments were mistaken."""
    from sklearn.model_selection import StratifiedKFold

    segments, others = development(), other_turns()
    labels = [segment_label(segment.score) for segment in segments]
    for seed in range(SHUFFLES):
        found: list[judged.Judged] = []
        shuffled = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        for seen, unseen in shuffled.split(labels, labels):
            trained = train(others + [turn_of(segments[i]) for i in seen])
            scorer = TrainedScorer(head=Head.parse(trained))
            found += judged.judge([segments[i] for i in unseen], scorer, RuleDetector())
        for figure in judged.figures("development", found):
            yield f"shuffle {seed}: {figure.name} {figure.value:.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--measure", action="store_true", help="cross-validate, write nothing")
    if parser.parse_args(arguments).measure:
        for line in measure():
            sys.stdout.write(f"{line}\n")
        return 0
    turns = other_turns() + [turn_of(segment) for segment in development()]
    WRITTEN.write_text(train(turns), encoding="utf-8")
    sys.stdout.write(f"{WRITTEN.relative_to(ROOT)}: {WRITTEN.stat().st_size} bytes\n")
    return 0


def turn_of(segment: LabelledSegment) -> Turn:
    return Turn(segment.speaker, segment.text, segment.score)


def _known(features: Sequence[Mapping[str, float]]) -> set[str]:
    counts = Counter(name for turn in features for name in turn)
    return {name for name, count in counts.items() if count >= FEWEST or _is_word(name)}


def _is_word(feature: str) -> bool:
    return " " not in feature and not feature.startswith("*")


def _file(names: Any, weights: Any, biases: Any) -> str:
    """One feature a line, in order: what a training changes can be read."""
    odds = {
        str(name): (weights[0][n] - weights[1][n], weights[2][n] - weights[1][n])
        for n, name in enumerate(names)
    }
    kept = sorted(sorted(odds, key=lambda name: (-max(map(abs, odds[name])), name))[:KEPT])
    rounded = {name: [round(value * SCALE) for value in odds[name]] for name in kept}
    bias = [round((biases[n] - biases[1]) * SCALE) for n in (0, 2)]
    lines = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(pair)}" for name, pair in rounded.items() if any(pair)
    )
    return f'{{"scale": {SCALE}, "bias": {bias}, "weights": {{\n{lines}\n}}}}\n'


if __name__ == "__main__":
    sys.exit(main())
