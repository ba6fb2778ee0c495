"""The plan as an Amazon States Language definition (JSONPath), to the letter of ``novapulse.plan``.

What travels from state to state is ``{"reference", "timeouts"}``, and what the next function folds
into it: ``report`` (of a launched stage), ``branches`` (of stages side by side), ``degraded`` (the
errors of optional stages), ``error`` (of the stage that ended the job). Pointers and notices, never
text.
"""

from collections.abc import Mapping
from typing import Any

from novapulse import plan

State = dict[str, Any]

BEGIN = plan.Stage("begin", plan.Timeout(60), plan.Retry(8, 1.0))
"""Moves the job to ``processing`` and works out each stage's timeout for its length."""
LAUNCHED = frozenset({plan.TRANSCRIBE.name, plan.DIARIZE.name})
"""Their functions only launch; who does the work answers with the task's token."""
HEARTBEAT_SECONDS = 900
"""A launched stage of which nothing was heard for so long is launched again."""
MACHINE_SECONDS = 10 * 24 * 3600
"""Beyond every stage's time and retries; what is still under way then is the reconciler's."""
CORRECTED, TOLD_BEFORE, ENDED = "is it corrected", "was it told before", "how it ended"
DONE, EARNED, BROKEN = "done", "failed by its input", "failed"

_GONE = "NotFound"
"""The job was erased; asking again finds it no more."""
_INPUTS = ("BadAudio", "InvalidRequest", "UnsupportedMedia", "Refused", "SourceUnavailable")
"""Errors that the recording, its URL or the request earned: no alarm for an operator."""
_LAMBDA_TROUBLE = (
    "Lambda.TooManyRequestsException",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.ClientExecutionTimeoutException",
)
"""Nothing that the function did.
https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html"""
_NEVER = (*plan.NEVER_RETRIED, _GONE)
_OVERTIME = ("States.Timeout", "Sandbox.Timedout")
"""A function that ran past its task's time, or past its own, would do so again."""
_UNHEARD = ("States.HeartbeatTimeout", "States.Timeout")
"""Nothing was heard of a launched stage, which says nothing of the work itself. Which of the two
names a missed heartbeat goes by, Step Functions and its documentation do not agree upon."""


def definition(functions: Mapping[str, str], *, partition: str = "aws") -> dict[str, Any]:
    """``functions``: for each of ``functions_needed()`` the ARN."""
    return _Writer(functions, partition).machine()


def functions_needed() -> tuple[str, ...]:
    """The names of all stages with a function, in the order of the plan."""
    ends = (*plan.FAILURE_PATH, *plan.AFTER_END, *plan.WHEN_ERASED)
    return tuple(stage.name for stage in (BEGIN, *_flat(plan.PLAN), *ends))


def _flat(steps: tuple[plan.Step, ...]) -> list[plan.Stage]:
    found: list[plan.Stage] = []
    for step in steps:
        if isinstance(step, plan.Stage):
            found.append(step)
        else:
            found += step.stages if isinstance(step, plan.Parallel) else _flat(step.steps)
    return found


