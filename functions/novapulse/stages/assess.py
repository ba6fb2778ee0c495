"""Stage ``assess``: the call held against the tenant's policy."""

from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.insights import Behavioral, Sentiment
from novapulse.domain.policy import Policy, choose_policy
from novapulse.domain.transcript import Transcript
from novapulse.language.assessment.assess import assess as hold_against
from novapulse.ports import BlobStore, JobStore, TenantStore
from novapulse.stages import documents
from novapulse.stages.reference import JobReference, StageReport


def assess(
    reference: JobReference, *, jobs: JobStore, tenants: TenantStore, blobs: BlobStore
) -> StageReport:
    """By the policies as they are now, not as they were when the call came. Raises NotFound for a
    job that is gone, or has no analyses."""
    where = (reference.tenant, reference.job_id)
    call = jobs.get(*where).options.call
    policy = choose_policy(
        _policies(tenants, reference.tenant), direction=call.direction, agent_id=call.agent_id
    )
    assessment = hold_against(
        documents.read(blobs, storage_keys.work(*where, "transcript"), Transcript),
        documents.read(blobs, storage_keys.work(*where, "sentiment"), Sentiment),
        documents.read(blobs, storage_keys.work(*where, "behaviour"), Behavioral),
        policy,
        direction=call.direction,
    )
    documents.write(blobs, storage_keys.work(*where, "assessment"), assessment)
    return StageReport()


def _policies(tenants: TenantStore, tenant: str) -> tuple[Policy, ...]:
    try:
        return tenants.get(tenant).policies
    except NotFound:  # it would be taken for that of the job
        return ()
