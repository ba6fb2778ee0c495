"""Stage ``redact``: from here on text may rest outside the vault, without its PII."""

from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.transcript import Transcript
from novapulse.language.pii_detector import PiiDetector
from novapulse.language.redact import redact_transcript
from novapulse.ports import BlobStore, Vault
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport


def redact(
    reference: JobReference, *, blobs: BlobStore, vault: Vault, detector: PiiDetector
) -> StageReport:
    """The original stays in the vault as one object; the raw outputs before it are deleted. The
    text is searched twice, here, so that whatever reads it later (analyses, the index, results) has
    what both passes left."""
    where = (reference.tenant, reference.job_id)
    original = _original(vault, *where)
    redacted = redact_transcript(redact_transcript(original, detector), detector)
    documents.write(vault, storage_keys.vault_transcript(*where), original)
    documents.write(blobs, storage_keys.work(*where, "transcript"), redacted)
    for raw in storage_keys.vault_raw(*where):
        vault.delete(raw)
    return StageReport()


def _original(vault: Vault, tenant: str, job_id: str) -> Transcript:
    """A run that was cut off after it had deleted the raw outputs starts from the kept original."""
    try:
        return documents.read(vault, storage_keys.vault_attributed(tenant, job_id), Transcript)
    except NotFound:
        return documents.read(vault, storage_keys.vault_transcript(tenant, job_id), Transcript)
