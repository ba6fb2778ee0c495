"""Step Functions as AWS has it, where ministack's interpreter of state machines differs.

- A function that only launches may fail: that fails its task, which ministack leaves waiting.
- Each attempt has a task token of its own, and so has each of several branches.
- HeartbeatSeconds, the paths of timeouts, MaxDelaySeconds, jitter and the machine's own
  TimeoutSeconds count; a wait before a retry may be longer than a minute.
- What has ended stays as it ended, whatever a state under way then does.

https://states-language.net/spec.html
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
"""

import contextvars
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

State = Mapping[str, Any]
Execution = dict[str, Any]

RUNNING = "RUNNING"
TIMEOUT, HEARTBEAT = "States.Timeout", "States.HeartbeatTimeout"
LOOK_SECONDS = 0.1
FOREVER = 99_999_999

_execution: contextvars.ContextVar[Execution] = contextvars.ContextVar("execution")
"""Of the state that the thread is in."""


class StateMachines:
    """Takes the place of parts of ``module``, which is ``ministack.services.stepfunctions``."""

    def __init__(self, module: Any) -> None:
        self._module = module
        self._one_attempt = module._execute_task
        self._sub_machine = module._run_sub_machine
        self._run = module._run_execution
        self._fail = module._fail_execution
        self._matches = module._error_matches

    def patch(self) -> None:
        self._module._execute_task = self.task
        self._module._invoke_with_callback = self.with_callback
        self._module._run_sub_machine = self.branch
        self._module._run_execution = self.run
        self._module._fail_execution = self.fail
        self._module._error_matches = self.matches

    def task(self, state: State, value: Any, execution: Execution, context: Any) -> Any:
        """The output and the next state's name. An attempt is what ministack makes of a state that
        neither retries nor catches."""
        _execution.set(execution)
        attempt = self._attempt(state, value)
        done: Counter[int] = Counter()
        while True:
            try:
                return self._one_attempt(attempt, value, execution, context)
            except self._module._ExecutionError as error:
                retriers = state.get("Retry", [])
                retrier, at = self._module._find_matching_retrier(retriers, error.error, done)
                if retrier is None or execution["status"] != RUNNING:
                    return self._caught(state, value, context, error)
                time.sleep(delay(retrier, done[at]))
                done[at] += 1

    def _attempt(self, state: State, value: Any) -> State:
        attempt = {name: state[name] for name in state if name not in ("Retry", "Catch")}
        for name in ("TimeoutSeconds", "HeartbeatSeconds"):
            path = attempt.pop(f"{name}Path", None)
            if path is not None:
                attempt[name] = self._module._resolve_path(path, value)
        return attempt

    def _caught(self, state: State, value: Any, context: Any, error: Any) -> Any:
        catcher = self._module._find_matching_catcher(state.get("Catch", []), error.error)
        if catcher is None:
            raise error
        output = {"Error": error.error, "Cause": error.cause}
        language = self._module._state_query_language(state, context)
        caught = self._module._apply_catcher(catcher, value, context, language, output)
        return caught, catcher["Next"]

    def with_callback(self, resource: str, value: Any, token: str, state: State) -> Any:
        """What the task's token was answered with."""
        task: dict[str, Any] = dict.fromkeys(("result", "error", "heartbeat"))
        task["event"] = threading.Event()
        self._module._task_tokens[token] = task
        try:
            self._module._invoke_resource(resource.replace(".waitForTaskToken", ""), value)
            self._wait(task, state)
        finally:
            self._module._task_tokens.pop(token, None)
        if task["error"]:
            said = task["error"]
            raise self._module._ExecutionError(said["Error"], said["Cause"])
        return json.loads(task["result"])

    def _wait(self, task: dict[str, Any], state: State) -> None:
        execution = _execution.get()
        until = time.monotonic() + state.get("TimeoutSeconds", FOREVER)
        heard, last = None, time.monotonic()
        while not task["event"].wait(LOOK_SECONDS):
            now = time.monotonic()
            if task["heartbeat"] != heard:
                heard, last = task["heartbeat"], now
            if now > until or execution["status"] != RUNNING:
                raise self._module._ExecutionError(TIMEOUT, "")
            if now > last + state.get("HeartbeatSeconds", FOREVER):
                raise self._module._ExecutionError(HEARTBEAT, "")

    def branch(self, states: State, start: str, value: Any, execution: Any, context: Any) -> Any:
        """With a context of its own: the token of a task lies in it."""
        return self._sub_machine(states, start, value, execution, dict(context))

    def run(self, arn: str) -> None:
        execution = self._module._executions[arn]
        machine = self._module._state_machines[execution["stateMachineArn"]]
        seconds = json.loads(machine["definition"]).get("TimeoutSeconds", FOREVER)
        timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), self._time_out, (execution,))
        timer.daemon = True
        timer.start()
        try:
            self._run(arn)
        finally:
            timer.cancel()

    def _time_out(self, execution: Execution) -> None:
        if execution["status"] == RUNNING:
            execution |= {"status": "TIMED_OUT", "stopDate": self._module.now_iso()}
            self._module._add_event(execution, "ExecutionTimedOut")

    def fail(self, execution: Execution, error: str, cause: str) -> None:
        if execution["status"] == RUNNING:
            self._fail(execution, error, cause)

    def matches(self, names: list[str], error: str) -> bool:
        """A lost heartbeat is a kind of timeout."""
        if error == HEARTBEAT and TIMEOUT in names:
            return True
        return bool(self._matches(names, error))


def delay(retrier: State, retries: int) -> float:
    """Seconds before the next attempt, after so many retries by ``retrier``."""
    longest = float(retrier.get("IntervalSeconds", 1) * retrier.get("BackoffRate", 2.0) ** retries)
    longest = min(longest, retrier.get("MaxDelaySeconds", longest))
    return random.uniform(0, longest) if retrier.get("JitterStrategy") == "FULL" else longest
