"""What was deleted of a job, counted."""

from datetime import datetime

from novapulse.domain.value import Value


class Erased(Value):
    """Objects by kind. ``audio`` is the recording and its decoded channels; ``transcripts`` are the
    redacted one and all that the vault held; ``vectors`` are the passages of the search index;
    ``working_files`` are what stages left for one another."""

    audio: int = 0
    transcripts: int = 0
    insights: int = 0
    vectors: int = 0
    webhook_payloads: int = 0
    working_files: int = 0

    @property
    def objects(self) -> int:
        return sum(self.model_dump().values())

    def with_more(self, other: "Erased") -> "Erased":
        """What both count, together."""
        more = other.model_dump()
        return Erased(**{kind: count + more[kind] for kind, count in self.model_dump().items()})


class ErasureReceipt(Value):
    job_id: str
    deleted: Erased
    deleted_at: datetime