class _Writer:
    """Writes from the last state to the first, so that each knows the one after it."""

    def __init__(self, functions: Mapping[str, str], partition: str) -> None:
        self._functions = functions
        self._invoke = f"arn:{partition}:states:::lambda:invoke"
        self._states: dict[str, State] = {}

    def machine(self) -> dict[str, Any]:
        (fail,), (notify,), (erase,) = plan.FAILURE_PATH, plan.AFTER_END, plan.WHEN_ERASED
        self._add_ends(fail, notify, erase)
        self._failed = fail.name
        first = self._chain(plan.PLAN, TOLD_BEFORE)
        self._states[CORRECTED] = _choice_of_correction(plan.ATTRIBUTE.name, first)
        self._states[TOLD_BEFORE] = _choice_of_correction(ENDED, notify.name)
        self._add_task(BEGIN, CORRECTED, _catch(fail.name))
        return {
            "Comment": "The stages of novapulse.plan",
            "StartAt": BEGIN.name,
            "TimeoutSeconds": MACHINE_SECONDS,
            "States": self._states,
        }

    def _add_ends(self, fail: plan.Stage, notify: plan.Stage, erase: plan.Stage) -> None:
        self._states[DONE] = {"Type": "Succeed"}
        self._states[EARNED] = {"Type": "Succeed"}
        self._states[BROKEN] = {
            "Type": "Fail",
            "ErrorPath": "$.error.Error",
            "CausePath": "$.error.Cause",
        }
        inputs = [{"Variable": "$.error.Error", "StringEquals": name} for name in _INPUTS]
        self._states[ENDED] = {
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.error", "IsPresent": False, "Next": DONE},
                {"Or": inputs, "Next": EARNED},
            ],
            "Default": BROKEN,
        }
        gone = {"ErrorEquals": [_GONE], "ResultPath": "$.gone", "Next": erase.name}
        self._add_task(notify, ENDED, [gone, *_catch(BROKEN)])
        self._add_task(erase, DONE, _catch(BROKEN))
        # What ended the job is what whoever ends it instead is to know, not why this could not.
        unfailed = {"ErrorEquals": ["States.ALL"], "ResultPath": "$.unfailed", "Next": BROKEN}
        self._add_task(fail, TOLD_BEFORE, [gone, unfailed])

    def _chain(self, steps: tuple[plan.Step, ...], after: str) -> str:
        """The name of the first state."""
        for step in reversed(steps):
            after = self._add_step(step, after)
        return after

    def _add_step(self, step: plan.Step, after: str) -> str:
        if isinstance(step, plan.Stage):
            return self._add_task(step, after, self._catch_of(step, after))
        if isinstance(step, plan.Parallel):
            return self._add_parallel(step, after)
        inner = self._chain(step.steps, after)
        if isinstance(step, plan.OnlyByUrl):
            rule: State = {"Variable": "$.reference.by_url", "BooleanEquals": True}
            name = "is it named by a URL"
        elif isinstance(step, plan.OnlyOf):
            rule = {"Variable": "$.reference.medium", "StringEquals": step.medium.value}
            name = f"is it {step.medium.value}"
        else:
            rule = {"Variable": "$.reference.pipeline", "StringEquals": step.pipeline.value}
            name = f"is it {step.pipeline.value}"
        self._states[name] = {
            "Type": "Choice",
            "Choices": [{**rule, "Next": inner}],
            "Default": after,
        }
        return name

    def _add_parallel(self, step: plan.Parallel, after: str) -> str:
        name = " and ".join(stage.name for stage in step.stages)
        self._states[name] = {
            "Type": "Parallel",
            "Branches": [self._branch(stage) for stage in step.stages],
            "ResultPath": "$.branches",
            "Catch": _catch(self._failed),
            "Next": after,
        }
        return name

    def _branch(self, stage: plan.Stage) -> State:
        end = f"{stage.name} is over"
        catch = _degrade(stage, end) if stage.optional else []
        states = {stage.name: self._task(stage, end, catch), end: {"Type": "Pass", "End": True}}
        return {"StartAt": stage.name, "States": states}

    def _catch_of(self, stage: plan.Stage, after: str) -> list[State]:
        return _degrade(stage, after) if stage.optional else _catch(self._failed)

    def _add_task(self, stage: plan.Stage, after: str, catch: list[State]) -> str:
        self._states[stage.name] = self._task(stage, after, catch)
        return stage.name

    def _task(self, stage: plan.Stage, after: str, catch: list[State]) -> State:
        function = self._functions[stage.name]
        task: State = {"Type": "Task", "Retry": _retry(stage), "Next": after}
        if catch:
            task["Catch"] = catch
        if stage.timeout.per_audio_second:
            task["TimeoutSecondsPath"] = f"$.timeouts.{stage.name}"
        else:
            task["TimeoutSeconds"] = int(stage.timeout.base)
        if stage.name in LAUNCHED:
            payload = {"state.$": "$", "token.$": "$$.Task.Token"}
            return task | {
                "Resource": f"{self._invoke}.waitForTaskToken",
                "Parameters": {"FunctionName": function, "Payload": payload},
                "HeartbeatSeconds": HEARTBEAT_SECONDS,
                "ResultPath": "$.report",
            }
        return task | {
            "Resource": self._invoke,
            "Parameters": {"FunctionName": function, "Payload.$": "$"},
            "OutputPath": "$.Payload",
        }


def _choice_of_correction(corrected: str, other: str) -> State:
    """A job whose speakers are corrected was heard, and its end was told, before."""
    rule = {"Variable": "$.reference.correction", "IsNull": False, "Next": corrected}
    return {"Type": "Choice", "Choices": [rule], "Default": other}


def _catch(next_state: str) -> list[State]:
    return [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": next_state}]


def _degrade(stage: plan.Stage, next_state: str) -> list[State]:
    path = f"$.degraded.{stage.name}"
    return [{"ErrorEquals": ["States.ALL"], "ResultPath": path, "Next": next_state}]


def _retry(stage: plan.Stage) -> list[State]:
    again = {
        "IntervalSeconds": max(1, round(stage.retry.interval)),
        "BackoffRate": stage.retry.backoff,
        "JitterStrategy": "FULL",
        "MaxDelaySeconds": 3600,
    }
    left = stage.retry.attempts - 1
    launched = stage.name in LAUNCHED
    unheard = [{"ErrorEquals": list(_UNHEARD), **again, "MaxAttempts": left}] if launched else []
    never = _NEVER if launched else (*_NEVER, *_OVERTIME)
    return [
        {"ErrorEquals": list(_LAMBDA_TROUBLE), **again, "MaxAttempts": 6},
        *unheard,
        {"ErrorEquals": list(never), "MaxAttempts": 0},
        {"ErrorEquals": ["States.ALL"], **again, "MaxAttempts": left},
    ]
