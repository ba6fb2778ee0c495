"""What earlier releases wrote is read as it was meant."""

import json

from novapulse.adapters.aws.dynamodb.content import content_key
from novapulse.adapters.aws.dynamodb.job_items import job_item, job_of
from novapulse.adapters.aws.dynamodb.metadata_index import pointers
from novapulse.domain.job import CallDetails, JobOptions
from tests.adapters.make import make_job, make_tenant


def test_a_job_without_details_of_its_call_has_none() -> None:
    job = make_job()
    item = job_item(job)
    doc = json.loads(item["doc"])
    for added in ("call", "dialect"):
        del doc["options"][added]
    assert job_of({**item, "doc": json.dumps(doc)}) == job


def test_a_tenant_without_policies_has_none() -> None:
    doc = json.loads(make_tenant().model_dump_json())
    del doc["policies"]
    assert type(make_tenant()).model_validate(doc) == make_tenant()


def test_keys_of_jobs_without_details_stay_theirs() -> None:
    """A release that runs beside this one finds the duplicate, and an erasure the pointers."""
    job = make_job()
    key = content_key(job)
    assert key.pk == (
        "CONTENT#acme#ad16f0c427bf6fe4eb8fbed2c06c60aebfbe0208592048f6820168ff194dd25a"
    )
    assert [pointer.pk.partition("#")[0] for pointer in pointers(job)] == ["META"]
    told = make_job(options=JobOptions(call=CallDetails(agent_id="A1"), metadata={"agent": "x"}))
    assert content_key(told) != content_key(make_job(options=JobOptions(metadata={"agent": "x"})))
    assert [pointer.pk.partition("#")[0] for pointer in pointers(told)] == ["META", "CALL"]
