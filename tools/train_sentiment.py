"""Trains the head of the sentiment and writes its weights: `make train-sentiment`.

What it learns from: the turns and calls of ``tools/sentiment_turns``, written for this, the
development half of the labelled segments, and the smaller sets of the tests and of the exemplars.
The other half of the labelled segments is read by nothing here. The same input gives the same
files; ``tools/measure_sentiment.py`` tells how good they are.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from novapulse.language.sentiment.features import features_of
from novapulse.language.sentiment.head import IN_CALL, WEIGHTS, Head
from novapulse.language.sentiment.lexicon import LexiconScorer
from novapulse.language.sentiment.surroundings import surroundings_of
from novapulse.language.sentiment.trained import TrainedScorer
from tools.taught_turns import LABELS, Call, Turn, read_calls, single_turns, turns_of

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "functions" / "novapulse" / "language" / "sentiment"
INVERSE_PENALTY = 0.7
"""scikit-learn's ``C``. From 0.4 to 2 nothing changes by more than chance."""
FEWEST = 2
"""Turns that must have a feature that is more than a word: what occurs once teaches its turn."""
KEPT = 25_000
"""Features with the largest weights: 10 000 are a little worse, all no better."""
SCALE = 100
"""Parts of a unit in which weights are written."""
IN_CALL_PENALTY = 0.3
"""scikit-learn's ``C``, of features brought to variance 1."""
FOLDS = 4
"""In as many parts calls are heard, each by a head that learnt from the others."""
NO_HEAD = Head(bias=(0.0, 0.0), weights={})
"""Stands for the head that is only being trained; a turn by itself is not heard by it."""


def train(turns: Sequence[Turn]) -> str:
    """The content of the file of weights. ``turns``: of every label some."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    features = [_features(turn.speaker, turn.text) for turn in turns]
    known = _known(features)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(
        [{name: value for name, value in turn.items() if name in known} for turn in features]
    )
    labels = [turn.label for turn in turns]
    ratios = _ratios(matrix, labels)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)
    model.fit(matrix.multiply(ratios).tocsr(), labels)
    return _file(vectors.get_feature_names_out(), model.coef_ * ratios, model.intercept_)


@cache
def _features(speaker: str, text: str) -> Mapping[str, float]:
    """A turn is learnt from once for each part of the calls."""
    return features_of(speaker, text, _lexicon())


@cache
def _lexicon() -> LexiconScorer:
    return LexiconScorer()


def _ratios(matrix: Any, labels: Sequence[int]) -> Any:
    """(features,), from 0.5: how much more often each occurs with a feeling than without one or the
    reverse, as log ratio of smoothed shares, the larger of both feelings (Wang and Manning, 2012:
    NB-SVM). Half of it weighs, and 1 stands for the other half. ``matrix``: (turns, features)."""
    import numpy as np

    present, given = (matrix != 0).astype(float), np.array(labels)
    counts = [
        1 + np.asarray(present[given == label].sum(axis=0)).ravel() for label in range(len(LABELS))
    ]
    shares = [np.log(count / count.sum()) for count in counts]
    told = np.maximum(abs(shares[0] - shares[1]), abs(shares[2] - shares[1]))
    return (1 + told) / 2


def train_in_call(calls: Sequence[Call], others: Sequence[Turn]) -> str:
    """The content of the file of weights of surroundings. Each turn of ``calls`` is heard by a
    head that has not learnt from its call, as it will be with calls that come. ``others``: single
    turns, from which every such head learns."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    known = [found for fold in range(FOLDS) for found in _heard(calls, others, fold)]
    vectors = DictVectorizer(sparse=False)
    matrix = vectors.fit_transform([features for features, _ in known])
    scaler = StandardScaler().fit(matrix)
    model = LogisticRegression(C=IN_CALL_PENALTY, max_iter=1000)
    model.fit(scaler.transform(matrix), [label for _, label in known])
    weights = model.coef_ / scaler.scale_
    return _file(
        vectors.get_feature_names_out(), weights, model.intercept_ - weights @ scaler.mean_
    )


def _heard(
    calls: Sequence[Call], others: Sequence[Turn], fold: int
) -> Iterator[tuple[dict[str, float], int]]:
    """The surroundings and the label of each turn of every ``FOLDS``th call."""
    taught = [call for n, call in enumerate(calls) if n % FOLDS != fold]
    scorer = TrainedScorer(head=Head.parse(train([*others, *turns_of(taught)])), in_call=NO_HEAD)
    for call in calls[fold::FOLDS]:
        speakers = [turn.speaker for turn in call.turns]
        feelings = [scorer.feeling(turn.speaker, turn.text) for turn in call.turns]
        surroundings = surroundings_of(speakers, feelings)
        for features, turn in zip(surroundings, call.turns, strict=True):
            if features:
                yield features, turn.label


def trained(calls: Sequence[Call], others: Sequence[Turn]) -> tuple[str, str]:
    """The content of both files of weights (``WEIGHTS``, ``IN_CALL``), from whole calls and single
    turns."""
    return train([*others, *turns_of(calls)]), train_in_call(calls, others)


def main(arguments: Sequence[str] | None = None) -> int:
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args(arguments)
    for name, content in zip(
        (WEIGHTS, IN_CALL), trained(list(read_calls()), single_turns()), strict=True
    ):
        (FOLDER / name).write_text(content, encoding="utf-8")
        sys.stdout.write(f"{name}: {len(content.encode())} bytes\n")
    return 0


def _known(features: Sequence[Mapping[str, float]]) -> set[str]:
    """The names of the features that are learnt."""
    counts = Counter(name for turn in features for name in turn)
    return {name for name, count in counts.items() if count >= FEWEST or _is_word(name)}


def _is_word(feature: str) -> bool:
    return " " not in feature


def _file(names: Any, weights: Any, biases: Any) -> str:
    """One feature a line, in order: what a training changes can be read. ``weights`` are
    (LABELS, names), ``biases`` (LABELS,), both log odds."""
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
