from pathlib import Path
from typing import Any

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.assessment import Assessment
from novapulse.domain.compliance import Compliance
from novapulse.domain.errors import NotFound
from novapulse.domain.job import CallDetails, Job, JobOptions
from novapulse.domain.policy import AppliesTo, Disclosure, Policy, Wording
from novapulse.domain.transcript import Transcript
from novapulse.services.home import Home
from novapulse.services.results import read_assessment
from novapulse.stages import documents
from novapulse.stages.assess import assess
from novapulse.stages.reference import JobReference
from tests.adapters.make import make_tenant
from tests.services.house import make_home
from tests.stages.analysed import analysed as analysed_call
from tests.stages.analysed import run_publish, spoken


def asking(name: str, wording: str, **to: Any) -> Policy:
    return Policy(
        name=name,
        applies_to=AppliesTo(**to),
        disclosures=(
            Disclosure(id=name, text=wording, wordings=(Wording(kind="fuzzy", text=wording),)),
        ),
    )


def analysed(home: Home, transcript: Transcript | None = None, **call: Any) -> Job:
    options = JobOptions(call=CallDetails(**call))
    return analysed_call(home, options, transcript=transcript)


def run_assess(home: Home, job: Job) -> None:
    assess(JobReference.of(job), jobs=home.jobs, tenants=home.tenants, blobs=home.blobs)


def found(home: Home, job: Job) -> Assessment:
    return read_assessment(home, tenant=job.tenant, job_id=job.id).assessment


def compliance(assessment: Assessment) -> Compliance:
    assert assessment.compliance is not None
    return assessment.compliance


def test_a_call_is_held_against_the_policy_for_its_agent_and_direction(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    policies = (
        asking("everybody", "calls are recorded"),
        asking("marys", "fourteen days to cancel", agents=("AGENT_001",)),
        asking("sales", "offer ends", directions=("outbound",)),
    )
    home.tenants.add(make_tenant().model_copy(update={"policies": policies}))
    job = analysed(home, agent_id="AGENT_001", direction="inbound")
    run_assess(home, job)
    run_publish(home, job)
    assessment = found(home, job)
    assert (assessment.status, assessment.policy) == ("assessed", "marys")
    assert compliance(assessment).mandatory_disclosures.missing_disclosures == ("marys",)


@pytest.mark.parametrize("known", [True, False], ids=["a tenant without policies", "no tenant"])
def test_without_a_policy_the_default_counts(known: bool, tmp_path: Path) -> None:
    home = make_home(tmp_path)
    if known:
        home.tenants.add(make_tenant())
    job = analysed(home)
    run_assess(home, job)
    run_publish(home, job)
    assessment = found(home, job)
    assert assessment.policy == "default"
    assert compliance(assessment).mandatory_disclosures.matched_disclosures == ("recording",)


def test_published_again_it_is_the_same_and_nothing_is_left_of_the_work(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = analysed(home)
    run_assess(home, job)
    run_publish(home, job)
    first = found(home, job)
    run_publish(home, job)
    assert found(home, job) == first
    assert list(home.blobs.keys("work/")) == []


def test_what_the_assessment_quotes_is_scanned_once_more(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = analysed(home)
    run_assess(home, job)
    key = storage_keys.work(job.tenant, job.id, "assessment")
    text = home.blobs.get(key).decode()
    assert "this call may be recorded" in text
    leaky = text.replace("this call may be recorded", "my number is 415-555-0134")
    home.blobs.put(key, leaky.encode())
    run_publish(home, job)
    published = home.blobs.get(storage_keys.result_assessment(job.tenant, job.id)).decode()
    assert "0134" not in published
    assert "[PHONE_NUMBER]" in published


def test_the_scan_leaves_an_assessment_without_personal_data_as_it_was(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = analysed(home)
    run_assess(home, job)
    key = storage_keys.work(job.tenant, job.id, "assessment")
    before = documents.read(home.blobs, key, Assessment)
    run_publish(home, job)
    assert found(home, job) == before


def test_a_call_that_could_not_be_assessed_has_its_other_results(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = analysed(home)
    run_publish(home, job)
    with pytest.raises(NotFound) as caught:
        found(home, job)
    assert caught.value.code == "assessment_not_available"


def test_a_call_in_another_language_says_so(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = analysed(home, spoken().model_copy(update={"language": "de-DE"}))
    run_assess(home, job)
    run_publish(home, job)
    assessment = found(home, job)
    assert (assessment.status, assessment.compliance) == ("not_assessed", None)
    assert [notice.code for notice in assessment.notices] == ["language_not_assessed"]


def test_a_job_that_is_gone_is_not_found(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = analysed(home)
    home.jobs.erase(job.tenant, job.id)
    with pytest.raises(NotFound):
        run_assess(home, job)
