"""How well segments are scored against a listener's labels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from novapulse.domain.insights import Label
from novapulse.domain.sentiment import segment_label
from novapulse.domain.transcript import AGENT, CUSTOMER
from novapulse.language.pii_detector import PiiDetector
from novapulse.language.sentiment import analyse_sentiment
from novapulse.language.sentiment.scorer import SentimentScorer
from tests.eval.figures import Figure, Mistake, share
from tests.eval.labels.values import LabelledSegment
from tests.eval.transcripts import SpokenTurn, redacted, transcript_of

AREA = "sentiment"
_OTHER = {AGENT: CUSTOMER, CUSTOMER: AGENT}


@dataclass(frozen=True)
class Judged:
    """One segment: what a listener says and what was found, -1..1."""

    speaker: str
    labelled: float
    found: float

    @property
    def labels(self) -> tuple[Label, Label]:
        """A listener's, and the one found."""
        return segment_label(self.labelled), segment_label(self.found)

    @property
    def right(self) -> bool:
        true, found = self.labels
        return true == found

    @property
    def flipped(self) -> bool:
        """Positive taken for negative or the reverse."""
        return set(self.labels) == {"positive", "negative"}


def judge(
    segments: Iterable[LabelledSegment], scorer: SentimentScorer, detector: PiiDetector
) -> list[Judged]:
    """Each segment after what the other party said just before, redacted as in a job."""
    return [
        Judged(segment.speaker, segment.score, _found(segment, scorer, detector))
        for segment in segments
    ]


def figures(where: str, judged: Sequence[Judged]) -> Iterator[Figure]:
    """``where``: the set's name."""
    name, n = f"{AREA}.{where}", len(judged)
    if not judged:
        return
    yield from share(f"{name}.accuracy", sum(j.right for j in judged), n)
    yield Figure(f"{name}.macro_f1", macro_f1(judged), n, "rate")
    yield from share(f"{name}.flips", sum(j.flipped for j in judged), n)
    for label in ("negative", "neutral", "positive"):
        of = [j for j in judged if j.labels[0] == label]
        yield from share(f"{name}.recall_{label}", sum(j.right for j in of), len(of))
    customers = [j for j in judged if j.speaker != AGENT]
    yield from share(f"{name}.accuracy_customers", sum(j.right for j in customers), len(customers))
    distance = fmean(abs(j.labelled - j.found) for j in judged)
    yield Figure(f"{name}.score_distance", distance, n, "number")


def macro_f1(judged: Sequence[Judged]) -> float:
    """Mean F1 of the labels that occur among those given or found."""
    from sklearn.metrics import f1_score

    true, found = zip(*(j.labels for j in judged), strict=True)
    return float(f1_score(true, found, average="macro", zero_division=0.0))


def mistakes(segments: Sequence[LabelledSegment], judged: Sequence[Judged]) -> Iterator[Mistake]:
    for segment, j in zip(segments, judged, strict=True):
        if not j.right:
            true, found = j.labels
            yield Mistake(
                area=AREA,
                where=f"{segment.id} {segment.speaker} {','.join(segment.tags)}",
                expected=f"{true} {j.labelled:+.2f}: {segment.text}",
                found=f"{found} {j.found:+.2f}",
            )


def _found(segment: LabelledSegment, scorer: SentimentScorer, detector: PiiDetector) -> float:
    turns = [SpokenTurn(segment.speaker, segment.text)]
    if segment.before:
        turns.insert(0, SpokenTurn(_OTHER.get(segment.speaker, AGENT), segment.before))
    transcript = redacted(transcript_of(turns), detector)
    return analyse_sentiment(transcript, scorer).segments[-1].score
