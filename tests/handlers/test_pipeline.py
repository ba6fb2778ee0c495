"""A job's whole way through the functions, in the order of the state machine."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from infra.definition import LAUNCHED, definition, functions_needed
from novapulse.adapters.aws.pipeline.launcher import answer_key
from novapulse.adapters.aws.pipeline.task_tokens import TaskTokens
from novapulse.bootstrap.aws.home import aws_home
from novapulse.domain import storage_keys
from novapulse.domain.conversation import Member
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, JobStatus, Medium, Pipeline
from novapulse.domain.value import Value
from novapulse.domain.written_call import WrittenCall, WrittenTurn
from novapulse.handlers import (
    assess,
    attribute,
    begin,
    behaviour,
    callback,
    content,
    erase,
    fail,
    index,
    launch_diarize,
    launch_transcribe,
    notify,
    prepare,
    publish,
    recommend,
    redact,
    sentiment,
    summary,
)
from novapulse.handlers.function import FunctionFailed, failed
from novapulse.plan import stages_for
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submit import Submission, submit
from novapulse.services.results import (
    read_assessment,
    read_content,
    read_insights,
    read_transcript,
)
from novapulse.services.tenants import make_tenant
from novapulse.stages.reference import JobReference
from tests.adapters.aws.pipeline.heard import diarize_answer, transcribe_answer
from tests.adapters.aws.pipeline.services import notification
from tests.handlers.house import House, queued

pytestmark = pytest.mark.slow

RUN: dict[str, Any] = {
    module.__name__.rpartition(".")[2].removeprefix("launch_"): module.run
    for module in (
        *(begin, prepare, launch_transcribe, launch_diarize, attribute, redact, sentiment),
        *(behaviour, summary, recommend, assess, content, index, publish, fail, notify, erase),
    )
}
MACHINE = definition({name: f"arn:{name}" for name in functions_needed()})
SPOKEN: dict[str, Value] = {"transcribe": transcribe_answer(), "diarize": diarize_answer()}


class Machine:
    """As much of Step Functions as the definition uses, without retries. ``met`` are the states in
    order; ``statuses`` are the containers' for stages that fail."""

    def __init__(self, house: House, statuses: dict[str, int] | None = None) -> None:
        self._house = house
        self._statuses = statuses or {}
        self.met: list[str] = []

    def run(self, job: Job) -> str:
        """The state in which it ends."""
        value = {"reference": JobReference.of(job).model_dump(mode="json")}
        name, _ = self._states(MACHINE, json.loads(json.dumps(value)))
        return name

    def _states(self, machine: dict[str, Any], value: Any) -> tuple[str, Any]:
        name = machine["StartAt"]
        while True:
            state = machine["States"][name]
            self.met.append(name)
            if state["Type"] in ("Succeed", "Fail") or state.get("End"):
                return name, value
            name, value = self._step(name, state, value)

    def _step(self, name: str, state: dict[str, Any], value: Any) -> tuple[str, Any]:
        if state["Type"] == "Choice":
            return self._choose(state, value), value
        try:
            if state["Type"] == "Parallel":
                copies = [json.loads(json.dumps(value)) for _ in state["Branches"]]
                pairs = zip(state["Branches"], copies, strict=True)
                ends = [self._states(branch, copy)[1] for branch, copy in pairs]
                return state["Next"], value | {"branches": ends}
            return state["Next"], self._task(name, value)
        except FunctionFailed as error:
            raw = {"Error": type(error).__name__, "Cause": json.dumps({"errorMessage": str(error)})}
            return self._caught(state, value, raw, error)

    def _task(self, name: str, value: Any) -> Any:
        if name in LAUNCHED:
            return value | {"report": self._launched(name, value)}
        return json.loads(json.dumps(RUN[name](value, self._house.ports)))

    def _launched(self, name: str, value: Any) -> Any:
        token = uuid.uuid4().hex
        functions = self._house.step_functions
        functions.waiting.add(token)
        RUN[name]({"state": value, "token": token}, self._house.ports)
        self._answer(name, token)
        (_, how, said) = functions.ended[-1]
        if how != "success":
            raise type(how, (FunctionFailed,), {})(said)
        return json.loads(said)

    def _answer(self, name: str, token: str) -> None:
        tokens = TaskTokens(self._house.ports.table).waiting()
        (waiting,) = [each for each in tokens if each.token == token]
        inference = waiting.inference
        document = SPOKEN[name].model_dump_json().encode()
        self._house.put(f"vault/{answer_key(inference)}", document)
        message = notification(
            tenant=inference.tenant,
            job_id=inference.job_id,
            inference_id=inference.id,
            status=self._statuses.get(name),
        )
        callback.run(queued(dict(message)), self._house.ports)

    def _caught(
        self, state: dict[str, Any], value: Any, raw: dict[str, str], error: Exception
    ) -> tuple[str, Any]:
        for rule in state.get("Catch", ()):
            if "States.ALL" in rule["ErrorEquals"] or raw["Error"] in rule["ErrorEquals"]:
                first, *rest = rule["ResultPath"].removeprefix("$.").split(".")
                result = {rest[0]: raw} if rest else raw
                return rule["Next"], value | {first: result}
        raise error

    def _choose(self, state: dict[str, Any], value: Any) -> str:
        for rule in state["Choices"]:
            if self._holds(rule, value):
                return str(rule["Next"])
        return str(state["Default"])

    def _holds(self, rule: dict[str, Any], value: Any) -> bool:
        if "Or" in rule:
            return any(self._holds(each, value) for each in rule["Or"])
        found: Any = value
        for part in rule["Variable"].removeprefix("$.").split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if "IsPresent" in rule:
            return bool((found is not None) == rule["IsPresent"])
        if "IsNull" in rule:
            return bool((found is None) == rule["IsNull"])
        return bool(found == rule.get("StringEquals", rule.get("BooleanEquals")))


