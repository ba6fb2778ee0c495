"""How a call ended, with the sentences that show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from novapulse.domain.insights import Outcome, Sentence
from novapulse.language.summary.sentences import Spoken
from novapulse.language.summary.when import When

UNRESOLVED = "No resolution reached"
PENDING = "Follow-up pending"
RESOLVED = "Resolved"
UNDECIDED = "Nothing was decided"
UNDECIDED_PENDING = "Nothing was decided yet; follow-up pending"
UNTOLD = "The call ended without an explicit resolution"


@dataclass(frozen=True)
class Verdict:
    """``text`` says it without a full stop; it rests ``on`` these."""

    outcome: Outcome
    text: str
    on: Sequence[Spoken]
    when: When | None = None

    @property
    def sentence(self) -> Sentence:
        """With the segments of all that it rests on."""
        evidence = {s.segment_id for s in self.on} | (
            {self.when.segment_id} if self.when else set()
        )
        said = f"{self.text} — {self.when.text}." if self.when else f"{self.text}."
        return Sentence(kind="outcome", text=said, segment_ids=tuple(sorted(evidence)))
