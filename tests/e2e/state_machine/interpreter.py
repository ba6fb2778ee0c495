"""moto's interpreter of Step Functions, on time that is set by hand, with what it leaves out.

What is put right here, each because AWS does otherwise:
- ``SendTaskFailure`` carries its cause; moto drops it.
- Each attempt has a token of its own; moto gives all attempts at a state the same.
- A token is refused once its task is over (ended, timed out, stopped with its execution or its
  branch); moto goes on taking it while the execution runs.
- An answer may come before the function that asked for it has returned; moto then waits in vain.
- An error of Step Functions' own, such as a timeout, leaves a branch under its name; moto chokes.
- ``StopExecution`` ends the execution at once; moto lets its present state run to its end.
- Retries wait for the whole of their interval: full jitter is taken at its upper end.
"""

import datetime as datetimes
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from tests.adapters.aws.cloud import Cloud
from tests.adapters.aws.pipeline.services import refusal
from tests.e2e.state_machine.hand_time import HandTime

PARSER = "moto.stepfunctions.parser"
EXECUTE = f"{PARSER}.asl.component.state.exec"


class StepFunctions:
    """A client of Step Functions: moto's own, but for what is said above."""

    def __init__(self, client: Any, backend: Any) -> None:
        self._client = client
        self._backend = backend
        self.trouble: Exception | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def stop_execution(self, *, executionArn: str, **more: Any) -> Any:
        execution = self._backend.describe_execution(executionArn)
        answer = self._client.stop_execution(executionArn=executionArn, **more)
        _end_as(execution, "ABORTED")
        return answer

    def send_task_success(self, *, taskToken: str, output: str) -> None:
        self._task(taskToken)
        self._backend.send_task_success(taskToken, output)

    def send_task_failure(self, *, taskToken: str, error: str, cause: str) -> None:
        self._task(taskToken)
        self._backend.send_task_failure(taskToken, error=error, cause=cause)

    def send_task_heartbeat(self, *, taskToken: str) -> None:
        self._task(taskToken).notify_heartbeat()

    def _task(self, token: str) -> Any:
        """Raises what AWS answers where nobody waits for the token."""
        if self.trouble is not None:
            raise self.trouble
        for execution in self._backend._get_executions():
            endpoint = execution.exec_worker.env.callback_pool_manager.get(token)
            if endpoint is not None:
                told = endpoint.get_outcome() is not None or endpoint.over
                if told or execution.status != "RUNNING" or not endpoint.frame.is_running():
                    raise refusal("TaskTimedOut")
                return endpoint
        raise refusal("InvalidToken")


def _end_as(execution: Any, status: str) -> None:
    """Whatever its threads still come to."""
    from moto.stepfunctions.parser.api import ExecutionStatus

    execution.exec_status = ExecutionStatus(status)
    execution.exec_worker._execution_communication.terminated = lambda: None


@contextmanager
def interpreter(cloud: Cloud, time: HandTime, functions: Any) -> Iterator[StepFunctions]:
    """``functions`` stands for the client of Lambda."""
    from moto.core.config import default_user_config
    from moto.stepfunctions.parser.models import stepfunctions_parser_backends

    with ExitStack() as patches:
        patches.enter_context(patch.dict(default_user_config["stepfunctions"], executes()))
        for target, stand_in in _stand_ins(time, functions).items():
            patches.enter_context(patch(target, stand_in))
        client = cloud.session.client("stepfunctions")
        backend = stepfunctions_parser_backends["123456789012"][client.meta.region_name]
        try:
            yield StepFunctions(client, backend)
        finally:
            for execution in backend._get_executions():
                execution.exec_worker._execution_communication.terminated = lambda: None
            time.end()
            backend.state_machines.clear()


def executes() -> dict[str, bool]:
    return {"execute_state_machine": True}


def _stand_ins(time: HandTime, functions: Any) -> dict[str, Any]:
    threads = SimpleNamespace(
        Event=time.event,
        Thread=time.thread,
        Lock=threading.Lock,
        RLock=threading.RLock,
    )
    moments = SimpleNamespace(
        datetime=SimpleNamespace(now=lambda tz=None: time.clock.now()),
        timezone=datetimes.timezone,
    )
    callback = f"{PARSER}.asl.eval.callback.callback"
    task = f"{EXECUTE}.state_task"
    return {
        f"{PARSER}.models.datetime": moments,
        f"{PARSER}.backend.execution_worker.Thread": time.thread,
        f"{PARSER}.asl.component.program.program.threading": threads,
        f"{EXECUTE}.execute_state.threading": threads,
        f"{EXECUTE}.execute_state.Thread": time.thread,
        f"{EXECUTE}.state_parallel.branch_worker.threading": threads,
        f"{EXECUTE}.state_parallel.branches_decl.threading": threads,
        f"{EXECUTE}.state_parallel.branches_decl.CustomErrorName": _error_name,
        f"{callback}.Event": time.event,
        f"{callback}.CallbackEndpoint": _endpoint_of_a_frame(),
        f"{PARSER}.asl.component.common.retry.retrier_decl.time": time,
        f"{PARSER}.asl.component.common.retry.jitter_strategy_decl.random": _whole_interval(),
        f"{PARSER}.asl.parse.asl_parser.AmazonStateLanguageParser.parse": staticmethod(
            _parse_once()
        ),
        f"{task}.lambda_eval_utils.boto_client_for": lambda **_: functions,
        f"{task}.service.state_task_service_callback.StateTaskServiceCallback._eval_execution": (
            _with_its_own_token()
        ),
    }


def _error_name(error_name: str) -> Any:
    from moto.stepfunctions.parser.asl.component.common.error_name import (
        custom_error_name,
        states_error_name,
        states_error_name_type,
    )

    if not error_name.startswith("States."):
        return custom_error_name.CustomErrorName(error_name)
    kind = states_error_name_type.StatesErrorNameType.from_name(error_name)
    return states_error_name.StatesErrorName(typ=kind)


def _whole_interval() -> Any:
    return SimpleNamespace(uniform=lambda low, high: high, random=random.random)


_frames = threading.local()


def _endpoint_of_a_frame() -> type[Any]:
    """An endpoint that knows the attempt it belongs to."""
    from moto.stepfunctions.parser.asl.eval.callback.callback import CallbackEndpoint

    class OfAFrame(CallbackEndpoint):
        def __init__(self, callback_id: str) -> None:
            super().__init__(callback_id)
            self.frame = getattr(_frames, "current", None)
            self.over = False

        def setup_heartbeat_endpoint(self, heartbeat_seconds: int) -> Any:
            heartbeats = super().setup_heartbeat_endpoint(heartbeat_seconds)
            if self.get_outcome() is not None:
                heartbeats.notify()  # type: ignore[no-untyped-call]
            return heartbeats

        def interrupt_all(self) -> None:
            self.over = True
            super().interrupt_all()

    return OfAFrame


def _with_its_own_token() -> Callable[..., None]:
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
        state_task_service_callback,
    )

    attempt = state_task_service_callback.StateTaskServiceCallback._eval_execution

    def with_its_own_token(self: Any, env: Any) -> None:
        if self._is_integration_pattern():
            _frames.current = env
            env.callback_pool_manager.add(env.states.context_object.update_task_token())
        attempt(self, env)

    return with_its_own_token


@cache
def _parse_once() -> Callable[[str], Any]:
    """What comes of it holds no state, and is made for each execution anew otherwise."""
    from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser

    return cache(AmazonStateLanguageParser.parse)
