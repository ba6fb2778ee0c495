"""Tasks that wait for an endpoint: kept alive while it works, ended where its word was lost."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.pipeline.inference_end import InferenceEnd
from novapulse.adapters.aws.pipeline.task_tokens import TaskToken
from novapulse.ports import Clock

log = logging.getLogger(__name__)

NOTIFIED_WITHIN = timedelta(minutes=2)
"""An answer's notification comes well within this time of the request's launch, or of the answer:
before that the queue's own reader is left to take it."""
ALIVE = frozenset({"InService", "Updating", "SystemUpdating", "RollingBack"})
"""https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html"""


@dataclass(frozen=True)
class TokenWatch:
    """``endpoints`` are the endpoints' names by the stage's."""

    end: InferenceEnd
    sagemaker: Client
    endpoints: Mapping[str, str]
    clock: Clock

    def run(self) -> Counter[str]:
        """How many of the waiting tasks were ``completed``, ``failed``, ``alive``, ``dead`` (of an
        endpoint that is not), ``dropped`` (nobody waits any more), ``young``, ``troubled``."""
        done: Counter[str] = Counter()
        alive: dict[str, bool] = {}
        for token in self.end.tokens.waiting():
            try:
                done[self._look_at(token, alive)] += 1
            except Exception as error:
                # One task's trouble keeps no other waiting.
                log.error("a waiting task was not looked at: %s", type(error).__name__)
                done["troubled"] += 1
        return done

    def _look_at(self, token: TaskToken, alive: dict[str, bool]) -> str:
        if self.clock.now() < token.created_at + NOTIFIED_WITHIN:
            return "young"
        if self.end.has_answer(token):
            self._complete(token)
            return "completed"
        if self.end.failures.said(token) is not None:
            self.end.failed(token, None)
            return "failed"
        if not token.invoked or not self._alive(token.inference.stage, alive):
            return self._dead(token)
        if self.end.callbacks.heartbeat(token.token):
            return "alive"
        self.end.tokens.consume(token)
        return "dropped"

    def _complete(self, token: TaskToken) -> None:
        """What was answered is not asked for again because it cannot be taken just now, or is
        somebody else's to take."""
        try:
            self.end.completed(token)
        except Exception:
            self.end.callbacks.heartbeat(token.token)
            raise

    def _dead(self, token: TaskToken) -> str:
        """Its heartbeat is to be missed; where the job has ended, nothing waits for that."""
        if not self.end.job_over(token.inference):
            return "dead"
        self.end.tokens.consume(token)
        return "dropped"

    def _alive(self, stage: str, known: dict[str, bool]) -> bool:
        """An endpoint without instances is alive: it grows when it has work."""
        if stage not in known:
            name = self.endpoints[stage]
            try:
                found = self.sagemaker.describe_endpoint(EndpointName=name)
                known[stage] = found["EndpointStatus"] in ALIVE
            except Exception as error:
                log.error("the endpoint of %s was not found: %s", stage, type(error).__name__)
                known[stage] = False
        return known[stage]
