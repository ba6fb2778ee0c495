"""How good the head of the sentiment is on calls by a writer of whose calls it learnt nothing.

python -m tools.measure_sentiment
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from statistics import fmean

from novapulse.language.sentiment.head import Head
from novapulse.language.sentiment.trained import TrainedScorer
from tests.eval.sentiment import Judged
from tools.taught_turns import LABELS, Call, Turn, read_calls, single_turns
from tools.train_sentiment import trained


def measure(calls: Sequence[Call], others: Sequence[Turn]) -> Iterator[str]:
    """Lines of figures: of the calls of each writer by heads that have learnt from ``others``, the
    single turns, and from all calls but these; then of all calls, turn by turn and as calls."""
    alone: list[Judged] = []
    in_call: list[Judged] = []
    for writer in sorted({call.writer for call in calls}):
        of_writer = [call for call in calls if call.writer == writer]
        scorer = _taught([call for call in calls if call.writer != writer], others)
        heard = [one for call in of_writer for one in _judged(call.turns, scorer)]
        yield _figures(writer, heard)
        in_call += heard
        alone += [
            one for call in of_writer for turn in call.turns for one in _judged([turn], scorer)
        ]
    yield _figures("all, turn by turn", alone)
    yield _figures("all", in_call)


def main(arguments: Sequence[str] | None = None) -> int:
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args(arguments)
    for line in measure(list(read_calls()), single_turns()):
        sys.stdout.write(f"{line}\n")
    return 0


def _taught(calls: Sequence[Call], others: Sequence[Turn]) -> TrainedScorer:
    head, in_call = map(Head.parse, trained(calls, others))
    return TrainedScorer(head=head, in_call=in_call)


def _judged(turns: Sequence[Turn], scorer: TrainedScorer) -> list[Judged]:
    scores = scorer.score([(turn.speaker, turn.text) for turn in turns])
    return [Judged(t.speaker, t.score, score) for t, score in zip(turns, scores, strict=True)]


def _figures(of: str, judged: Sequence[Judged]) -> str:
    from sklearn.metrics import f1_score

    given, found = zip(*(one.labels for one in judged), strict=True)
    f1 = f1_score(given, found, average=None, labels=LABELS, zero_division=0.0)
    by_label = ", ".join(f"{label} {value:.3f}" for label, value in zip(LABELS, f1, strict=True))
    return (
        f"{of}: {len(judged)} turns, accuracy {fmean(one.right for one in judged):.3f},"
        f" macro-F1 {fmean(f1):.3f} ({by_label}), flips {sum(one.flipped for one in judged)}"
    )


if __name__ == "__main__":
    sys.exit(main())
