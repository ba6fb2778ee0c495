"""Lambda ``intake``: a recording that was dropped into the bucket becomes a job. Triggered by S3's
events "Object Created", by EventBridge itself or by a queue behind it."""

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from novapulse.adapters.aws.pipeline.drop_box import DropBox, DroppedObject, dropped_object
from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.intake import drop_box
from novapulse.bootstrap.aws.ports import Ports
from novapulse.domain.dropped_file import DroppedFile
from novapulse.domain.errors import DuplicateSubmission, NotFound
from novapulse.domain.file_name import clean_file_name
from novapulse.domain.job import JobError
from novapulse.domain.tenant import check_tenant_name
from novapulse.handlers.function import Event, lambda_handler, reported
from novapulse.handlers.messages import each_message
from novapulse.handlers.observed import observed
from novapulse.services.drop.intake import BAD_RECORDING, LONG_AGO
from novapulse.services.drop.sidecar import read_sidecar
from novapulse.services.home import Home
from novapulse.services.intake.submit import ReceivedFile, Submission, submit
from novapulse.services.tenants import make_tenant


def run(event: Event, home: Ports) -> dict[str, Any] | None:
    """An event that comes again changes nothing. Raises FunctionFailed for what may pass, such as
    too many jobs of the tenant: the event is sent again."""
    if "Records" in event:
        return each_message(event, lambda body: _take(json.loads(body), home))
    reported("intake", lambda: _take(event, home))
    return None


def _take(event: Event, home: Ports) -> None:
    dropped = dropped_object(event)
    if dropped is None or home.drops.knows(f"{dropped.tenant}/{dropped.name}", dropped.version):
        return
    box = drop_box(home)
    try:
        job_id = _job_of(aws_home(home), dropped, box, home.scratch)
    except NotFound:
        return  # replaced or deleted: another event tells of that
    except BAD_RECORDING as error:
        box.refuse(dropped.tenant, dropped.name, JobError(code=error.code, message=error.message))
        return
    home.drops.add(
        DroppedFile(
            tenant=dropped.tenant, name=dropped.name, version=dropped.version, job_id=job_id
        )
    )


def _job_of(home: Home, dropped: DroppedObject, box: DropBox, scratch: Path) -> str:
    """The id of the one job that this version of the recording is, made when there is none."""
    check_tenant_name(dropped.tenant)
    key = _idempotency_key(dropped)
    made_before = home.jobs.remembered(dropped.tenant, key, LONG_AGO)
    if made_before is not None:
        return made_before.job.id
    with TemporaryDirectory(dir=scratch) as folder:
        try:
            return submit(home, _submission(home, dropped, box, Path(folder), key)).id
        except DuplicateSubmission as error:
            return error.job_id


def _submission(
    home: Home, dropped: DroppedObject, box: DropBox, folder: Path, key: str
) -> Submission:
    limit = home.settings.max_json_bytes
    asked = read_sidecar(box.sidecar(dropped, folder), max_bytes=limit)
    make_tenant(dropped.tenant, tenants=home.tenants, clock=home.clock)
    path = folder / "recording"
    sha256 = box.fetch(dropped, path, max_bytes=home.settings.max_upload_bytes)
    return Submission(
        tenant=dropped.tenant,
        file=ReceivedFile(path, clean_file_name(dropped.name), dropped.size, sha256),
        asked=asked,
        any_format=True,
        idempotency_key=key,
    )


def _idempotency_key(dropped: DroppedObject) -> str:
    """The same for the same version of the same object."""
    digest = hashlib.sha256(f"{dropped.key}\n{dropped.version}".encode()).hexdigest()
    return f"drop-{digest}"


handler = observed("intake", lambda_handler(run))
