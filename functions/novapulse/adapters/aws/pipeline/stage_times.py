"""How long each stage may take in the AWS home, in seconds, for a recording of some length."""

from math import ceil

from novapulse import plan
from novapulse.domain.job import Pipeline

LONGEST_FUNCTION = 900
"""https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""
LONGEST_INVOCATION = 3600
"""https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointAsync.html"""
CALLBACK_SECONDS = 300
"""From the endpoint's answer to the task's end, by way of the queue or of the reconciler."""
SHORTEST_WAIT = 1200
"""A launched stage's: its heartbeat must be expected before its time is over."""
LAUNCHED = frozenset({plan.TRANSCRIBE.name, plan.DIARIZE.name})
"""Their work is done by an endpoint, behind whatever waits in its queue."""
STAGES = tuple(plan.stages_for(Pipeline.FULL_ANALYSIS, by_url=True))
SLACK_SECONDS = 3600
"""For the states that are no stages, and Step Functions' own waits."""


def invocation_seconds(stage: plan.Stage, audio_seconds: float) -> int:
    """The endpoint's own time for the request, once it is no longer in its queue."""
    return min(LONGEST_INVOCATION, ceil(stage.timeout.seconds(audio_seconds)))


def timeout(stage: plan.Stage, audio_seconds: float, *, queue_seconds: int) -> int:
    """Of one attempt. ``queue_seconds`` is how long a request may wait for the endpoint."""
    if stage.name in LAUNCHED:
        whole = queue_seconds + invocation_seconds(stage, audio_seconds) + CALLBACK_SECONDS
        return max(SHORTEST_WAIT, whole)
    return min(LONGEST_FUNCTION, ceil(stage.timeout.seconds(audio_seconds)))


def timeouts(audio_seconds: float, *, queue_seconds: int) -> dict[str, int]:
    """By the stage's name: the ``timeouts`` that the state machine reads."""
    return {s.name: timeout(s, audio_seconds, queue_seconds=queue_seconds) for s in STAGES}


def longest(audio_seconds: float, *, queue_seconds: int) -> float:
    """Of a whole execution, each attempt of each stage lasting as long as it may."""
    return SLACK_SECONDS + sum(
        stage.retry.attempts * timeout(stage, audio_seconds, queue_seconds=queue_seconds)
        + sum(stage.retry.delay(n) for n in range(1, stage.retry.attempts))
        for stage in STAGES
    )