def test_a_call_becomes_a_transcript_and_insights(house: House, samples: Path) -> None:
    job = house.recorded_job(
        samples / "billing_call_stereo.ogg", webhook_url="https://example.com/hook"
    )
    machine = Machine(house)
    assert machine.run(job) == "done"
    done = house.ports.jobs.get(job.tenant, job.id)
    assert done.status is JobStatus.COMPLETED
    assert {"prepare", "transcribe", "diarize", "redact", "publish"} <= set(done.timings)
    home = aws_home(house.ports)
    transcript = read_transcript(home, tenant=job.tenant, job_id=job.id).transcript
    assert "4111" not in transcript.model_dump_json()
    original = read_transcript(home, tenant=job.tenant, job_id=job.id, redacted=False).transcript
    assert "4111" in original.model_dump_json()
    assert read_insights(home, tenant=job.tenant, job_id=job.id).insights.summary.text
    assessment = read_assessment(home, tenant=job.tenant, job_id=job.id).assessment
    assert (assessment.status, assessment.policy) == ("assessed", "default")
    assert read_content(home, tenant=job.tenant, job_id=job.id).content.messages
    assert house.ports.index.jobs == [job.id]
    assert len(house.queue.messages) == 1
    assert not any("answers" in key or "channel_" in key for key in house.objects())
    assert house.objects("vault/") == [f"vault/{storage_keys.vault_transcript(job.tenant, job.id)}"]


def test_a_transcription_needs_no_analyses(house: House, samples: Path) -> None:
    job = house.recorded_job(samples / "billing_call_stereo.ogg", pipeline=Pipeline.TRANSCRIPTION)
    machine = Machine(house)
    assert machine.run(job) == "done"
    assert "sentiment" not in machine.met
    assert house.ports.jobs.get(job.tenant, job.id).status is JobStatus.COMPLETED


def written_job(house: House) -> Job:
    """A job that came as text, as a submission leaves it."""
    make_tenant("acme", tenants=house.ports.tenants, clock=house.clock)
    turns = (
        WrittenTurn(speaker="Agent", text="Thank you for calling. How can I help you?"),
        WrittenTurn(speaker="Customer", text="My name is Robert. Where is my refund?"),
        WrittenTurn(speaker="Agent", text="I will send it to you by Friday."),
    )
    member = Member(source="speaker 2", name="Robert Quillfeather")
    call = WrittenCall(turns=turns)
    asked = AskedOptions(webhook_url="https://example.com/hook")
    return submit(
        aws_home(house.ports), Submission("acme", None, asked, written=call, members=(member,))
    )


