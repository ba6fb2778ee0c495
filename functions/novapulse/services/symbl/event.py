"""What is POSTed to the ``webhookUrl`` of a job each time that its status changes."""

from novapulse.domain.value import Value
from novapulse.services.symbl.ids import job_uuid


class StatusEvent(Value):
    """Some receivers read ``jobId``, others ``id``."""

    jobId: str
    id: str
    status: str


def status_body(job_id: str, status: str) -> str:
    """JSON. ``status``: scheduled, in_progress, completed or failed."""
    name = job_uuid(job_id)
    return StatusEvent(jobId=name, id=name, status=status).model_dump_json()
