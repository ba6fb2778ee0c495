"""How many sentences of a model stay, of true ones and of others; docs/language-models.md tells."""

from pathlib import Path

from novapulse.domain.transcript import Segment
from novapulse.language.pii.detector import RuleDetector
from novapulse.language.redact import redact_transcript
from novapulse.language.summary.grounding import fault_of
from novapulse.language.summary.prompt import Claim
from tests.language.calls import make_transcript
from tests.language.summary.sample_claims import FALSE, TRUE, SampleClaim

FIRST_OF_TWO_IN_A_ROW = 8
"""The agent speaks this turn, from 0, and the next."""


def read(samples: Path) -> dict[int, Segment]:
    lines = (samples / "billing_call.txt").read_text(encoding="utf-8").splitlines()
    speakers = ("Agent", "Customer")
    turns = [
        (speakers[(n + (n > FIRST_OF_TWO_IN_A_ROW)) % 2], line) for n, line in enumerate(lines)
    ]
    transcript = redact_transcript(make_transcript(turns), RuleDetector())
    return {segment.id: segment for segment in transcript.segments}


def staying(claims: list[SampleClaim], samples: Path) -> int:
    shown = read(samples)
    given = [Claim(kind=kind, text=text, segment_ids=ids) for kind, text, ids in claims]
    return sum(fault_of(claim, shown) is None for claim in given)


def test_most_true_sentences_stay_and_hardly_any_other(samples: Path) -> None:
    assert (staying(TRUE, samples), len(TRUE)) == (14, 18)
    assert (staying(FALSE, samples), len(FALSE)) == (1, 16)