def test_a_call_as_text_needs_no_stage_that_listens(house: House) -> None:
    job = written_job(house)
    machine = Machine(house)
    assert machine.run(job) == "done"
    assert not {"prepare", "transcribe", "diarize"} & set(machine.met)
    home = aws_home(house.ports)
    content = read_content(home, tenant=job.tenant, job_id=job.id).content
    assert [message.text for message in content.messages][1] == (
        "My name is [NAME]. Where is my refund?"
    )
    assert [task.text for task in content.action_items] == ["I will send it to you by Friday."]
    names = {key.rpartition("/")[2] for key in house.objects("vault/")}
    assert names == {"transcript", "speaker-2"}


def test_a_call_as_text_may_go_through_the_plan_again_at_any_stage(house: House) -> None:
    """As when the reconciler starts a job again whose execution died."""
    names = [stage.name for stage in stages_for(Pipeline.FULL_ANALYSIS, medium=Medium.TEXT)]
    for last in names:
        job = written_job(house)
        value: Any = {"reference": JobReference.of(job).model_dump(mode="json")}
        for name in ("begin", *names[: names.index(last) + 1]):
            value = RUN[name](value, house.ports)
        assert Machine(house).run(job) == "done", last
        assert house.ports.jobs.get(job.tenant, job.id).status is JobStatus.COMPLETED
        house.clock.advance(120)


def test_an_index_that_is_broken_is_a_warning(house: House, samples: Path) -> None:
    house.ports.index.broken = True
    job = house.recorded_job(samples / "billing_call_stereo.ogg", pipeline=Pipeline.TRANSCRIPTION)
    assert Machine(house).run(job) == "done"
    done = house.ports.jobs.get(job.tenant, job.id)
    (warning,) = [w for w in done.warnings if w.code == "index_unavailable"]
    assert warning.message.startswith("search will find this call later: index failed")


def test_an_assessment_that_fails_is_a_warning(
    house: House, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(event: Any, ports: Any) -> Any:
        raise failed("RuntimeError", "assess_failed", "it broke")

    monkeypatch.setitem(RUN, "assess", broken)
    job = house.recorded_job(samples / "billing_call_stereo.ogg")
    assert Machine(house).run(job) == "done"
    warnings = house.ports.jobs.get(job.tenant, job.id).warnings
    (warning,) = [w for w in warnings if w.code == "assess_unavailable"]
    assert warning.message.startswith("compliance, quality and coaching are missing: ")
    home = aws_home(house.ports)
    assert read_insights(home, tenant=job.tenant, job_id=job.id).insights.summary.text
    with pytest.raises(NotFound, match="was not assessed"):
        read_assessment(home, tenant=job.tenant, job_id=job.id)


@pytest.mark.parametrize(("status", "end"), [(422, "failed by its input"), (500, "failed")])
def test_an_engine_that_fails_ends_the_job_and_leaves_nothing_half_made(
    house: House, samples: Path, status: int, end: str
) -> None:
    job = house.recorded_job(
        samples / "billing_call_stereo.ogg", webhook_url="https://example.com/hook"
    )
    machine = Machine(house, {"transcribe": status})
    assert machine.run(job) == end
    failed = house.ports.jobs.get(job.tenant, job.id)
    assert failed.status is JobStatus.FAILED
    assert failed.error is not None and failed.error.code == "engine_failed"
    assert house.objects("vault/") == []
    assert [d.event for d in house.ports.deliveries.for_job(job.tenant, job.id)] == ["job.failed"]
    assert len(house.queue.messages) == 1


def test_a_recording_that_cannot_be_decoded_fails_by_its_input(
    house: House, tmp_path: Path
) -> None:
    recording = tmp_path / "call.wav"
    recording.write_bytes(b"RIFF" + bytes(200))
    job = house.recorded_job(recording)
    machine = Machine(house)
    assert machine.run(job) == "failed by its input"
    assert "transcribe" not in machine.met
    failed = house.ports.jobs.get(job.tenant, job.id)
    assert failed.error is not None and failed.error.code.startswith("audio_")


def test_a_job_that_is_erased_on_its_way_leaves_nothing(
    house: House, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = house.recorded_job(samples / "billing_call_stereo.ogg")

    def erased_meanwhile(event: Any, ports: Any) -> Any:
        house.ports.jobs.erase(job.tenant, job.id)
        return attribute.run(event, ports)

    monkeypatch.setitem(RUN, "attribute", erased_meanwhile)
    machine = Machine(house)
    assert machine.run(job) == "done"
    assert machine.met[-2:] == ["erase", "done"]
    assert house.objects() == []
