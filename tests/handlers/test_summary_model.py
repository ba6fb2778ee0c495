"""The AWS home with a model of Bedrock: what it writes is in the insights, and where it cannot be
asked the job says so and has its summary all the same."""

from collections.abc import Callable
from typing import Any

from novapulse.domain import storage_keys
from novapulse.domain.insights import Behavioral, Insights, Sentiment
from novapulse.domain.job import Job, JobStatus
from novapulse.handlers import publish, recommend, summary
from novapulse.stages import documents
from novapulse.stages.reference import JobReference
from tests.adapters.aws.pipeline.services import refusal
from tests.adapters.language_models.dialects import MODEL, tool_use
from tests.adapters.language_models.test_summaries import GOOD, form, redacted
from tests.handlers.house import House
from tests.language.summary.claims import CALL


class Bedrock:
    def __init__(self, answer: Callable[[], dict[str, Any]]) -> None:
        self._answer = answer

    def converse(self, **_: Any) -> dict[str, Any]:
        return self._answer()


def answered() -> dict[str, Any]:
    content = [tool_use(form(GOOD))]
    return {"output": {"message": {"content": content}}, "stopReason": "tool_use"}


def refused() -> dict[str, Any]:
    raise refusal("AccessDeniedException", status=403)


def completed(house: House, answer: Callable[[], dict[str, Any]]) -> tuple[Job, Insights]:
    house.ports.settings = house.ports.settings.model_copy(update={"aws_summary_model": MODEL})
    house.ports.clients.__dict__["bedrock"] = Bedrock(answer)
    job = house.job()
    where, blobs = (job.tenant, job.id), house.ports.blobs
    house.ports.jobs.start(*where, house.clock.now())
    for name, document in (
        ("transcript", redacted(CALL[:-1])),
        (
            "sentiment",
            Sentiment(overall_label="neutral", overall_score=0, trend="stable", segments=()),
        ),
        (
            "behaviour",
            Behavioral(
                silence_ratio=0,
                interruption_count=0,
                agent_talk_ratio=0.5,
                customer_talk_ratio=0.5,
                average_response_time_seconds=1,
            ),
        ),
    ):
        documents.write(blobs, storage_keys.work(*where, name), document)
    event = {"reference": JobReference.of(job).model_dump(mode="json"), "timeouts": {}}
    for function in (summary, recommend, publish):
        function.run(event, house.ports)
    insights = documents.read(blobs, storage_keys.result_insights(*where), Insights)
    return house.ports.jobs.get(*where), insights


def test_the_models_summary_is_among_the_insights(house: House) -> None:
    job, insights = completed(house, answered)
    assert (job.status, job.warnings) == (JobStatus.COMPLETED, ())
    assert insights.summary.method == f"generated:{MODEL}"
    assert insights.summary.text == " ".join(text for _, text, _ in GOOD)


def test_a_model_that_refuses_leaves_a_summary_by_rules_and_a_warning(house: House) -> None:
    job, insights = completed(house, refused)
    assert job.status is JobStatus.COMPLETED
    (warning,) = job.warnings
    assert warning.code == "summary_by_rules"
    assert "AccessDeniedException" in warning.message
    assert insights.summary.method == "template"
    assert insights.summary.text


def test_publishing_it_again_changes_nothing(house: House) -> None:
    job, insights = completed(house, answered)
    again = {"reference": JobReference.of(job).model_dump(mode="json"), "timeouts": {}}
    publish.run(again, house.ports)
    found = documents.read(
        house.ports.blobs, storage_keys.result_insights(job.tenant, job.id), Insights
    )
    assert found == insights
